"""When people hold back: what is offered, to whom, and that it is remembered."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from retro.session.commands import Advance, GiveAnswer, GoBack, Reveal
from retro.session.rules import PROGRAM
from retro.ui.screens.dialogs import Choice
from tests.terminal.fakes import until
from tests.ui.apart import PEOPLE, Together, apart
from tests.ui.stage import Stage, at_phase, settled

LOW = "Speaking is not easy for everybody here."
SIZES = ((80, 24), (120, 40), (45, 20))


async def answered(together: Together, values: Sequence[int]) -> None:
    """At the poll about safety of a pre-mortem, with these answers shown."""
    await together.room.submit(Advance("welcome"), PROGRAM)
    names = ("Noor", *(name for name, _named in PEOPLE))
    for name, value in zip(names, values, strict=False):
        await together.send(name, GiveAnswer(together.room.new_id(), value))
    await together.room.submit(Reveal(), PROGRAM)


def plain(shown: Stage) -> str:
    return " ".join(shown.text.replace("█", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_facilitator_alone_is_offered_another_way(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with apart(tmp_path, format="premortem") as together:
        await answered(together, (5, 2, 4, 4))
        noor = await together.sits("Noor", shared=True, size=size)
        bo = await together.sits("Bo", size=size)
        assert LOW in plain(noor)
        assert LOW not in plain(bo)
        for name, _named in PEOPLE:
            assert name not in noor.text.replace("Noor", "")
        await bo.press("s")
        assert not bo.at(Choice)
        await noor.press("n")
        assert noor.at(Choice)
        assert together.session.phase.key == "safety"


async def test_without_names_from_there_on(tmp_path: Path) -> None:
    async with apart(tmp_path, format="premortem") as together:
        await answered(together, (5, 2, 4, 4))
        noor = await together.sits("Noor")
        await noor.press("n", "1")
        assert "From here on cards have no names" in noor.notice
        assert LOW not in plain(noor)
        assert together.session.format.phase("reasons").anonymous
        assert not together.session.format.phase("round").anonymous
        await noor.press("n")
        assert together.session.phase.key == "picture"
        # Back and on again: it was decided.
        await noor.press("b")
        await until(lambda: together.session.phase.key == "safety")
        await settled(noor.app)
        assert LOW not in plain(noor)
        await noor.press("n")
        assert together.session.phase.key == "picture"


@pytest.mark.parametrize(
    ("choice", "told"), [("2", "what would make it easier to speak here?"), ("3", "As planned.")]
)
async def test_another_choice_is_remembered_as_well(tmp_path: Path, choice: str, told: str) -> None:
    async with apart(tmp_path, format="premortem") as together:
        await answered(together, (3, 3, 3, 5))
        noor = await together.sits("Noor")
        await noor.press("n", choice)
        assert told in noor.notice
        assert together.session.phase.key == "safety"
        assert not together.session.format.phase("reasons").anonymous
        await noor.press("n")
        assert together.session.phase.key == "picture"
        await together.room.submit(GoBack("picture"), PROGRAM)
        await settled(noor.app)
        assert LOW not in plain(noor)


@pytest.mark.parametrize("values", [(5, 4, 4, 4), (4, 3, 5, 4)])
async def test_nothing_is_said_where_people_can_speak(
    tmp_path: Path, values: tuple[int, ...]
) -> None:
    async with apart(tmp_path, format="premortem") as together:
        await answered(together, values)
        noor = await together.sits("Noor")
        assert LOW not in plain(noor)
        await noor.press("s")
        assert not noor.at(Choice)
        await noor.press("n")
        assert together.session.phase.key == "picture"


async def test_another_poll_asks_nothing_of_the_kind(tmp_path: Path) -> None:
    async with apart(tmp_path, format="premortem") as together:
        while (now := together.session.phase.key) != "roti":
            await together.room.submit(Advance(now), PROGRAM)
        await together.send("Bo", GiveAnswer(together.room.new_id(), 1))
        await together.room.submit(Reveal(), PROGRAM)
        noor = await together.sits("Noor")
        assert LOW not in plain(noor)


async def test_at_one_keyboard_there_is_paper(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", format="premortem") as shown:
        await shown.press("n", "2")
        # Not before all have answered: a number so early would be somebody's.
        assert LOW not in plain(shown)
        await shown.press("4", "4", "4")
        assert LOW in plain(shown)
        await shown.press("n", "1")
        assert "Hand out paper" in shown.notice
        await shown.press("n")
        assert shown.session.phase.key == "picture"
