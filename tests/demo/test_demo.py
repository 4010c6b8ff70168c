"""`retro demo` as a person runs it: real processes, real SSH, and nothing left behind."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retro.demo.story import STORIES, Story
from tests.doors.people import PATIENCE, Person, until

RETRO = [sys.executable, "-m", "retro"]


class Demo:
    """A demo without a terminal. `told` is what it said beside the minutes so far."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [*RETRO, "demo", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.told = ""

    def tells(self, text: str) -> None:
        """Wait until it said this."""
        assert self.process.stderr is not None
        while text not in self.told:
            assert select.select([self.process.stderr], [], [], PATIENCE)[0], self.told
            more = os.read(self.process.stderr.fileno(), 4096)
            assert more, self.told
            self.told += more.decode()

    @property
    def server(self) -> int:
        """The process that plays it."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        (pid,) = children.read_text().split()
        return int(pid)

    def ends(self) -> tuple[int, str]:
        """Wait until it ended: its status, and its output."""
        out, err = self.process.communicate(timeout=4 * PATIENCE)
        self.told += err.decode()
        return self.process.returncode, out.decode()

    def end(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate()


@pytest.fixture
def demos() -> Iterator[list[Demo]]:
    """Demos that are ended with the test."""
    begun: list[Demo] = []
    yield begun
    for each in begun:
        each.end()


def left_in(places: Path) -> list[Path]:
    """Files and sockets that are left of demos."""
    return [path for path in places.rglob("*") if not path.is_dir() or "demo" in path.name]


def processes(places: Path) -> list[str]:
    """The command lines of processes that play demos of this test."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if str(places) in line:
            found.append(line)
    return found


def leaves_nothing(places: Path) -> None:
    """Wait until no process is left, and look for files."""
    until(lambda: not processes(places), f"still there: {processes(places)}")
    assert left_in(places) == []


def has_what_was_said(minutes: str, story: Story) -> None:
    """The minutes hold what the first few people say, and how it hangs together."""
    for text in story.planned:
        assert text in minutes
    for happening in story.happened:
        assert f"**{happening.time}" in minutes
        assert happening.text in minutes
    for _, text in story.conditions:
        assert text in minutes
    for lesson in (*story.sustain, *story.improve):
        assert f"- {lesson.text} `" in minutes
    lines = minutes.splitlines()
    for action, owner in zip(story.actions, story.names, strict=False):
        (row,) = (line for line in lines if f"| {action.text} |" in line)
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[2] == owner
        assert cells[3] in ("yes", "ja")
        assert re.search(r"20\d\d", cells[4])
        assert cells[5:7] == [action.done_when, action.first_step]


def test_both_languages_end_with_the_minutes_and_leave_nothing(
    own_places: Path, demos: list[Demo]
) -> None:
    english, dutch = Demo("--headless", "--members", "3"), Demo("--members", "2", "--lang", "nl")
    demos += [english, dutch]

    status, minutes = english.ends()
    assert status == 0, english.told
    has_what_was_said(minutes, STORIES["en"])
    for text in STORIES["en"].takeaways[:3]:
        assert f"- {text}" in minutes
    gap, why, lesson = (
        minutes.index(text)
        for text in (
            STORIES["en"].happened[1].text,
            STORIES["en"].conditions[1][1],
            STORIES["en"].improve[1].text,
        )
    )
    assert gap < why < lesson < minutes.index("\n- **", gap)
    assert "Amira, Ben, Robin (facilitator) and 1 other" in minutes
    assert "phase 3 of 8: Happened - " in english.told
    assert "Ben lost the connection and came back" in english.told

    status, minutes = dutch.ends()
    assert status == 0, dutch.told
    has_what_was_said(minutes, STORIES["nl"])
    assert "Marijke (begeleider)" in minutes
    assert "3 of 8" not in dutch.told or "Gebeurd" in dutch.told
    leaves_nothing(own_places)


def test_ctrl_c_leaves_nothing_and_kept_data_stays(own_places: Path, demos: list[Demo]) -> None:
    gone, kept = Demo("--members", "2"), Demo("--members", "1", "--keep", str(own_places / "kept"))
    demos += [gone, kept]
    for each in (gone, kept):
        each.tells("phase 2 of 8")
        assert len(processes(own_places)) >= 1
        each.process.send_signal(signal.SIGINT)
    assert gone.ends()[0] == 130
    assert kept.ends()[0] == 130
    until(lambda: not processes(own_places))
    files = [path for path in left_in(own_places) if own_places / "kept" not in path.parents]
    assert files == []
    shown = subprocess.run(
        [*RETRO, "minutes", "--data-dir", str(own_places / "kept")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert STORIES["en"].title in shown.stdout


def test_a_server_that_is_killed_is_told_in_a_sentence(own_places: Path, demos: list[Demo]) -> None:
    demo = Demo("--members", "1")
    demos.append(demo)
    demo.tells("is in")
    os.kill(demo.server, signal.SIGKILL)
    status, minutes = demo.ends()
    assert (status, minutes) == (1, "")
    assert demo.told.splitlines()[-1].startswith("The server of the demo stopped before the end")
    assert "Traceback" not in demo.told
    leaves_nothing(own_places)


def test_whoever_started_it_may_be_killed(own_places: Path, demos: list[Demo]) -> None:
    demo = Demo("--members", "1")
    demos.append(demo)
    demo.tells("is in")
    demo.process.kill()
    until(lambda: not processes(own_places), f"still there: {processes(own_places)}")
    until(lambda: not left_in(own_places), f"left: {left_in(own_places)}")


def test_a_port_that_is_taken_is_told_in_a_sentence(own_places: Path, demos: list[Demo]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = Demo("--port", str(port))
        demos.append(demo)
        status, minutes = demo.ends()
    assert (status, minutes) == (1, "")
    (sentence,) = demo.told.splitlines()
    assert f"Port {port} is in use" in sentence
    assert "--port 0" in sentence
    leaves_nothing(own_places)


def test_a_folder_with_something_in_it_is_refused(own_places: Path, demos: list[Demo]) -> None:
    (own_places / "kept").mkdir()
    (own_places / "kept" / "mine").write_text("mine")
    demo = Demo("--keep", str(own_places / "kept"))
    demos.append(demo)
    assert demo.ends() == (2, "")
    assert demo.told.startswith("--keep takes a new or an empty folder")
    assert (own_places / "kept" / "mine").read_text() == "mine"


def test_at_a_terminal_it_says_what_comes_and_shows_the_session(own_places: Path) -> None:
    person = Person([*RETRO, "demo", "--members", "1", "--pace", "fast"], (100, 30), own_places)
    try:
        person.shows("Press Enter to begin")
        assert "Nothing of it is kept" in person.text
        person.type("\r")
        person.shows("▸ WELCOME")
        person.shows("2 here")
        person.type("q")
        assert person.ends() == 0
        assert "The demo has ended. What you did not save is gone." in person.sent
        assert person.is_restored
    finally:
        person.end()
    leaves_nothing(own_places)
