"""From nothing to a session: the chooser, the form, and what it refuses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Select

from retro.formats.catalogue import Catalogue
from retro.live.errors import NotOpened
from retro.live.lobby import Lobby
from retro.session.model import Writing
from retro.ui.app import RetroApp
from retro.ui.screens.setup import SetupScreen
from retro.ui.widgets.field import Field
from retro.ui.wish import Wish
from tests.live.house import FillingDisk, house
from tests.terminal.fakes import TRUE_COLOUR, until, visit
from tests.terminal.fakes import shown as shown_on
from tests.ui.stage import Stage, settled, stage


@asynccontextmanager
async def beginning(
    folder: Path, wish: Wish, disk: FillingDisk | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Stage]:
    async with house(folder, disk=disk) as found, stage(found, wish, size=size) as shown:
        yield shown


async def test_four_answers_lead_to_a_form(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish()) as shown:
        assert shown.app.screen.query("#answers")
        first = shown.text
        await shown.press("1")
        assert shown.text != first
        await shown.press("esc")
        assert shown.text == first
        await shown.press("1", "1", "1", "1")
        assert shown.app.screen.query("#facilitator")


async def test_the_chooser_by_mouse(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish()) as shown:
        row = shown.app.screen.chooser.situations[0].text  # type: ignore[attr-defined]
        start = row[:20]
        await shown.click(start)
        await shown.click(start)
        await shown.click("esc back")
        await shown.click("q leave")
        await until(shown.visit.running.done)


async def test_a_whole_form_in_one_burst(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish(format="aar", title="Release 4.2")) as shown:
        burst = "Learn from it", "enter", "Platform", "enter", "Noor", "enter", "Bo, Cas;Dee"
        await shown.press(*burst, "enter", "enter", "n")
        session = shown.session
        assert (session.title, session.goal, session.team) == (
            "Release 4.2",
            "Learn from it",
            "Platform",
        )
        assert [person.name for person in session.people.values()] == ["Noor", "Bo", "Cas", "Dee"]
        assert not any(person.named for person in session.people.values())
        assert session.phase.key == "planned"


async def test_the_form_says_what_is_missing(tmp_path: Path) -> None:
    wish = Wish(format="aar", writing=Writing.TOGETHER)
    async with beginning(tmp_path, wish) as shown:
        await shown.press("ctrl+s")
        assert shown.notice == "Give the session a title first."
        await shown.press("Release", "ctrl+s")
        assert shown.notice == "What is the goal? One line keeps the room together."
        await shown.press("Learn", "ctrl+s")
        assert shown.notice == "Who facilitates? Type your name."
        await shown.press("Noor", "enter", "Bo, bo", "ctrl+s")
        assert shown.notice == "There is a Bo already; add a letter or a surname."
        await shown.press(*["backspace"] * 4)
        await shown.click("[ ] Everyone agreed")
        buttons = next(each for each in shown.lines if "Begin" in each and "Leave" in each)
        await shown.click(buttons.strip(), after=1)
        assert all(person.named for person in shown.session.people.values())


async def test_how_people_write_is_chosen(tmp_path: Path) -> None:
    wish = Wish(
        format="aar", title="Release", goal="Learn", facilitator="Noor", people=("Bo", "Cas")
    )
    async with beginning(tmp_path, wish) as shown:
        assert "everyone at their own terminal" in shown.text
        assert "names to keep free" not in shown.text
        await shown.click("[ ] My name may stand")
        await shown.press("ctrl+s")
        assert shown.session.writing is Writing.APART
        # Each of the others says so themselves, when they come in.
        assert [person.named for person in shown.session.people.values()] == [True, False, False]
        assert shown.room.codes is not None
        assert shown.app.seat is not None
        assert shown.app.seat.shared


async def test_together_is_one_choice_away(tmp_path: Path) -> None:
    wish = Wish(format="aar", title="Release", goal="Learn", facilitator="Noor")
    async with beginning(tmp_path, wish) as shown:
        shown.app.screen.query_one("#writing", Select).value = Writing.TOGETHER
        await shown.press("ctrl+s")
        assert shown.session.writing is Writing.TOGETHER
        assert shown.room.codes is None
        assert shown.app.seat is not None
        assert not shown.app.seat.shared
        await shown.press("i")
        assert shown.notice.startswith("Everyone writes at one keyboard here")


async def test_format_and_language_are_chosen(tmp_path: Path) -> None:
    wish = Wish(format="aar", title="Sprint", goal="Beter", facilitator="Noor")
    async with beginning(tmp_path, wish, size=(120, 40)) as shown:
        shown.app.screen.query_one("#format", Select).value = "ssc"
        shown.app.screen.query_one("#language", Select).value = "nl"
        await shown.press("ctrl+s")
        assert (shown.session.format.key, shown.session.language) == ("ssc", "nl")
        assert "verder" in shown.text


async def test_a_paste_of_several_lines_fills_one_field_whole(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish(format="aar", title="Release")) as shown:
        await shown.paste("Learn from it,\nall of\tus\n")
        assert shown.app.screen.query_one("#goal", Field).value == "Learn from it, all of us"


async def test_a_full_disk_leaves_the_form_as_it_is(tmp_path: Path) -> None:
    disk = FillingDisk()
    wish = Wish(format="aar", title="Release", goal="Learn", facilitator="Noor")
    async with beginning(tmp_path, wish, disk) as shown:
        disk.is_full = True
        await shown.press("ctrl+s")
        assert shown.notice.startswith("Not saved.")
        assert shown.app.screen.query_one("#title", Field).value == "Release"
        disk.is_full = False
        await shown.press("ctrl+s")
        assert shown.session.title == "Release"


async def test_hostile_text_in_the_form_is_text(tmp_path: Path) -> None:
    wish = Wish(
        format="aar",
        title="[red]a[/]\x1b[31m",
        goal="[@click=app.quit]b[/]",
        team="[",
        facilitator="[/]",
        people=("{x}",),
    )
    async with beginning(tmp_path, wish) as shown:
        await shown.press("ctrl+s")
        assert shown.session.title == "[red]a[/][31m"
        assert "[red]a[/][31m" in shown.text
        assert "[@click=app.quit]b[/]" in shown.text
        await shown.press("w")
        assert "[/]" in shown.text
        assert "{x}" in shown.text


async def test_leaving_begins_nothing(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish(format="aar")) as shown:
        await shown.press("esc")
        await until(shown.visit.running.done)
        assert shown.terminal.farewell == "Nothing was begun."
        assert shown.house.lobby.sessions() == []


async def test_leaving_a_form_that_was_filled_in_is_asked_for(tmp_path: Path) -> None:
    async with beginning(tmp_path, Wish(format="aar", title="Release")) as shown:
        await shown.press("Learn from it", "esc")
        assert "Leave without beginning?" in shown.text
        await shown.press("n")
        assert shown.app.screen.query_one("#goal", Field).value == "Learn from it"
        await shown.press("esc", "y")
        await until(shown.visit.running.done)
        assert shown.terminal.farewell == "Nothing was begun."


@pytest.mark.parametrize("format", ["", "aar"])
async def test_a_language_without_formats_is_english(tmp_path: Path, format: str) -> None:
    async with beginning(tmp_path, Wish(format=format, language="fr")) as shown:
        if not format:
            await shown.press("1", "1", "1", "1")
        assert shown.app.screen.query_one("#language", Select).value == "en"
        await shown.press("Release", "enter", "Learn", "enter", "enter", "Noor", "ctrl+s")
        assert shown.session.language == "en"


async def test_a_session_that_is_not_there(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        wish = Wish(session="01KQS6WB80F2TPJQYR5C0RFDSM")
        gone = visit(lambda: RetroApp(found.lobby, Catalogue(), wish))
        await until(gone.running.done)
        assert gone.status == 1
        assert gone.terminal.farewell


async def test_enter_on_the_tick_goes_on_and_what_was_amiss_goes(tmp_path: Path) -> None:
    wish = Wish(format="aar", title="Release", facilitator="Noor")
    async with beginning(tmp_path, wish) as shown:
        await shown.press("ctrl+s")
        assert shown.notice.startswith("What is the goal?")
        await shown.press("L")
        assert shown.notice == ""
        await shown.click("[ ] My name may stand")
        await shown.press("enter", "enter")
        assert [person.named for person in shown.session.people.values()] == [True]


async def test_from_elsewhere_nobody_begins_at_one_keyboard(tmp_path: Path) -> None:
    """It would end with their line: nobody could come back to it."""
    wish = Wish(is_guest=True, member=True, writing=Writing.TOGETHER)
    async with house(tmp_path) as found, stage(found, wish) as shown:
        await shown.press("s", "1", "1", "1", "1")
        await until(lambda: shown.at(SetupScreen))
        await settled(shown.app)
        select = shown.app.screen.query_one("#writing", Select)
        assert select.value is Writing.APART
        assert [value for _, value in select._options] == [Writing.APART]


async def test_sessions_that_cannot_be_read_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: object) -> None:
        raise NotOpened("The sessions cannot be read: run `retro doctor`.")

    async with house(tmp_path) as found, stage(found, Wish()) as shown:
        monkeypatch.setattr(Lobby, "sessions", unreadable)
        shown.terminal.type("1111")
        await until(shown.visit.running.done)
        assert shown.visit.status == 1
        assert shown.terminal.farewell == "The sessions cannot be read: run `retro doctor`."


async def test_a_broken_format_of_ones_own_is_said_and_harms_no_other(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "broken.md").write_text("nothing that is a format\n", encoding="utf-8")
    wish = Wish(format="aar", title="Release", goal="Learn", facilitator="Noor")
    async with (
        house(tmp_path / "data") as found,
        shown_on(lambda: RetroApp(found.lobby, Catalogue([own]), wish), TRUE_COLOUR, (80, 24)) as v,
    ):
        screen = Stage(found, v)
        await until(lambda: len(screen.app.screen_stack) > 1)
        await settled(screen.app)
        await until(lambda: "broken.md:1: the file" in " ".join(screen.text.split()))
        await screen.press("ctrl+s")
        assert screen.session.format.key == "aar"
