"""Real servers, real terminals: attaching, leaving, coming back, and every way to lose one."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import termios
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from retro.doors import spawn
from retro.doors.local.client import LOST
from retro.doors.local.place import socket_path
from retro.doors.server import STOPPED
from retro.doors.spawn import NotServed, connect, running
from retro.doors.starting import FAILED
from tests.doors.people import Caller, Place, place, until


def test_a_draft_is_there_when_the_terminal_comes_back(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        first = here.attach("start")
        first.shows("ready")
        assert "start Of mice [0]" in first.text
        first.type("Deploy by ten\r")
        first.shows("[1] ['Deploy by ten']")
        first.type("half a sen")
        first.shows("half a sen")
        server = here.server
        first.type("\x04")
        assert first.ends() == 0
        assert first.is_restored
        second = here.attach()
        second.shows("ready")
        second.shows("half a sen")
        assert "[1] ['Deploy by ten']" in second.text
        assert here.server == server
        second.type("tence\r")
        second.shows("half a sentence']")


def test_two_terminals_see_the_same_session(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        one, two = here.attach_two()
        one.type("From one\r")
        two.shows("['From one']")
        two.type("From two\r")
        one.shows("['From one', 'From two']")


def test_any_size_is_survived(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach(size=(1, 1))
        until(socket_path(here.folder).exists)
        person.resize(1000, 500)
        person.shows("size 500x200")
        person.resize(1, 1)
        person.resize(80, 24)
        person.shows("size 80x24 ready")
        person.type("Still here\r")
        person.shows("['Still here']")


def test_a_window_that_is_closed_takes_nothing_along(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        other, person = here.attach_two()
        person.shows("ready")
        person.type("Written\r")
        person.shows("['Written']")
        person.type("and half")
        person.shows("and half")
        person.close_window()
        until(lambda: person.process.poll() is not None, "the client outlived its terminal")
        other.shows("['Written']")
        again = here.attach()
        again.shows("['Written']")
        again.shows("and half")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_client_that_is_told_to_end_gives_its_terminal_back(tmp_path: Path, number: int) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        person.process.send_signal(number)
        assert person.ends() == 128 + number
        assert person.is_restored


def test_a_fault_on_a_screen_says_so_and_harms_nobody(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        other, person = here.attach_two()
        person.type("\x18")
        assert person.ends() == 1
        assert person.is_restored
        assert "met a fault" in person.text
        other.type("Fine\r")
        other.shows("['Fine']")
        log = (here.folder / "server.log").read_text()
        assert "RuntimeError" in log
        assert "a fault" not in log


def test_stopping_the_server_gives_every_terminal_back(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        people = here.attach_two()
        people[0].type("Kept\r")
        people[1].shows("['Kept']")
        here.kill(signal.SIGTERM)
        for person in people:
            assert person.ends() == 0
            assert person.is_restored
            assert STOPPED in person.text.replace("\n", "")
        assert not socket_path(here.folder).exists()
        journals = list(here.folder.glob("sessions/*/*/*.journal"))
        assert [path.read_bytes().count(b"\n") for path in journals] == [1]
        here.attach().shows("['Kept']")


def test_a_server_that_dies_leaves_terminals_as_they_were(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        person.type("Kept\r")
        person.shows("['Kept']")
        here.kill(signal.SIGKILL)
        assert person.ends() == 1
        assert person.is_restored
        assert LOST in person.text.replace("\n", "").replace("  ", " ")
        assert socket_path(here.folder).exists()  # stale
        here.attach().shows("['Kept']")


def test_logging_out_and_in_again_loses_no_server(tmp_path: Path, runtime: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        server = here.server
        person.type("Before\r")
        person.shows("['Before']")
        shutil.rmtree(runtime / "retro")  # as systemd does at the last logout
        again = here.attach()
        again.shows("['Before']")
        person.type("After\r")
        again.shows("['Before', 'After']")
        assert here.server == server


def test_many_starts_at_once_make_one_server(tmp_path: Path) -> None:
    with place(tmp_path / "data", "echo") as here, ThreadPoolExecutor(4) as threads:
        command = here.server_command()
        callers = [
            Caller(connection)
            for connection in threads.map(lambda _: connect(here.folder, command), range(4))
        ]
        for caller in callers:
            caller.hello()
            caller.type(b"x")
            until(caller.receive)
        here.kill()
        for caller in callers:
            assert caller.lines(wait=True) == []
            assert not caller.is_open
            caller.connection.close()


def test_a_second_server_says_so_and_harms_nobody(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        second = subprocess.run(
            here.server_command(), capture_output=True, text=True, timeout=60, check=False
        )
        assert second.returncode == 1
        assert "another retro" in second.stderr
        assert second.stderr.count("\n") == 1
        assert second.stdout == ""
        person.type("Still here\r")
        person.shows("['Still here']")


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("a file, not a folder")
    with place(blocked) as here, pytest.raises(NotServed) as raised:
        connect(here.folder, here.server_command())
    assert str(blocked) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "code", ["raise SystemExit(3)", "import nothing_of_the_kind", "print('ready', flush=True)"]
)
def test_a_server_that_says_nothing_is_not_waited_for(tmp_path: Path, code: str) -> None:
    with pytest.raises(NotServed) as raised:
        connect(tmp_path / "data", [sys.executable, "-c", code])
    assert "Traceback" not in str(raised.value)


def test_a_server_that_is_slow_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "PATIENCE", 0.0)
    mark = tmp_path / "process"
    # It ends by itself, so that waiting for it would show as its having gone.
    code = (
        "import os, signal, sys\n"
        "signal.alarm(20)\n"
        "open(sys.argv[1] + '.new', 'w').write(str(os.getpid()))\n"
        "os.rename(sys.argv[1] + '.new', sys.argv[1])\n"
        "signal.pause()\n"
    )
    with pytest.raises(NotServed, match="did not start within") as raised:
        connect(tmp_path / "data", [sys.executable, "-c", code, str(mark)])
    assert "\n" not in str(raised.value)
    until(mark.exists)
    os.kill(int(mark.read_text()), signal.SIGKILL)


def test_a_server_that_does_not_end_after_its_word_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "ENDING", 0.0)
    code = (
        "import os, signal\n"
        "signal.alarm(20)\n"
        f"os.write(2, b'{FAILED} %d\\n' % os.getpid())\n"
        "signal.pause()\n"
    )
    with pytest.raises(NotServed) as raised:
        connect(tmp_path / "data", [sys.executable, "-c", code])
    os.kill(int(str(raised.value)), signal.SIGKILL)


def test_a_socket_that_a_killed_server_left_is_knocked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with place(tmp_path / "data", "echo") as here:
        with closing(connect(here.folder, here.server_command())):
            here.kill()
        assert socket_path(here.folder).exists()
        naps: list[float] = []
        with monkeypatch.context() as patched:
            patched.setattr("time.sleep", naps.append)
            connect(here.folder, here.server_command()).close()
        assert naps == []


def test_a_program_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(NotServed, match="could not be started"):
        connect(tmp_path / "data", ["/nowhere/python"])


def test_only_the_owner_may_enter(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        path = socket_path(here.folder)
        assert stat.S_IMODE(path.lstat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        for found in (here.folder, *here.folder.rglob("*")):
            mode = stat.S_IMODE(found.stat().st_mode)
            assert mode == (0o700 if found.is_dir() else 0o600), found


def test_a_server_ends_when_its_last_session_has_ended(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        person = here.attach()
        person.shows("ready")
        server = here.server
        person.type("\x05")
        assert person.ends() == 0
        assert "The session has ended." in person.text
        here.wait_until_unserved(server)
        assert running(here.folder) is None


def test_a_server_stays_while_a_session_has_not_ended(tmp_path: Path) -> None:
    with place(tmp_path / "data", "echo") as idle, place(tmp_path / "other") as here:
        person = here.attach()
        person.shows("ready")
        person.type("\x04")
        assert person.ends() == 0
        # A server without a session, attached to and left later, is gone; this one is not.
        with closing(connect(idle.folder, idle.server_command())) as connection:
            caller = Caller(connection)
            caller.hello()
            caller.type(b"x")
            until(caller.receive)
            server = idle.server
        idle.wait_until_unserved(server)
        assert here.is_served


def test_a_server_started_by_hand_stays(tmp_path: Path) -> None:
    here = Place(tmp_path / "data", "echo")
    process = subprocess.Popen(here.server_command())
    try:
        until(lambda: socket_path(here.folder).exists())
        with closing(connect(here.folder, ["/nowhere"])) as connection:
            caller = Caller(connection)
            caller.hello()
            caller.type(b"x")
            until(caller.receive)
        with closing(connect(here.folder, ["/nowhere"])):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert not socket_path(here.folder).exists()
    finally:
        process.kill()
        process.wait()


def test_a_person_whose_screen_is_stopped_holds_up_nobody(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        stopped, other = here.attach_two()
        termios.tcflow(stopped.slave, termios.TCOOFF)
        for number in range(20):
            other.type(f"Card {number}\r")
            other.shows(f"[{number + 1}]")
        termios.tcflow(stopped.slave, termios.TCOON)
        stopped.shows("[20]")


def test_a_stopped_terminal_can_be_left(tmp_path: Path) -> None:
    with place(tmp_path / "data") as here:
        stopped, other = here.attach_two()
        termios.tcflow(stopped.slave, termios.TCOOFF)
        other.type("More\r")
        other.shows("['More']")
        stopped.process.terminate()
        until(lambda: stopped.process.poll() is not None, "it waited for its terminal")
        assert termios.tcgetattr(stopped.slave) == stopped.before
