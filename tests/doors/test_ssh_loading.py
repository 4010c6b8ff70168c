"""Nobody pays for SSH before somebody wants company."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from retro.doors.entrance import SshEntrance
from retro.doors.ssh.settings import SshSettings
from retro.live.folder import lobby_of
from retro.ui.entrance import NotReachable


def test_a_server_that_nobody_joins_loads_no_ssh(tmp_path: Path) -> None:
    code = (
        "import asyncio, os, signal, sys\n"
        "from pathlib import Path\n"
        "from retro.doors.server import serve\n"
        "async def show(*_): return 0\n"
        "async def ready(lobby, entrance):\n"
        "    assert entrance.invitation is None\n"
        "    assert 'asyncssh' not in sys.modules\n"
        "    if sys.argv[2:]:\n"
        "        one, two = await asyncio.gather(*[entrance.open('127.0.0.1', 0, '')] * 1,\n"
        "            entrance.open('', -1, ''))\n"
        "        assert one is two is entrance.invitation\n"
        "        assert 'asyncssh' in sys.modules\n"
        "    print('ready')\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "import resource\n"
        "status = asyncio.run(serve(Path(sys.argv[1]), show, ready=ready))\n"
        "assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0\n"
        "sys.exit(status)\n"
    )
    for more in ([], ["open"]):
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "data"), *more],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == "ready\n"


def entrance_of(folder: Path, settings: SshSettings, lobby: object) -> SshEntrance:
    async def show(*_: object) -> int:
        return 0

    return SshEntrance(folder, lobby, show, None, settings, asyncio.Event())  # type: ignore[arg-type]


async def test_a_port_that_is_taken_is_said_to_be(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with lobby_of(data) as lobby:
        first = entrance_of(data, SshSettings("127.0.0.1", 0, "host.example"), lobby)
        invitation = await first.open()
        assert invitation.host == "host.example"
        second = entrance_of(data, SshSettings("127.0.0.1", invitation.port), lobby)
        with pytest.raises(NotReachable, match=f"Port {invitation.port} is in use"):
            await second.open()
        # Nothing was kept of the failure, so another port will do.
        other = await second.open(port=0)
        assert other.port != invitation.port
        assert other.fingerprint == invitation.fingerprint
        assert other.host == "127.0.0.1"
        await first.close("")
        await second.close("")
        with pytest.raises(NotReachable, match="stopping"):
            await entrance_closed(data, lobby)


async def entrance_closed(data: Path, lobby: object) -> None:
    entrance = entrance_of(data, SshSettings("127.0.0.1", 0), lobby)
    await entrance.close("")
    await entrance.open()


@pytest.mark.parametrize("listen", ["192.0.2.77", "no such host.invalid"])
async def test_an_address_that_is_not_ours_is_said_to_be(tmp_path: Path, listen: str) -> None:
    data = tmp_path / "data"
    async with lobby_of(data) as lobby:
        with pytest.raises(NotReachable, match="--listen") as raised:
            await entrance_of(data, SshSettings(listen, 0), lobby).open()
        assert "\n" not in str(raised.value)
