"""What is drawn again when something changes: no more than what looks different."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import Any, cast

import pytest
import textual.css.stylesheet
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from retro.terminal import keeping, textual_internals
from retro.terminal.hosting import HostedApp
from retro.terminal.keeping import Keeper
from retro.terminal.outgoing import printable_filter
from retro.terminal.patches import Drawn, take
from tests.live.house import until
from tests.terminal.fakes import TRUE_COLOUR, shown


class Counted(Widget):
    """Lines of one letter; notes which it was asked for."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter
        self.asked: list[int] = []

    def render_line(self, y: int) -> Strip:
        self.asked.append(y)
        width = self.size.width
        return Strip([Segment(self.letter * width)], width)


class TwoParts(HostedApp[None]):
    CSS = "Counted { height: 1fr; } Vertical { padding: 1; }"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Counted("a")
            yield Counted("b")


async def settled(app: App[None]) -> None:
    """Wait until what was asked for so far is drawn."""
    for _ in range(5):
        drawn = asyncio.Event()
        app.screen.call_after_refresh(drawn.set)
        await drawn.wait()


async def test_a_line_that_changed_is_asked_for_alone_and_nothing_is_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with shown(TwoParts, TRUE_COLOUR, (40, 20)) as visit:
        await visit.terminal.shows("bbb")
        await settled(visit.app)
        one, two = visit.app.query(Counted)
        one.asked.clear()
        two.asked.clear()
        laid_out: list[object] = []
        reflow = textual_internals.ThriftyCompositor.reflow

        def noted(self: textual_internals.ThriftyCompositor, *args: object) -> object:
            laid_out.append(self)
            return reflow(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(textual_internals.ThriftyCompositor, "reflow", noted)
        one.letter = "x"
        one.refresh(Region(0, 2, 38, 1))
        await visit.terminal.shows("xxx")
        assert (one.asked, two.asked, laid_out) == ([2], [], [])
        assert sum("x" * 38 in line for line in visit.terminal.lines) == 1


async def test_what_stands_there_already_is_not_sent_again() -> None:
    async with shown(TwoParts, TRUE_COLOUR, (40, 20)) as visit:
        await visit.terminal.shows("bbb")
        await settled(visit.app)
        one, two = visit.app.query(Counted)
        one.refresh(Region(0, 0, 38, 9))
        one.letter = "x"
        await visit.terminal.shows("xxx")
        await settled(visit.app)
        sent = len(visit.terminal.sent)
        one.refresh(Region(0, 0, 38, 9))
        two.letter = "y"
        two.refresh(Region(0, 0, 38, 1))
        await visit.terminal.shows("yyy")
        assert "x" not in "".join(visit.terminal.sent[sent:])


async def test_what_is_painted_now_takes_no_turns() -> None:
    async with shown(TwoParts, TRUE_COLOUR, (40, 20)) as visit:
        await visit.terminal.shows("bbb")
        await settled(visit.app)
        one, two = visit.app.query(Counted)
        two.asked.clear()
        before = len(visit.terminal.sent)
        one.letter = "x"
        one.refresh(Region(0, 0, 38, 1))
        textual_internals.paint_now(visit.app)
        # In this very moment, with nobody else having had a turn; and not once more afterwards.
        assert "xxx" in "".join(visit.terminal.sent[before:])
        asked = len(one.asked)
        await settled(visit.app)
        assert (len(one.asked), two.asked) == (asked, [])


async def test_where_a_layout_is_due_nothing_is_painted_before() -> None:
    async with shown(TwoParts, TRUE_COLOUR, (40, 20)) as visit:
        await visit.terminal.shows("bbb")
        await settled(visit.app)
        one, two = visit.app.query(Counted)
        one.asked.clear()
        one.letter = "x"
        one.refresh()
        two.refresh(layout=True)
        textual_internals.paint_now(visit.app)
        assert one.asked == []
        await visit.terminal.shows("xxx")


async def test_a_second_app_parses_no_style_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = textual.css.stylesheet.parse  # type: ignore[attr-defined]

    def noted(scope: str, css: str, *args: Any, **options: Any) -> object:
        parsed.append(css)
        return cast("object", parse(scope, css, *args, **options))

    monkeypatch.setattr(textual.css.stylesheet, "parse", noted)

    async def show(theme: str) -> str:
        async with shown(TwoParts, TRUE_COLOUR, (40, 20)) as visit:
            await visit.terminal.shows("bbb")
            visit.app.theme = theme
            await settled(visit.app)
            return str(visit.app.screen.styles.background.hex)

    nord, gruvbox = await show("nord"), await show("gruvbox")
    parsed.clear()
    assert (await show("nord"), await show("gruvbox")) == (nord, gruvbox)
    assert nord != gruvbox
    assert parsed == []


def strip(text: str) -> Strip:
    return Strip([Segment(text)], len(text))


def test_a_patch_over_a_part_of_another_makes_that_unknown() -> None:
    drawn = Drawn()
    whole, part = (0, 3, strip("abcdef")), (2, 3, strip("xy"))
    assert drawn.new([whole]) == [whole]
    assert drawn.new([whole]) == []
    assert drawn.new([part]) == [part]
    assert drawn.new([whole]) == [whole]
    assert drawn.new([part]) == [part]
    drawn.forget()
    assert drawn.new([part]) == [part]


async def test_what_is_in_front_is_taken_and_the_rest_stays_missing() -> None:
    async with TwoParts().run_test(size=(40, 20)) as pilot:
        widget = pilot.app.query(Counted).first()
        missing = {5: [(0, 40)], 6: [(0, 40)], 30: [(0, 40)]}
        patches: list[tuple[int, int, Strip]] = []
        take(patches, missing, widget, Region(10, 4, 38, 9), Region(10, 4, 20, 9))
        assert [(x, y, part.text) for x, y, part in patches] == [
            (10, 5, "a" * 20),
            (10, 6, "a" * 20),
        ]
        assert missing == {5: [(0, 10), (30, 40)], 6: [(0, 10), (30, 40)], 30: [(0, 40)]}


def test_terminals_of_a_kind_share_their_filter() -> None:
    assert printable_filter(unicode=True) is printable_filter(unicode=True)
    assert printable_filter(unicode=True) is not printable_filter(unicode=False)


@pytest.fixture
def unfrozen() -> None:
    """Nothing is frozen, whatever the suite or a test before has left alone."""
    gc.unfreeze()


@pytest.fixture
def restless(unfrozen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No rest after memory was put in order: among all tests a walk takes long."""
    monkeypatch.setattr(keeping, "REST", 0)


class Loop:
    """Something that only the garbage collector takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("restless")
async def test_what_has_settled_is_left_alone_until_all_are_gone() -> None:
    keeper = Keeper(settled=0)
    try:
        with keeper.visit():
            left = Loop()
            gone = weakref.ref(left)
            await until(gc.get_freeze_count, "nothing was frozen")
            del left
            gc.collect()
            assert gone() is not None
        await until(lambda: gone() is None, "it stayed for ever")
        assert not gc.get_freeze_count()
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("restless")
async def test_what_many_left_behind_is_taken_while_others_stay() -> None:
    keeper = Keeper(settled=0, most_gone=2)
    try:
        with keeper.visit():
            left = Loop()
            gone = weakref.ref(left)
            await until(gc.get_freeze_count, "nothing was frozen")
            del left
            for _ in range(2):
                with keeper.visit():
                    pass
            await until(lambda: gone() is None, "it stayed for ever")
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
async def test_what_outlives_a_full_collection_is_left_alone() -> None:
    keeper = Keeper(settled=3600)
    try:
        with keeper.visit():
            gc.unfreeze()
            gc.collect()
            assert gc.get_freeze_count()
        gc.unfreeze()
        gc.collect()
        assert not gc.get_freeze_count()
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("restless")
async def test_memory_that_grew_is_walked_through_while_all_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "FEW", 0)
    monkeypatch.setattr(keeping, "MOST_GROWN", 1.0)
    keeper = Keeper(settled=0)
    try:
        with keeper.visit():
            left = Loop()
            gone = weakref.ref(left)
            await until(gc.get_freeze_count, "nothing was frozen")
            del left
            kept = [Loop() for _ in range(10_000)]
            gc.collect()
            await until(lambda: gone() is None, "it stayed for ever")
            assert kept
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("restless")
async def test_what_is_frozen_is_not_counted_while_it_is_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []
    keeper = Keeper(settled=0)
    try:
        with keeper.visit():
            await until(gc.get_freeze_count, "nothing was frozen")
            count = gc.get_freeze_count

            def noted() -> int:
                counted.append(1)
                return count()

            monkeypatch.setattr(gc, "get_freeze_count", noted)
            for _ in range(3):
                gc.collect()
            assert counted == []
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
async def test_where_people_come_and_go_memory_takes_a_tenth_of_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter(range(0, 1000, 2))
    asked: list[float] = []
    loop = asyncio.get_running_loop()
    call_later = loop.call_later

    def noted(delay: float, work: Any, *args: Any, **more: Any) -> asyncio.TimerHandle:
        if work != keeper._order:
            return call_later(delay, work, *args, **more)
        asked.append(delay)
        return call_later(0, work, *args, **more)

    keeper = Keeper(settled=1)
    monkeypatch.setattr(keeping, "monotonic", lambda: next(clock))
    monkeypatch.setattr(loop, "call_later", noted)
    try:
        with keeper.visit():
            await until(gc.get_freeze_count, "nothing was frozen")
        # Each look at this clock is two seconds after the last: the walk took two.
        assert asked == [1, 16]
    finally:
        gc.unfreeze()
