"""Through a session: on and back, undo, time, the guide, help, people, the end."""

import resource
from pathlib import Path

import pytest

from retro.ui.registry import COMMANDS
from retro.ui.screens.ended import save
from retro.ui.widgets.heading import TimerLine
from tests.live.house import Clock
from tests.terminal.fakes import until
from tests.ui.stage import at_phase, settled


async def test_back_and_on_again_keeps_everything(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "why") as shown:
        before = shown.session.cards
        await shown.press("b", "b")
        assert shown.session.phase.key == "planned"
        assert "Deploy by 10:00" in shown.text
        await shown.press("b", "b")
        assert shown.notice == "This is the first phase."
        await shown.press("n", "n", "n")
        assert shown.session.phase.key == "why"
        assert shown.session.cards == before


async def test_undo_takes_back_and_says_when_it_cannot(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("u")
        assert shown.notice == "There is nothing to undo in this phase."
        await shown.press("enter", "one", "enter", "two", "enter", "esc", "u")
        assert [card.text for card in shown.session.cards.values()] == ["one"]
        assert shown.notice == "Undone."


async def test_a_key_of_another_phase_says_where_it_belongs(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("a")
        assert shown.notice == "“owner says yes” is for: Actions."
        await shown.press("r")
        assert shown.notice == "Everything here is on the screen already."
        await shown.press("space")
        assert shown.notice.startswith("Here one keyboard writes for all")


async def test_time_is_paused_extended_and_never_ends_a_phase(tmp_path: Path) -> None:
    clock = Clock()
    async with at_phase(tmp_path, "planned", clock=clock) as shown:

        def timer() -> str:
            """What the line shows at the next tick."""
            line = shown.app.screen.query_one(TimerLine)
            shown.app.screen._tick()  # type: ignore[attr-defined]
            return line.render().plain.split()[-1] + " " + str(line.render().spans[-1].style)

        assert timer().startswith("5:00 bold $success")
        clock.forward(minutes=4, seconds=30)
        assert timer().startswith("0:30 bold $warning")
        clock.forward(minutes=1)
        assert timer().startswith("+0:30 bold bold $error")
        assert "over" in shown.app.screen.query_one(TimerLine).render().plain
        assert shown.session.phase.key == "planned"
        await shown.press("+", "+", "-")
        assert timer().startswith("0:30")
        await shown.press("t")
        clock.forward(minutes=3)
        assert timer().startswith("0:30")
        assert "paused" in shown.text
        await shown.press("t")
        clock.forward(seconds=10)
        assert timer().startswith("0:20")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (45, 20)])
async def test_the_guide_says_what_to_say(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_phase(tmp_path, "planned", size=size) as shown:
        await shown.press("g")
        assert "“Take a minute each:" in shown.text
        assert "Watch for" in shown.text
        await shown.press("g")
        assert "Watch for" not in shown.text


@pytest.mark.parametrize("phase", ["planned", "happened", "commit", "roti"])
async def test_help_names_every_key_of_the_phase(tmp_path: Path, phase: str) -> None:
    async with at_phase(tmp_path, phase, size=(120, 60)) as shown:
        kind = shown.session.phase.kind
        offered = {command.id for command in shown.app.screen.available()}  # type: ignore[attr-defined]
        await shown.press("?")
        for command in COMMANDS:
            here = command.fits(kind) and command.id in offered
            assert (command.help in shown.text) == here, command.id
        await shown.press("esc")
        assert "While you write" not in shown.text


async def test_people_join_are_named_and_leave(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("w", "enter", "Eef", "enter", "bo", "enter")
        assert shown.notice.startswith("There is a Bo already")
        await shown.press("esc")
        assert "Eef" in shown.text
        await shown.press("end", "space")
        eef = next(p for p in shown.session.people.values() if p.name == "Eef")
        assert eef.named
        await shown.press("delete")
        assert "Remove Eef from this session?" in shown.text
        await shown.press("n")
        assert eef.id in shown.session.people
        await shown.press("delete", "y", "home", "delete", "y")
        assert eef.id not in shown.session.people
        assert shown.notice == "A session needs a facilitator: hand over first."
        await shown.press("esc")
        assert "4 in the room" in shown.text


async def test_the_parking_lot_holds_what_is_not_for_now(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("p", "the coffee machine", "enter")
        assert "· the coffee machine" in shown.text
        # What is typed on is one more thing to park, and no command.
        await shown.press("no room with a window", "enter", "esc")
        parked = [item.text for item in shown.session.parked.values()]
        assert parked == ["the coffee machine", "no room with a window"]
        assert shown.session.phase.key == "planned"


async def test_the_palette_does_the_same(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned", size=(120, 40)) as shown:
        await shown.press("ctrl+p")
        await until(lambda: "Write (enter)" in shown.text)
        await shown.press("next phase")
        await until(lambda: "Go on to the next phase" in shown.text)
        await shown.press("enter")
        await until(lambda: shown.session.phase.key == "happened")


async def test_the_end_is_asked_for_and_shows_the_minutes(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "close", size=(120, 40)) as shown:
        await shown.press("n", "n")
        assert shown.session.closed is None
        await shown.press("n", "enter")
        assert shown.session.closed is None
        await shown.press("n")
        await shown.click("Yes (y)")
        assert shown.room.closed
        await until(lambda: "Thank you. The session has ended." in shown.text)
        await settled(shown.app)
        assert "Release 4.2" in shown.text
        await shown.press("s", "s")
        written = sorted(tmp_path.glob("*.md"))
        assert [path.name for path in written] == [
            "2026-05-04-release-4-2-2.md",
            "2026-05-04-release-4-2.md",
        ]
        assert written[0].read_text() == written[1].read_text()
        assert "Deploy by 10:00" in written[0].read_text()
        assert str(written[0]) in shown.hint
        await shown.press("q")
        await until(shown.visit.running.done)
        assert shown.terminal.farewell == "The minutes come back with: retro minutes"


def test_minutes_never_replace_a_file(tmp_path: Path) -> None:
    assert save(tmp_path, "a.md", "one").read_text() == "one"
    assert save(tmp_path, "a.md", "two").name == "a-2.md"
    assert (tmp_path / "a.md").read_text() == "one"
    with pytest.raises(OSError):
        save(tmp_path / "nowhere", "a.md", "x")


def test_a_full_disk_leaves_no_half_of_the_minutes(tmp_path: Path) -> None:
    """A bound on the size of files stands for the full disk: writing fails part of the way."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(OSError):
            save(tmp_path, "a.md", "x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


async def test_leaving_ends_nothing(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned") as shown:
        await shown.press("q")
        await until(shown.visit.running.done)
        assert "Come back with: retro attach" in shown.terminal.farewell
        assert next(iter(shown.house.lobby.rooms.values())).closed is False
