"""What is drawn when something changes, how often, and by whom: no more than there is to see."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from retro.session.commands import Reveal, WriteCard
from retro.session.model import Session
from retro.ui.app import RetroApp
from retro.ui.screens.collect import CollectScreen
from retro.ui.widgets import links
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.heading import TimerLine
from tests.live.house import until
from tests.ui.apart import apart, rows, write


class Shown(App[None]):
    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        yield CardList(id="cards")


def states(seed: int) -> list[list[Row]]:
    """A list as it changes: rows come, go, and move."""
    chance = random.Random(seed)
    found: list[list[Row]] = [[]]
    for number in range(1, 30):
        now = list(found[-1])
        if now and chance.random() < 0.3:
            now.remove(chance.choice(now))
        else:
            row = Row(number, f"Card {number}", number=number)
            now.insert(chance.randint(0, len(now)), row)
        found.append(now)
    return found


async def chosen_after(shown_states: Sequence[Sequence[Row]], *, focus: bool) -> object:
    app = Shown()
    async with app.run_test(size=(60, 20)) as pilot:
        cards = app.query_one(CardList)
        cards.show(shown_states[0])
        await pilot.pause()
        for rows_then in shown_states[1:]:
            if focus and not cards.has_focus:
                cards.focus()
                await pilot.pause()
            cards.show(rows_then)
        return cards.chosen and cards.chosen.id


@pytest.mark.parametrize("seed", range(3))
async def test_the_choice_does_not_depend_on_how_changes_are_batched(seed: int) -> None:
    """Nobody moves through the list, and what came last is still there."""
    one_by_one = states(seed)
    last = max(row.number for row in one_by_one[-1])
    until_last = next(at for at, each in enumerate(one_by_one) if last in [r.number for r in each])
    one_by_one = one_by_one[: until_last + 1]
    found = {
        await chosen_after([one_by_one[0], *each], focus=False)
        for each in (one_by_one[1:], one_by_one[3::3] + one_by_one[-1:], one_by_one[-1:])
    }
    assert found == {last}


async def test_a_chosen_row_that_goes_leaves_its_place_to_the_next() -> None:
    old = [Row(n, f"Card {n}", number=n) for n in range(1, 7)]
    new = [Row(9, "New above", number=9), *old[:2], *old[4:]]
    for batches in ([old[:2] + old[4:], new], [new]):
        app = Shown()
        async with app.run_test(size=(60, 20)) as pilot:
            cards = app.query_one(CardList)
            cards.show(old)
            cards.focus()
            cards.choose(4)
            await pilot.pause()
            for each in batches:
                cards.show(each)
            assert cards.chosen is not None
            assert cards.chosen.id == 5


async def test_rows_are_made_once_for_all_who_see_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    make = CollectScreen._rows

    def noted(self: CollectScreen, session: Session, column: object) -> list[Row]:
        made.append(column)
        return make(self, session, column)  # type: ignore[arg-type]

    monkeypatch.setattr(CollectScreen, "_rows", noted)
    async with apart(tmp_path, "planned") as room:
        for name in ("Bo", "Cas", "Dee"):
            await room.sits(name)
        await room.teller._send(Reveal())
        await room.settle()
        made.clear()
        await write(room, "Bo", "Seen by all")
        await room.settle()
        assert len(made) == 1
        assert {tuple(rows(room[name])) for name in ("Bo", "Cas", "Dee")} == {("Seen by all",)}
        lists = [room[name].app.screen.query_one("#cards-one", CardList) for name in ("Bo", "Cas")]
        assert lists[0].rows is lists[1].rows


async def test_nobody_gets_rows_with_what_another_wrote_unseen(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        for name in ("Bo", "Cas"):
            await room.sits(name)
        await write(room, "Bo", "Of Bo alone")
        await write(room, "Cas", "Of Cas alone")
        await room.settle()
        assert rows(room["Bo"]) == ["Of Bo alone"]
        assert rows(room["Cas"]) == ["Of Cas alone"]


async def test_the_first_change_is_drawn_at_once_and_a_burst_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retro.ui.app.DRAW_EVERY", 0.5)
    async with apart(tmp_path, "planned") as room:
        await room.sits("Bo")
        await room.teller._send(Reveal())
        await room.settle()
        app = room["Bo"].app
        drawn: list[str] = []
        draw = RetroApp._draw

        def noted(self: RetroApp) -> None:
            drawn.append("timer" if self._drawing is not None else "at once")
            draw(self)

        monkeypatch.setattr(RetroApp, "_draw", noted)
        app._drawn_at = 0.0
        await write(room, "Noor", "The first")
        await until(lambda: drawn)
        for number in range(20):
            await write(room, "Noor", f"Another {number}")
        await until(lambda: len(rows(room["Bo"])) == 21)
        assert drawn == ["at once", "timer"]


async def test_a_drawing_asks_nobody_else_for_a_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a card that comes in, nothing is left to Textual's own timer."""
    async with apart(tmp_path, "planned") as room:
        await room.sits("Bo")
        await room.teller._send(Reveal())
        await write(room, "Noor", "The first")
        await room.settle()
        app = room["Bo"].app
        displayed: list[bool] = []
        display = RetroApp._display
        inside = [False]
        draw = RetroApp._draw

        def drawing(self: RetroApp) -> None:
            inside[0] = True
            draw(self)
            inside[0] = False

        def noted(self: RetroApp, *given: object) -> None:
            displayed.append(inside[0])
            display(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(RetroApp, "_draw", drawing)
        monkeypatch.setattr(RetroApp, "_display", noted)
        app._drawn_at = 0.0
        await write(room, "Noor", "The second")
        await until(lambda: "The second" in room["Bo"].text)
        assert True in displayed


async def test_a_second_is_drawn_once_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with apart(tmp_path, "planned") as room:
        for name in ("Bo", "Cas", "Dee"):
            await room.sits(name)
        rendered: list[object] = []
        render = TimerLine.render

        def noted(self: TimerLine) -> object:
            rendered.append(self)
            return render(self)

        monkeypatch.setattr(TimerLine, "render", noted)
        lines = [room[name].app.screen.query_one(TimerLine) for name in ("Bo", "Cas", "Dee")]
        for line in lines:
            line.left = timedelta(seconds=77)
        await room.settle()
        assert len(rendered) <= 1


async def test_links_are_drawn_once_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    draw = links.draw

    def noted(bundles: Sequence[links.Bundle], width: int) -> links.Drawing:
        drawn.append(bundles)
        return draw(bundles, width)

    monkeypatch.setattr(links, "draw", noted)
    async with apart(tmp_path, "happened") as room:
        for name in ("Bo", "Cas", "Dee"):
            await room.sits(name)
        await room.teller._send(Reveal())
        await room.settle()
        drawn.clear()
        card = WriteCard(room.room.new_id(), "A happening", when="09:40", phase="happened")
        await room.send("Noor", card)
        await room.settle()
        links._drawn.cache_clear()
        before = len(drawn)
        for name in ("Bo", "Cas", "Dee"):
            room[name].app.screen.query_one(links.Links).refresh()
        await room.settle()
        assert len(drawn) - before <= 1


def test_rows_that_differ_in_anything_are_other_rows() -> None:
    row = Row(1, "One")
    assert replace(row, number=2) != row
