"""Everybody sees the program in a language of their own, and the session in its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from retro.live.room import Room
from retro.session.commands import Finish
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from retro.ui.screens.code import CodeScreen
from retro.ui.screens.ended import EndedScreen
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.join import JoinScreen
from retro.ui.screens.lobby import LobbyScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.field import Field
from retro.ui.widgets.tick import Tick
from retro.ui.wish import Wish
from retro.words import Words
from tests.live.house import House, house
from tests.ui.apart import ApartTeller
from tests.ui.stage import Doorway, Stage, arriving, settled, stage
from tests.ui.story import begin
from tests.words.leftovers import leftovers

F2 = "\x1bOQ"
#: So wide that few sentences are broken.
WIDE = (150, 44)
OTHER = {"en": "nl", "nl": "en"}


@asynccontextmanager
async def session(folder: Path, language: str, format: str = "aar") -> AsyncIterator[House]:
    async with house(folder) as found:
        await begin(found.lobby, format, language, writing=Writing.APART, people=())
        yield found


def room_of(found: House) -> Room:
    return next(iter(found.lobby.rooms.values()))


@asynccontextmanager
async def coming(found: House, speaks: str, name: str, **changes: str) -> AsyncIterator[Stage]:
    """Somebody whose terminal speaks this language comes in with a code."""
    codes = room_of(found).codes
    assert codes is not None
    wish = arriving(found, codes.participant, speaks=speaks, is_guest=True, **changes)
    async with stage(found, wish, size=WIDE) as shown:
        await shown.press(name, "enter")
        assert shown.at(PhaseScreen), shown.text
        yield shown


async def press_f2(shown: Stage) -> None:
    shown.terminal.type(F2)
    await settled(shown.app)


def whole(shown: Stage) -> None:
    """All that stands there is in one language, but for what the format says."""
    language = shown.app.words.language
    assert leftovers(shown.text, language, OTHER[language]) == set(), shown.text


def test_what_is_left_in_the_other_language_is_found() -> None:
    text = "Wie zijn er?  Who is in\nthe room?  Spelregels"
    assert leftovers(text, "nl", "en") == {"Who is in the room?"}
    assert leftovers("Ground rules · Nieuw hier?", "en", "nl") == set()


@pytest.mark.parametrize("language", ["en", "nl"])
async def test_two_languages_in_one_session(tmp_path: Path, language: str) -> None:
    async with session(tmp_path, language) as found:
        room = room_of(found)
        door = Doorway()
        await door.open("", -1, "")
        lead = Wish(session=room.key, speaks=OTHER[language], folder=tmp_path)
        async with (
            stage(found, lead, size=WIDE, entrance=door) as noor,
            coming(found, language, "Bo") as bo,
        ):
            assert noor.app.words.language == OTHER[language]
            teller = ApartTeller(room)
            for phase in room.view(PROGRAM).session.format.phases:
                await teller.go_to(phase.key)
                for shown in (noor, bo):
                    await settled(shown.app)
                    whole(shown)
                    assert phase.prompt.split()[0] in shown.text
                    for key in ("?", "w", "y", "g") if phase.key == "welcome" else ():
                        await shown.press(key)
                        whole(shown)
                        await shown.press("g" if key == "g" else "esc")
            await room.submit(Finish(), room.facilitator)
            for shown in (noor, bo):
                await settled(shown.app)
                assert shown.at(EndedScreen)
                goal = f"**{Words(language)('Goal')}**"
                screen = shown.app.screen
                assert isinstance(screen, EndedScreen)
                assert goal in screen.text
                assert shown.app.words("Thank you. The session has ended.") in shown.text
            texts = [shown.app.screen.text for shown in (noor, bo)]  # type: ignore[attr-defined]
            assert len(set(texts)) == 1, "the minutes are in the language of the session, for all"


async def test_refusals_are_in_ones_own_language(tmp_path: Path) -> None:
    async with (
        session(tmp_path, "nl") as found,
        coming(found, "nl", "Bo") as bo,
        coming(found, "en", "Cas") as cas,
    ):
        for shown in (bo, cas):
            await shown.press("n")
        assert cas.notice
        assert bo.notice == Words("nl")(cas.notice) != cas.notice


async def test_one_key_changes_the_language_for_good(tmp_path: Path) -> None:
    async with session(tmp_path, "nl") as found:
        key = room_of(found).key
        async with coming(found, "nl", "Bo") as bo:
            await press_f2(bo)
            assert bo.app.words.language == "en"
            await bo.shows("This screen speaks English now")
            whole(bo)
            await bo.press("w")
            assert bo.at(PeopleScreen)
            assert "Who is in the room?" in bo.text
            seat = bo.app.seat
            assert seat is not None
            ticket = seat.ticket
        wish = arriving(found, ticket, speaks="nl")
        async with stage(found, wish, size=WIDE) as again:
            assert again.app.words.language == "en"
            whole(again)
    # The server went down and came back: they still come back to their own language.
    async with house(tmp_path) as later:
        await later.lobby.open(key)
        async with stage(later, arriving(later, ticket, speaks="nl"), size=WIDE) as again:
            assert again.app.words.language == "en"
            await press_f2(again)
            assert again.app.words.language == "nl"


async def test_what_is_being_written_stays(tmp_path: Path) -> None:
    async with session(tmp_path, "en") as found:
        await ApartTeller(room_of(found)).go_to("planned")
        async with coming(found, "en", "Bo") as bo:
            await bo.press("enter", "Half a thought")
            await press_f2(bo)
            await bo.press("enter")
            assert "Half a thought" in bo.text
            assert bo.app.words.language == "nl"


async def test_the_screen_to_come_in_by_offers_the_other_language(tmp_path: Path) -> None:
    async with session(tmp_path, "en") as found:
        codes = room_of(found).codes
        assert codes is not None
        async with stage(found, arriving(found, codes.participant), size=WIDE) as shown:
            assert shown.app.words.language == "en", "where nobody knows better, as the session"
            await shown.press("Bo", "tab", "space")
            await shown.click("Nederlands")
            assert shown.at(JoinScreen)
            assert "Je naam" in shown.text
            whole(shown)
            assert shown.app.screen.query_one(Field).value == "Bo"
            assert shown.app.screen.query_one(Tick).value
            await shown.press("enter")
            assert shown.app.seat is not None
            assert shown.app.words.language == "nl"
            assert shown.app.seat.room.view(PROGRAM).session.language == "en"


@pytest.mark.parametrize(
    ("asked", "speaks", "chosen", "shown_in"),
    [
        ("", "", "", "nl"),
        ("", "en", "", "en"),
        ("", "de", "", "nl"),
        ("", "nl", "en", "en"),
        ("en", "nl", "nl", "en"),
        ("de", "", "", "nl"),
    ],
)
async def test_which_language_counts(
    tmp_path: Path, asked: str, speaks: str, chosen: str, shown_in: str
) -> None:
    async with house(tmp_path) as found:
        room = (await begin(found.lobby, "aar", "nl")).room
        if chosen:
            await room.choose_language(room.facilitator, chosen)
        wish = Wish(session=room.key, asked=asked, speaks=speaks, folder=tmp_path)
        async with stage(found, wish) as shown:
            assert shown.app.words.language == shown_in


@pytest.mark.parametrize(
    ("wish", "screen"),
    [
        (Wish(asks_code=True), CodeScreen),
        (Wish(member=True), LobbyScreen),
        (Wish(view="home"), HomeScreen),
    ],
)
async def test_before_a_session_as_well(tmp_path: Path, wish: Wish, screen: type) -> None:
    async with session(tmp_path, "en") as found:
        wish = replace(wish, folder=tmp_path)
        async with stage(found, wish, size=WIDE) as shown:
            assert shown.at(screen)
            whole(shown)
            await press_f2(shown)
            assert shown.at(screen)
            assert shown.app.words.language == "nl"
            whole(shown)


async def test_another_language_gives_no_more_tries_at_a_code(tmp_path: Path) -> None:
    async with (
        session(tmp_path, "en") as found,
        stage(found, Wish(asks_code=True)) as shown,
    ):
        await shown.press("AAAAAAAA", "enter")
        await press_f2(shown)
        screen = shown.app.screen
        assert isinstance(screen, CodeScreen)
        assert screen.left == 2


async def test_a_form_keeps_what_was_typed(tmp_path: Path) -> None:
    async with house(tmp_path) as found, stage(found, Wish(format="aar"), size=WIDE) as shown:
        before = shown.app.screen
        await press_f2(shown)
        assert shown.app.screen is before
        await shown.shows("Vanaf het volgende scherm")
