"""The short form of `python -m tests.ssh.soak`."""

from tests.ssh.server import Server
from tests.ssh.soak import check, soak


async def test_ten_people_lose_nothing(server: Server) -> None:
    """Cards, drops, returns, slow readers and two attackers: all that was kept is there, once."""
    work = await soak(server, people=10, seconds=8, every=1, returns=5)
    check(server, work)
