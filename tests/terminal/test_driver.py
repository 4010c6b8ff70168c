"""Keys, pastes, the mouse and sizes, on their way from a terminal to an app."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import TextArea

from retro.terminal import pacing
from retro.terminal.driver import InputDropped
from retro.terminal.hosting import HostedApp
from retro.terminal.input import PASTE_LIMIT
from tests.terminal.fakes import TRUE_COLOUR, FakeTerminal, Visit, shown, until


class Recorder(HostedApp[None]):
    """Keeps the events of its terminal."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.typed = ""
        self.pastes: list[str] = []
        self.last_paste: events.Paste | None = None
        self.mouse: list[tuple[str, int, int]] = []
        self.sizes: list[tuple[int, int]] = []
        self.order: list[str] = []
        self.focus_changes: list[bool] = []
        self.dropped = 0

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent) and event.is_forwarded:
            pass  # it was at a widget, and bubbles up
        elif isinstance(event, events.Key):
            self.keys.append(event.key)
            self.typed += event.character or ""
            self.order.append(event.key)
        elif isinstance(event, events.Paste):
            if event is not self.last_paste:  # which bubbles up too
                self.pastes.append(event.text)
                self.order.append(f"paste {event.text}")
            self.last_paste = event
        elif isinstance(event, events.MouseEvent):
            self.mouse.append((type(event).__name__, event.x, event.y))
        elif isinstance(event, events.Resize):
            self.sizes.append((event.size.width, event.size.height))
        elif isinstance(event, events.AppFocus | events.AppBlur):
            self.focus_changes.append(isinstance(event, events.AppFocus))
        await super().on_event(event)

    def on_input_dropped(self, _message: InputDropped) -> None:
        self.dropped += 1


def recorder(visit: Visit) -> Recorder:
    assert isinstance(visit.app, Recorder)
    return visit.app


async def keys_of(*reads: bytes) -> Recorder:
    """Type reads one by one, then a key that tells that all arrived."""
    async with shown(Recorder) as visit:
        app = recorder(visit)
        for data in reads:
            visit.terminal.type(data)
        visit.terminal.type(b"\x1b[24~")
        await until(lambda: "f12" in app.keys)
    return app


@pytest.mark.parametrize(
    ("reads", "keys"),
    [
        ([b"a", b"\r", b"\t"], ["a", "enter", "tab"]),
        ([b"\x1b[A\x1bOP"], ["up", "f1"]),
        ([b"\x1b", b"[A"], ["up"]),
        ([b"\x1b[", b"1;5", b"A"], ["ctrl+up"]),
        (["é".encode()[:1], "é".encode()[1:]], ["é"]),
        (["👩".encode()[:1], "👩".encode()[1:3], "👩".encode()[3:]], ["woman"]),
        ([b"\x1b[97;5u", b"\x1b[27u", b"\x1b[105;5u"], ["ctrl+a", "escape", "ctrl+i"]),
        ([b"\x03\x1a\x13\x11"], ["ctrl+c", "ctrl+z", "ctrl+s", "ctrl+q"]),
        # Escape and another key in one burst are two keys.
        ([b"\x1bn"], ["escape", "n"]),
        ([b"\x1b", b"n"], ["escape", "n"]),
        ([b"\x1bnab\x1bN"], ["escape", "n", "a", "b", "escape", "N"]),
        ([b"\x1b1\x1b-"], ["escape", "1", "escape", "minus"]),
        ([b"\x1b\r\x1b "], ["escape", "enter", "escape", "space"]),
        (["\x1bé".encode()[:2], "é".encode()[1:]], ["escape", "é"]),
        ([b"\x1b^"], ["escape", "circumflex_accent"]),
        ([b"\x1b\x1b"], ["escape", "escape"]),
        ([b"\x1b\x1bn"], ["escape", "escape", "n"]),
        ([b"\x1bOn"], ["full_stop"]),  # of the number pad
        ([b"\x1bOz"], ["escape", "O", "z"]),
        ([b"\x1b[110;3u"], ["alt+n"]),
        ([b"\x1b[27un"], ["escape", "n"]),
        # Escape and a sequence.
        ([b"\x1b\x1b[A\x1b\x1bOPn"], ["escape", "up", "escape", "f1", "n"]),
        ([b"\x1b", b"\x1b", b"[", b"A"], ["escape", "up"]),
        ([b"\x1bO", b"P"], ["f1"]),
        ([b"\x1b[[A\x1b[1;2P"], ["f1", "shift+f1"]),
        # Keys of two characters.
        ([b"\x1bb\x1bf\x1b\x7f\x1b\t"], ["ctrl+left", "ctrl+right", "ctrl+w", "shift+tab"]),
        # Sequences that nobody knows, and those that a key interrupts.
        ([b"\x1b[99$zn", b"\x1b[?62;1cn"], ["n", "n"]),
        ([b"\x1b[1;\x1b[Bn"], ["down", "n"]),
        ([b"\x1b[M !!n"], ["n"]),
        ([b"\x1b[" + b"9" * 31], ["9"]),
    ],
)
async def test_keys(reads: list[bytes], keys: list[str]) -> None:
    app = HostedKeys()
    async with shown(lambda: app) as visit:
        for data in reads:
            visit.terminal.type(data)
        visit.terminal.type(b"\x1b[24~")
        await until(lambda: "f12" in app.keys)
    assert app.keys[:-1] == keys


