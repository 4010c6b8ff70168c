"""How fast input reaches an app. Time is counted here, not waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from retro.terminal.input import Paste
from retro.terminal.pacing import (
    BACKLOG_LIMIT,
    ESCAPE_SILENCE,
    PACE,
    PASTE_SILENCE,
    RESIZE_PACE,
    TYPING_BURST,
    TYPING_RATE,
    InputReceiver,
    PacedInput,
    PacedSizes,
)

START, END = b"\x1b[200~", b"\x1b[201~"


@dataclass
class Timer:
    due: float
    call: Callable[[], None]
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True


@dataclass
class Clock:
    """The two things of an event loop that pacing uses."""

    now: float = 0.0
    timers: list[Timer] = field(default_factory=list)

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, call: Callable[[], None]) -> Timer:
        self.timers.append(Timer(self.now + delay, call))
        return self.timers[-1]

    def pass_time(self, seconds: float) -> None:
        until = self.now + seconds
        while due := [each for each in self.timers if not each.is_cancelled and each.due <= until]:
            timer = min(due, key=lambda each: each.due)
            self.timers.remove(timer)
            self.now = timer.due
            timer.call()
        self.now = until

    @property
    def is_idle(self) -> bool:
        return all(timer.is_cancelled for timer in self.timers)


class Desk:
    """Somebody who types, and what arrives."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.got: list[bytes | Paste | str] = []
        self.input = PacedInput(
            cast(asyncio.AbstractEventLoop, self.clock),
            InputReceiver(
                self.got.append,
                self.got.append,
                lambda: self.got.append("silence"),
                lambda: self.got.append("dropped"),
            ),
        )

    @property
    def typed(self) -> bytes:
        return b"".join(piece for piece in self.got if isinstance(piece, bytes))


def test_a_key_arrives_at_once() -> None:
    desk = Desk()
    desk.input.receive(b"a")
    assert desk.got == [b"a"]
    assert desk.clock.is_idle


def test_a_lone_escape_arrives_after_a_silence() -> None:
    desk = Desk()
    desk.input.receive(b"\x1b")
    assert desk.got == []
    desk.clock.pass_time(ESCAPE_SILENCE)
    assert desk.got == [b"\x1b", "silence"]
    assert desk.clock.is_idle


def test_the_rest_of_a_sequence_ends_the_wait() -> None:
    desk = Desk()
    desk.input.receive(b"\x1b")
    desk.clock.pass_time(ESCAPE_SILENCE / 2)
    desk.input.receive(b"[A")
    assert desk.got == [b"\x1b[A"]


def test_a_paste_without_an_end_ends_after_a_longer_silence() -> None:
    desk = Desk()
    desk.input.receive(START + b"text")
    desk.clock.pass_time(PASTE_SILENCE / 2)
    desk.input.receive(b" and more")
    desk.clock.pass_time(PASTE_SILENCE - 0.1)
    assert desk.got == []
    desk.clock.pass_time(0.1)
    assert desk.got == [Paste("text and more", 0), "silence"]


def test_a_burst_is_spread_over_time() -> None:
    desk = Desk()
    desk.input.receive(b"x" * 8000)
    assert len(desk.typed) == TYPING_BURST
    desk.clock.pass_time(0.5)
    assert len(desk.typed) <= TYPING_BURST + TYPING_RATE * 0.5
    assert max(len(piece) for piece in desk.got if isinstance(piece, bytes)) <= TYPING_BURST
    desk.clock.pass_time(8000 / TYPING_RATE)
    assert len(desk.typed) == 8000
    assert desk.clock.is_idle


def test_many_small_reads_are_paced_as_one_large() -> None:
    desk = Desk()
    for _read in range(8000):
        desk.input.receive(b"x")
    assert len(desk.typed) == TYPING_BURST


def test_what_waits_is_bounded_and_the_rest_is_dropped_with_one_word() -> None:
    desk = Desk()
    for _read in range(50):
        desk.input.receive(b"y" * 4096)
        assert desk.input.waiting <= BACKLOG_LIMIT
    desk.clock.pass_time(BACKLOG_LIMIT / TYPING_RATE + 1)
    assert len(desk.typed) <= BACKLOG_LIMIT + TYPING_BURST
    assert desk.got.count("dropped") == 1
    desk.input.receive(b"later")
    assert desk.typed.endswith(b"ylater")


def test_a_sequence_is_dropped_whole() -> None:
    desk = Desk()
    report = b"\x1b[<64;10;10M"
    desk.input.receive(report * 10_000)
    desk.clock.pass_time(60)
    assert "dropped" in desk.got
    assert desk.typed == report * (len(desk.typed) // len(report))


def test_order_is_kept_around_a_paste() -> None:
    desk = Desk()
    desk.input.receive(b"a" * 1000 + START + b"pasted" + END + b"b" * 1000)
    desk.clock.pass_time(2)
    before = b"".join(
        each for each in desk.got[: desk.got.index(Paste("pasted", 0))] if isinstance(each, bytes)
    )
    assert before == b"a" * 1000
    assert desk.typed == b"a" * 1000 + b"b" * 1000


def test_pastes_wait_their_turn_too() -> None:
    desk = Desk()
    large = START + b"p" * 65_536 + END
    desk.input.receive(large * 20)
    pastes = [piece for piece in desk.got if isinstance(piece, Paste)]
    assert len(pastes) == 1
    desk.clock.pass_time(60)
    pastes = [piece for piece in desk.got if isinstance(piece, Paste)]
    assert 1 < len(pastes) < 20
    assert desk.got.count("dropped") == 1


def test_empty_pastes_wait_their_turn_too() -> None:
    desk = Desk()
    desk.input.receive((START + END) * 50_000)
    assert len(desk.got) < 50
    desk.clock.pass_time(60)
    assert len(desk.got) < 2_000


def test_nothing_arrives_after_the_end() -> None:
    desk = Desk()
    desk.input.receive(b"x" * 2000 + b"\x1b")
    desk.input.close()
    desk.clock.pass_time(10 * PACE + PASTE_SILENCE)
    assert len(desk.typed) == TYPING_BURST
    assert desk.clock.is_idle


def test_of_many_sizes_the_first_comes_at_once_and_then_the_newest() -> None:
    clock = Clock()
    drawn: list[tuple[float, tuple[int, int]]] = []
    sizes = PacedSizes(
        cast("asyncio.AbstractEventLoop", clock), lambda size: drawn.append((clock.now, size))
    )
    for turn in range(1000):  # in two seconds
        sizes.offer((20 + turn, 30))
        clock.pass_time(0.002)
    clock.pass_time(10)
    assert drawn[0] == (0.0, (20, 30))
    assert drawn[-1][1] == (1019, 30)
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(drawn)]
    assert len(drawn) <= 2 / RESIZE_PACE + 2
    assert min(gaps) >= RESIZE_PACE - 1e-9
    sizes.offer((80, 24))
    assert drawn[-1] == (clock.now, (80, 24))
    sizes.offer((81, 24))
    sizes.close()
    clock.pass_time(10)
    assert drawn[-1][1] == (80, 24)
    assert clock.is_idle
