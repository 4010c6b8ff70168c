"""What is unseen reaches no terminal but its writer's: read from the bytes that each was sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retro.session.commands import Advance, CastVote, Command, GiveAnswer, Reveal, WriteCard
from retro.session.format import Kind
from retro.session.model import Id
from retro.session.select import targets
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.write_line import WriteLine
from tests.terminal.fakes import until
from tests.ui.apart import Together, apart
from tests.ui.stage import Stage, settled

# Lines that other tests cover, over and over: counting them here takes half the time again.
pytestmark = pytest.mark.no_cover

WRITERS = ("Noor", "Bo", "Cas")
VIEWERS = ("shared", "Noor", "Bo", "Eye")


def word(phase: str, name: str) -> str:
    """A word that nobody else writes and no screen says by itself."""
    return f"zq{phase}xj{name.lower()}"


def cards(room: Together, name: str) -> Iterator[Command]:
    """A card in every column."""
    phase = room.session.phase
    for column in [each.key for each in phase.columns] or [""]:
        yield WriteCard(room.room.new_id(), word(phase.key, name), column, phase=phase.key)


async def prowl(stage: Stage) -> None:
    """Look everywhere that a screen can be made to show something."""
    await stage.press("ctrl+p", "zq")
    await stage.press("esc")
    await until(lambda: isinstance(stage.app.screen, PhaseScreen))
    await stage.press("?")
    await stage.press("esc", "g")
    await stage.press("g", "w")
    await stage.press("esc", "tab", "down")
    await stage.resize(45, 20)
    await stage.resize(100, 30)
    stage.app.refresh_all()
    await settled(stage.app)


def own_words(stage_name: str, phase: str) -> set[str]:
    return {word(phase, stage_name)} if stage_name in WRITERS else set()


def check(room: Together, phase: str) -> None:
    everybodys = {word(phase, name) for name in WRITERS} | {f"zqdraft{phase}"}
    for name, stage in room.screens.items():
        may_see = own_words(name, phase) | ({f"zqdraft{phase}"} if name == "Bo" else set())
        sent = stage.terminal.sent
        leaked = {text for text in everybodys - may_see if text in sent}
        assert not leaked, f"{name} was sent {leaked}"
        assert all(text in sent for text in may_see - {f"zqdraft{phase}"}), name


async def come(room: Together) -> None:
    await room.sits("Noor", shared=True)
    for name in ("Noor", "Bo", "Eye"):
        await room.sits(name)


async def come_again(room: Together) -> None:
    """Everybody loses their terminal and takes a new one."""
    for stage in room.screens.values():
        stage.terminal.hang_up()
        await stage.visit.running
    room.screens.clear()
    await come(room)


@pytest.mark.parametrize("format", ["aar", "hotwash", "ssc"])
async def test_no_terminal_is_sent_what_others_wrote_unseen(tmp_path: Path, format: str) -> None:
    checked = 0
    async with apart(tmp_path, format=format) as room:
        await come(room)
        while True:
            phase = room.session.phase
            hidden = room.session.hides(phase)
            if hidden and phase.kind in (Kind.COLLECT, Kind.TIMELINE):
                for name in WRITERS:
                    for command in cards(room, name):
                        await room.send(name, command)
                await room.settle()
                await room["Bo"].press("enter", f"zqdraft{phase.key}")
                # Behind what is left of the phase before, which Enter goes on with.
                text = room["Bo"].app.screen.query_one(WriteLine).text
                assert text.endswith(f"zqdraft{phase.key}")
                await room["Bo"].press("esc")
                for stage in room.screens.values():
                    if not checked and format == "aar":
                        await prowl(stage)
                    else:
                        stage.app.refresh_all()
                await room.settle()
                check(room, phase.key)
                if not checked and format == "aar":
                    await come_again(room)
                    check(room, phase.key)
                checked += 1
                await room.send("Noor", Reveal())
                await room.settle()
                for name, stage in room.screens.items():
                    shown = stage.terminal.sent
                    assert all(word(phase.key, n) in shown for n in WRITERS), f"{name} misses some"
            if room.session.next_phase is None:
                break
            await room.send("Noor", Advance(phase.key))
            await room.settle()
    assert checked == {"aar": 2, "hotwash": 3, "ssc": 1}[format]


async def choose(room: Together, phase: Kind, picks: tuple[int, int, int]) -> None:
    """Three people answer, or give a dot, as the picks say."""
    for name, pick in zip(WRITERS, picks, strict=True):
        if phase is Kind.POLL:
            await room.send(name, GiveAnswer(room.room.new_id(), pick))
        else:
            on: list[Id] = sorted(targets(room.session, room.session.phase))
            await room.send(name, CastVote(room.room.new_id(), on[pick - 1]))


async def screens_of(folder: Path, phase: str, picks: tuple[int, int, int]) -> dict[str, str]:
    """What those see who chose the same in any case, while three people choose unseen."""
    async with apart(folder, phase, format="ssc") as room:
        await room.sits("Noor", shared=True)
        for name in ("Dee", "Eye"):
            await room.sits(name)
        await choose(room, room.session.phase.kind, picks)
        for stage in room.screens.values():
            stage.app.refresh_all()
        await room.settle()
        seen = {}
        for name, stage in room.screens.items():
            lists = stage.app.screen.query(CardList)
            assert {row.tail for each in lists for row in each.rows} <= {""}, name
            seen[name] = stage.text
        await room.send("Noor", Reveal())
        await room.settle()
        tails = [r.tail for r in room["Eye"].app.screen.query_one(CardList).rows if r.tail]
        assert len(tails) == len(set(picks))
    return {name: text.split("ssh ")[0] + text.split("-p 2222")[-1] for name, text in seen.items()}


@pytest.mark.parametrize("phase", ["checkin", "vote"])
async def test_no_running_tally_is_to_be_seen(tmp_path: Path, phase: str) -> None:
    one = await screens_of(tmp_path / "one", phase, (1, 1, 2))
    other = await screens_of(tmp_path / "other", phase, (2, 3, 4))
    assert one == other