class HostedKeys(Recorder):
    """Keeps keys, and lets none of them do anything."""

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self.keys.append(event.key)
            self.typed += event.character or ""
        else:
            await super().on_event(event)


async def test_a_lone_escape_arrives() -> None:
    async with shown(Recorder) as visit:
        visit.terminal.type(b"\x1b")
        await until(lambda: recorder(visit).keys == ["escape"])
        visit.terminal.type(b"\x1bx")
        await until(lambda: recorder(visit).keys == ["escape", "escape", "x"])


@pytest.mark.parametrize(
    ("held", "keys"),
    [
        (b"\x1bO", ["escape", "O"]),
        (b"\x1b[", ["escape", "left_square_bracket"]),
        (b"\x1b[1;5", []),
        (b"\x1b[99$z", []),
    ],
)
async def test_a_sequence_that_goes_no_further_is_keys_or_nothing(
    held: bytes, keys: list[str]
) -> None:
    async with shown(HostedKeys) as visit:
        app = recorder(visit)
        visit.terminal.type(held)
        if keys:
            await until(lambda: app.keys == keys)
        else:
            # What was held comes before a paste; here that is nothing.
            visit.terminal.type(b"\x1b[200~text\x1b[201~")
            await until(lambda: app.pastes == ["text"])
        assert app.keys == keys


async def test_invalid_utf8_is_replaced_and_the_rest_goes_on() -> None:
    app = await keys_of(b"a\xff", b"\xc3", b"(b", b"\xf0\x9f")
    assert app.typed.startswith("a\ufffd\ufffd(b")


@pytest.mark.parametrize(
    "hostile",
    [
        b"\x1b[99999999999u",  # beyond Unicode
        b"\x1b[1114112u",
        b"\x1b[97;1;1114112u",
        b"\x1b[" + b"9" * 200,
        b"\x1b[97;" + b":" * 30 + b"u",
        b"\x1b]52;c;?\x07",
        b"\x1bP+q544e\x1b\\",
        b"\x1b[48;0;0;0;0t\x1b[<0;1;1M",
        b"\x1b[48;10;10;0;0t\x1b[<0;5;5M\x1b[<0;5;5m",
        b"\x1b[<0;0;0M\x1b[<0;-1;-5M\x1b[<0;99999;99999M\x1b[M\xff\xff\xff",
        bytes(range(0x80, 0x100)),
        bytes(range(0x20)),
    ],
)
async def test_the_parser_outlives(hostile: bytes) -> None:
    async with shown(HostedKeys) as visit:
        app = recorder(visit)
        visit.terminal.type(hostile)
        await until(lambda: visit.terminal.status is None)
        visit.terminal.type(b"\x1b[24~")
        await until(lambda: "f12" in app.keys)
        visit.terminal.type(b"z")
        await until(lambda: app.keys[-1] == "z")
    assert visit.status == 0


