"""The key that people recognise the server by."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from retro.doors.ssh.host_key import (
    NAME,
    HostKeyRefused,
    fingerprint_of,
    host_key,
    known_hosts_line,
)
from tests.programs import program


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


def test_it_is_made_once_for_its_owner_alone(folder: Path) -> None:
    before = os.umask(0o022)
    try:
        first = fingerprint_of(host_key(folder))
    finally:
        os.umask(before)
    assert first.startswith("SHA256:") and len(first) == 50
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    content = (folder / NAME).read_bytes()
    assert fingerprint_of(host_key(folder)) == first
    assert (folder / NAME).read_bytes() == content
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_openssh_reads_it_and_finds_the_same_fingerprint(folder: Path, tmp_path: Path) -> None:
    key = host_key(folder)
    line = [program("ssh-keygen"), "-l", "-f"]
    found = subprocess.run([*line, str(folder / NAME)], capture_output=True, text=True, check=True)
    assert fingerprint_of(host_key(folder)) in found.stdout
    known = tmp_path / "known_hosts"
    known.write_text(known_hosts_line(key, "192.168.1.20", 2222) + "\n")
    finding = [program("ssh-keygen"), "-F", "[192.168.1.20]:2222", "-l", "-f", str(known)]
    assert (
        fingerprint_of(host_key(folder))
        in subprocess.run(finding, capture_output=True, text=True).stdout
    )
    assert known_hosts_line(key, "retro.example", 22).startswith("retro.example ssh-ed25519 AAAA")


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_refused_and_kept(folder: Path, mode: int) -> None:
    host_key(folder)
    (folder / NAME).chmod(mode)
    content = (folder / NAME).read_bytes()
    with pytest.raises(HostKeyRefused, match="chmod 600"):
        host_key(folder)
    assert (folder / NAME).read_bytes() == content


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o1777, 0o702])
def test_a_folder_that_others_may_write_to_is_refused(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    with pytest.raises(HostKeyRefused, match="chmod 700"):
        host_key(folder)
    assert not (folder / NAME).exists()


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN OPENSSH PRIVATE KEY-----\n"])
def test_a_damaged_key_is_never_made_anew(folder: Path, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    (folder / NAME).chmod(0o600)
    with pytest.raises(HostKeyRefused, match="damaged") as raised:
        host_key(folder)
    assert "\n" not in str(raised.value)
    assert (folder / NAME).read_bytes() == content


def test_a_link_and_a_folder_in_its_place_are_refused(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (folder / NAME).symlink_to(elsewhere)
    with pytest.raises(HostKeyRefused, match="is a link"):
        host_key(folder)
    assert not elsewhere.exists()
    (folder / NAME).unlink()
    (folder / NAME).mkdir()
    with pytest.raises(HostKeyRefused):
        host_key(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(HostKeyRefused, match="nowhere"):
        host_key(tmp_path / "nowhere")


def test_processes_that_make_it_at_once_have_the_same(folder: Path, tmp_path: Path) -> None:
    """All wait for one pipe to close, so that they begin together."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "import asyncssh\n"
        "from retro.doors.ssh.host_key import fingerprint_of, host_key\n"
        "sys.stdout.write('.'); sys.stdout.flush()\n"
        "os.read(0, 1)\n"
        "print(fingerprint_of(host_key(Path(sys.argv[1]))))\n"
    )
    reader, writer = os.pipe()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)],
            stdin=reader,
            stdout=subprocess.PIPE,
            close_fds=True,
        )
        for _ in range(3)
    ]
    os.close(reader)
    for process in running:
        assert process.stdout is not None
        assert process.stdout.read(1) == b"."
    os.close(writer)
    found = {process.communicate()[0] for process in running}
    assert len(found) == 1
    assert found == {f"{fingerprint_of(host_key(folder))}\n".encode()}
    assert [path.name for path in folder.iterdir()] == [NAME]
