"""What the program says about privacy follows from the format, and from how people write."""

from dataclasses import replace
from pathlib import Path

import pytest

from retro.session.model import Session, Writing
from retro.ui.privacy import anonymous, in_short, privacy, unseen
from retro.words import Words
from tests.live.house import house
from tests.ui.story import begin


async def session(folder: Path, format: str, writing: Writing) -> Session:
    async with house(folder) as found:
        room = await found.begin(format=format, writing=writing)
        return room.view(room.facilitator).session


def said(session: Session) -> str:
    parts = privacy(session, Words())
    return "\n".join(sentence for part in parts for sentence in part.sentences)


@pytest.mark.parametrize("format", ["aar", "hotwash", "ssc"])
async def test_every_phase_is_said_to_be_what_it_is(tmp_path: Path, format: str) -> None:
    found = await session(tmp_path, format, Writing.APART)
    lines = said(found).splitlines()
    nameless = next((line for line in lines if line.startswith("Without writer")), "")
    named = [line for line in lines if line.startswith(("With who", "Answers, with"))]
    hidden = next((line for line in lines if line.startswith("Seen by you alone")), "")
    for phase in found.format.phases:
        assert (phase.title in nameless) == (phase in anonymous(found))
        assert (phase.title in hidden) == found.hides(phase)
        if found.seals(phase):
            assert not any(phase.title in line.split(": ", 1)[1].split(", ") for line in named)
    assert ("nothing is truly anonymous" in said(found)) == bool(anonymous(found))
    assert bool(anonymous(found)) == any("Kept without" in s for s in in_short(found, Words()))


async def test_one_keyboard_promises_nothing_unseen(tmp_path: Path) -> None:
    found = await session(tmp_path, "aar", Writing.TOGETHER)
    assert unseen(found) == []
    assert anonymous(found) == []
    assert "Seen by you alone" not in said(found)
    assert "on the screen for all who are here" in said(found)


async def test_with_enough_people_the_warning_goes(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        people = tuple((name, False) for name in ("Bo", "Cas", "Dee", "Eef"))
        teller = await begin(found.lobby, "aar", writing=Writing.APART, people=people)
        five = teller.room.view(teller.room.facilitator).session
    assert "nothing is truly anonymous" not in said(five)
    four = replace(five, people=dict(list(five.people.items())[:4]))
    assert "There are only 4 of you" in said(four)
