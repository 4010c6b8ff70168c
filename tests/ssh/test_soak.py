"""The short form of `python -m tests.ssh.soak`."""

from tests.ssh.server import Server
from tests.ssh.soak import check, soak


async def test_a_few_people_lose_nothing(server: Server) -> None:
    """Cards, drops, returns, slow readers and two attackers: all that was kept is there, once."""
    work = await soak(server, people=3, seconds=1, every=0.5, returns=2, flood=1000)
    check(server, work)
