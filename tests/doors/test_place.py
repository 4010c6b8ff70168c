"""Where sockets are: short, one's own, the same for the same folder."""

import os
import socket
from pathlib import Path

import pytest

from retro.doors.local.place import LONGEST_PATH, NotSafe, is_own, peer, socket_path


def test_one_socket_for_a_folder_however_it_is_spelled(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "link").symlink_to(folder)
    path = socket_path(folder)
    assert path.parent == runtime / "retro"
    assert socket_path(tmp_path / "link") == path
    monkeypatch.chdir(folder)
    assert socket_path(Path()) == path
    assert socket_path(tmp_path) != path
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_long_runtime_folder_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * LONGEST_PATH)
    long.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    path = socket_path(tmp_path)
    assert len(os.fsencode(path)) <= LONGEST_PATH
    assert path.parent == Path(f"/tmp/retro-{os.getuid()}")


def test_the_longest_path_can_be_bound(runtime: Path) -> None:
    name = "x" * (LONGEST_PATH - len(os.fsencode(runtime)) - 1)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(runtime / name))


def test_a_folder_that_others_may_enter_is_closed(tmp_path: Path, runtime: Path) -> None:
    (runtime / "retro").mkdir()
    (runtime / "retro").chmod(0o777)
    assert socket_path(tmp_path).parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket_path(tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    with pytest.raises(NotSafe, match="somebody else"):
        socket_path(tmp_path)


def test_a_link_to_a_folder_is_refused(tmp_path: Path, runtime: Path) -> None:
    (runtime / "retro").symlink_to(tmp_path)
    with pytest.raises(NotSafe):
        socket_path(tmp_path)


def test_the_kernel_says_who_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        assert peer(one) == os.getuid()
        assert is_own(other)
        monkeypatch.setattr(os, "getuid", lambda: 54321)
        assert not is_own(one)


def test_a_runtime_folder_that_is_missing_is_not_made(
    tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or else every process that comes later, and sees who may enter it, looks elsewhere."""
    missing = runtime / "missing"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(missing))
    assert socket_path(tmp_path) == socket_path(tmp_path)
    assert not missing.exists()