async def test_keys_that_type_what_may_not_be_shown_are_left_out() -> None:
    app = await keys_of("a\u009b\u202e\u200bb".encode(), b"\x1b[55296u\x1b[97;;155u", b"c")
    assert app.typed.startswith("abc")


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d🚀❤\ufe0f",
        "می\u200cخواهم \u0600١٢٣",
        "ශ්\u200dරී",
        "日本\u3000語, non\u00a0!",
        "\U0001faff",
    ],
)
async def test_characters_that_python_does_not_call_printable_can_be_typed(text: str) -> None:
    async with shown(Notes) as visit:
        visit.terminal.type(text + "z")
        area = visit.app.query_one(TextArea)
        await until(lambda: "z" in area.text)
        assert area.text == text + "z"


async def test_focus() -> None:
    async with shown(Recorder) as visit:
        visit.terminal.type(b"\x1b[O")
        await until(lambda: recorder(visit).focus_changes == [False])
        visit.terminal.type(b"\x1b[I")
        await until(lambda: recorder(visit).focus_changes == [False, True])


async def test_frames_are_sent_at_once_when_the_terminal_can(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with shown(Recorder) as visit:
        assert "\x1b[?2026h" not in visit.terminal.sent
        visit.terminal.type(b"\x1b[?2026;2$y\x1b[24~")
        await until(lambda: recorder(visit).keys == ["f12"])
        written: list[str] = []
        write = visit.terminal.write

        def noted(data: str) -> None:
            written.append(data)
            write(data)

        monkeypatch.setattr(visit.terminal, "write", noted)
        visit.app.refresh_all()
        await until(lambda: visit.terminal.sent.endswith("\x1b[?2026l"))
        # In one piece: each is a packet of its own.
        assert all(each.startswith("\x1b[?2026h") for each in written)
        assert all(each.endswith("\x1b[?2026l") for each in written)


# Pastes


class Notes(Recorder):
    def compose(self) -> ComposeResult:
        yield TextArea()


async def test_a_paste_arrives_cleaned_and_in_order() -> None:
    app = await keys_of(
        b"a\x1b[200~one\r\n\x1b]52;c;eA==\x07" + "\x9b2J\u202e".encode() + b"two\x1b[201~b",
    )
    assert app.pastes == ["one\n]52;c;eA==2Jtwo"]
    assert app.order[:3] == ["a", f"paste {app.pastes[0]}", "b"]


async def test_an_escape_before_a_paste_comes_before_it() -> None:
    app = await keys_of(b"\x1b\x1b[200~text\x1b[201~")
    assert app.order[:2] == ["escape", "paste text"]


async def test_a_paste_is_capped_and_the_person_is_told() -> None:
    app = await keys_of(b"\x1b[200~" + b"x" * (PASTE_LIMIT + 1) + b"\x1b[201~")
    assert [len(text) for text in app.pastes] == [PASTE_LIMIT]
    assert app.dropped == 1


async def test_a_paste_lands_in_a_widget() -> None:
    async with shown(Notes) as visit:
        visit.terminal.type(b"\x1b[200~first\rsecond\x1b[201~\x1b[201~")
        await visit.terminal.shows("second")
        assert visit.app.query_one(TextArea).text == "first\nsecond"


async def test_the_notice_about_cut_input_is_shown() -> None:
    class Plain(HostedApp[None]):
        pass

    async with shown(Plain, size=(120, 40)) as visit:
        visit.terminal.type(b"\x1b[200~" + b"x" * (PASTE_LIMIT + 1) + b"\x1b[201~")
        await visit.terminal.shows("too much at once")


# Floods


async def test_a_flood_of_mouse_reports_is_bounded() -> None:
    async with shown(Recorder) as visit:
        app = recorder(visit)
        for start in range(0, 50_000, 500):
            visit.terminal.type(
                b"".join(
                    b"\x1b[<%d;%d;5M" % (64 + n % 2, n % 70 + 1) for n in range(start, start + 500)
                )
            )
        await until(lambda: app.dropped == 1)
        assert len(app.mouse) < 1000
    assert visit.status == 0


async def test_movement_is_followed_to_where_it_ends() -> None:
    async with shown(Recorder) as visit:
        app = recorder(visit)
        visit.terminal.type(b"".join(b"\x1b[<35;%d;5M" % column for column in range(1, 71)))
        await until(lambda: app.mouse)
        assert app.mouse == [("MouseMove", 69, 4)]


async def test_an_unmarked_paste_does_not_reach_the_app_at_once() -> None:
    async with shown(Recorder) as visit:
        app = recorder(visit)
        visit.terminal.type(b"x" * 200_000)
        await until(lambda: app.dropped == 1)
        assert len(app.typed) < 5_000


# Sizes


@pytest.mark.parametrize(
    ("claimed", "drawn"),
    [
        ((0, 0), (80, 24)),
        ((1, 1), (1, 1)),
        ((45, 20), (45, 20)),
        ((1000, 500), (500, 200)),
        ((10_000, 10_000), (500, 200)),
        ((2**32 - 1, 2**32 - 1), (500, 200)),
    ],
)
@pytest.mark.parametrize("door", ["window", "report"])
async def test_sizes_from_both_doors_are_clamped(
    door: str, claimed: tuple[int, int], drawn: tuple[int, int]
) -> None:
    async with shown(Recorder, size=(60, 10)) as visit:
        app = recorder(visit)
        columns, rows = claimed
        if door == "window":
            visit.terminal._resize(columns, rows)
        else:
            visit.terminal.type(b"\x1b[48;%d;%d;0;0t" % (rows, columns))
        await until(lambda: app.sizes[-1:] == [drawn], f"{app.sizes}")
        assert all(width <= 500 and height <= 200 for width, height in app.sizes)
        visit.terminal.type(b"\x1b[<0;1;1Mz")
        await until(lambda: app.keys == ["z"])
        assert app.mouse == [("MouseDown", 0, 0)]
        await until(lambda: app.screen.size == drawn)


async def test_a_storm_of_resizes_ends_at_the_last() -> None:
    async with shown(Recorder) as visit:
        for width in range(20, 220):
            visit.terminal.resize(width, 30)
        await until(lambda: visit.app.screen.size == (219, 30))
    assert visit.status == 0


@pytest.mark.parametrize("door", ["window", "report"])
async def test_a_second_size_waits_for_its_turn(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "RESIZE_PACE", 3600.0)
    async with shown(Recorder) as visit:
        app = recorder(visit)
        for width in (70, 60, 50):
            if door == "window":
                visit.terminal.resize(width, 20)
            else:
                visit.terminal.type(b"\x1b[48;20;%d;0;0t" % width)
            visit.terminal.type("z")
            await until(lambda: app.screen.size == (70, 20) and app.keys[-1:] == ["z"])
            app.keys.clear()
        assert set(app.sizes) == {(80, 24), (70, 20)}


async def test_a_terminal_may_be_drawn_smaller_than_its_window() -> None:
    async with shown(Recorder, replace(TRUE_COLOUR, largest=(300, 100))) as visit:
        visit.terminal._resize(400, 150)
        await until(lambda: visit.app.screen.size == (300, 100))


async def test_a_first_size_is_clamped_too() -> None:
    async with shown(Recorder, size=(0, 0)) as visit:
        assert visit.app.size == (80, 24)
    async with shown(Recorder, size=(1, 1)) as visit:
        assert visit.app.size == (1, 1)


# The end


async def test_what_comes_after_the_end_is_ignored() -> None:
    terminal: FakeTerminal
    async with shown(Recorder) as visit:
        terminal = visit.terminal
    sent = terminal.sent
    terminal.type(b"late")
    terminal.resize(100, 50)
    terminal.hang_up()
    await asyncio.sleep(0)
    assert terminal.sent == sent


def test_messages_of_this_layer_do_not_bubble() -> None:
    assert issubclass(InputDropped, Message)
    assert not InputDropped.bubble
