"""Under which addresses the door is reached: both families, one of them, or this computer alone."""

import errno
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from retro.cli.entrance import entrance_options
from retro.doors.ssh.host_key import known_hosts_line
from retro.doors.ssh.limits import origin
from retro.doors.ssh.listening import listening
from retro.doors.ssh.reachable import advertised
from retro.ui.invitation import Invitation
from retro.ui.widgets.qr import QrCode
from retro.words import Words
from tests.doors.joining import serving
from tests.live.house import house
from tests.ui.stage import FINGERPRINT, Doorway, stage
from tests.ui.test_join_invitation import BEGUN


def families(listen: str, port: int = 0) -> dict[int, int]:
    """The families that are listened at, each with its port."""
    found = listening(listen, port)
    try:
        return {each.family: each.getsockname()[1] for each in found}
    finally:
        for each in found:
            each.close()


def without(family: int, number: int) -> Callable[..., socket.socket]:
    """Sockets of a machine that has not got this family."""

    class Socket(socket.socket):
        def __init__(self, kind: int, *more: int) -> None:
            if kind == family:
                raise OSError(number, "Address family not supported by protocol")
            super().__init__(kind, *more)

    return Socket


def test_everywhere_is_both_families_at_one_port() -> None:
    found = families("")
    assert set(found) == {socket.AF_INET, socket.AF_INET6}
    assert len(set(found.values())) == 1
    assert set(families("0.0.0.0")) == {socket.AF_INET}
    assert set(families("::")) == {socket.AF_INET6}


@pytest.mark.parametrize("number", [errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL])
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_family_that_is_not_there_is_gone_without(
    monkeypatch: pytest.MonkeyPatch, family: int, number: int
) -> None:
    monkeypatch.setattr(socket, "socket", without(family, number))
    assert set(families("")) == {socket.AF_INET, socket.AF_INET6} - {family}
    with pytest.raises(OSError, match="not supported"):
        families("::" if family == socket.AF_INET6 else "0.0.0.0")


def test_a_port_that_another_program_has_in_one_family_is_taken() -> None:
    with (
        socket.create_server(("::", 0), family=socket.AF_INET6) as other,
        pytest.raises(OSError, match="in use"),
    ):
        families("", other.getsockname()[1])


def test_people_come_in_by_both_families(tmp_path: Path) -> None:
    with serving(tmp_path, host="") as server:
        *command, address = server.ssh(server.code, "-o", "HostKeyAlias=retro")
        key = server.said["known_hosts"].split(" ", 1)[1]
        server.known_hosts.write_text(f"retro {key}\n")
        for host in ("127.0.0.1", "::1"):
            done = subprocess.run(
                [*command, f"{address.partition('@')[0]}@{host}", "status"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert "Release 4.2" in done.stdout


def test_an_address_of_ipv6_is_written_so_that_ssh_takes_it() -> None:
    given = entrance_options(2222, None, "[fe80::1]", Words())
    assert given["advertise"] == "fe80::1"
    door = Invitation(given["advertise"], 2222, "")
    assert door.line("K7QX2M9P") == "ssh K7QX2M9P@fe80::1 -p 2222"
    # OpenSSH 9.2 refuses such an address in a URI, so there is none.
    assert door.uri("K7QX2M9P") == ""
    asked = subprocess.run(
        ["ssh", "-G", "-F", "/dev/null", *door.line("K7QX2M9P").split()[1:]],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {"user K7QX2M9P", "hostname fe80::1", "port 2222"} <= set(asked.stdout.splitlines())


def test_what_is_advertised_is_listened_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert advertised("192.0.2.7") == "192.0.2.7"
    assert advertised("retro.example.org") == "retro.example.org"
    monkeypatch.setattr(socket, "socket", without(socket.AF_INET, errno.ENETUNREACH))
    assert advertised("0.0.0.0") == "127.0.0.1"
    assert ":" in advertised("::")

    def nothing(*_: int) -> socket.socket:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", nothing)
    assert [advertised(each) for each in ("", "::")] == ["127.0.0.1", "::1"]


def test_one_network_of_ipv6_counts_as_one_address() -> None:
    assert origin("192.0.2.1") != origin("192.0.2.2")
    assert origin("2001:db8::1") == origin("2001:db8::ffff:1")
    assert origin("2001:db8::1") != origin("2001:db8:0:1::1")
    assert origin("fe80::1%eth0") == origin("fe80::2")
    assert origin("") == ""


class Elsewhere(Doorway):
    """A door at a host that is given."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host

    async def open(self, listen: str, port: int, advertise: str) -> Invitation:
        self.invitation = Invitation(self.host, 2222, FINGERPRINT)
        return self.invitation


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "192.0.2.7", "2001:db8::7"])
async def test_the_screen_says_who_can_reach_it(tmp_path: Path, host: str) -> None:
    async with (
        house(tmp_path) as found,
        stage(found, BEGUN, entrance=Elsewhere(host), size=(120, 40)) as shown,
    ):
        await shown.press("ctrl+s")
        text = " ".join(shown.text.split())
        codes = shown.room.codes
        assert codes is not None
        assert f"ssh {codes.participant}@{host} -p 2222" in text
        is_alone = host in ("127.0.0.1", "::1", "localhost")
        assert ("Only this computer can join" in text) == is_alone
        assert ("--advertise" in text) == is_alone
        assert bool(shown.app.screen.query(QrCode)) == (":" not in host)


def test_the_line_for_known_hosts_has_brackets_where_it_needs_them() -> None:
    import asyncssh

    key = asyncssh.generate_private_key("ssh-ed25519")
    assert known_hosts_line(key, "fe80::1", 2222).startswith("[fe80::1]:2222 ssh-ed25519 ")
    assert known_hosts_line(key, "fe80::1", 22).startswith("fe80::1 ssh-ed25519 ")
