"""Many people at once, and one more than fits."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

from tests.ssh.guest import guest
from tests.ssh.hostile import until
from tests.ssh.member import run
from tests.ssh.server import MIB, serving

PEOPLE = 6


async def test_a_room_of_people_writes(tmp_path: Path) -> None:
    """T42: six people write a card each, all at once; each is there once, and typing echoes.

    The long variant has 30 people for ten minutes and reports how long an echo takes:
    `python -m tests.ssh.long load`.
    """
    with serving(tmp_path) as server:
        async with AsyncExitStack() as stack:
            people = [
                await stack.enter_async_context(guest(server, server.participant, f"P{number:02}"))
                for number in range(PEOPLE)
            ]
            for person in people:
                person.press("enter")
            for person in people:
                await person.shows("╭")
            for number, person in enumerate(people):
                person.type(f"card of {number:02}\r")
            for number, person in enumerate(people):
                await person.shows(f"card of {number:02}")
            await asyncio.gather(*(person.echoes() for person in people))
            async with guest(server, server.facilitator, "Lee", size=(100, 40)) as leader:
                await leader.reveal()
                for number in range(PEOPLE):
                    await leader.shows(f"card of {number:02}")
                    assert leader.text.count(f"card of {number:02}") == 1
            assert server.resident < 300 * MIB
        await until(lambda: server.sockets == 0)


async def test_one_more_than_fits_hears_so(tmp_path: Path) -> None:
    """T42: the one too many hears it once the code was right, not before; the others go on."""
    async with AsyncExitStack() as stack:
        server = stack.enter_context(serving(tmp_path, limits={"visitors": 2}))
        person, _ = [
            await stack.enter_async_context(guest(server, server.participant, f"P{number}"))
            for number in range(server.most)
        ]
        done = await asyncio.to_thread(run, server, f"{server.participant}@{server.host}", "status")
        assert done.returncode == 1
        assert done.stderr.startswith("There is no room for more people here now;")
        assert done.stdout == ""
        stranger = await asyncio.to_thread(
            run, server, "-o", "BatchMode=yes", f"ZZZZZZZZ@{server.host}", "status"
        )
        assert stranger.returncode == 255
        assert "no room" not in stranger.stderr
        await person.echoes()
