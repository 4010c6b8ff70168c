"""What can go wrong around the program: each says a clear word, and nothing accepted is lost."""

import os
import random
import re
import resource
import shlex
import signal
import subprocess
from pathlib import Path

import pytest

from tests.doors.people import until
from tests.e2e.facilitator import RETRO, Facilitator, House


def begun(house: House) -> Facilitator:
    """A session at the phase where the plan is written, with one card."""
    screen = house.facilitator("start", "aar", "--together", "--title", "Faults")
    screen.then("Begin").fill("Whether it holds", "Crew", "Noor").press("ctrl+s")
    screen.then("Ground rules").press("n").then("What did we want")
    return screen.write("the first card")


def session_file(house: House, suffix: str) -> Path:
    """The one session's file of this kind."""
    (file,) = house.folder.glob(f"sessions/*/*/*{suffix}")
    return file


def is_one_sentence(error: str) -> bool:
    """A line for a person, and no traceback."""
    return error.count("\n") == 1 and "Traceback" not in error


def test_a_full_disk_keeps_the_text_and_says_so(house: House) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file of the server may grow beyond this: a write fails as it does on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (24_000, hard))
    try:
        screen = house.facilitator("start", "aar", "--together", "--title", "Faults")
        screen.then("Begin")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    screen.fill("Whether it holds", "Crew", "Noor").press("ctrl+s")
    screen.then("Ground rules").press("n").then("What did we want").press("enter").then("╭─")

    kept = 0
    while True:
        # Pasted: of a text that is typed, every letter would be drawn.
        screen.type("\x1b[200~" + f"{kept:03d}" + " long" * 200 + "\x1b[201~\r")
        shown = f"• {kept:03d} long"

        def answered(shown: str = shown) -> bool:
            screen.read()
            return shown in screen.text or "Not saved" in screen.text

        until(answered, f"neither kept nor refused:\n{screen.text}")
        if "Not saved" in screen.text:
            break
        kept += 1
    assert kept > 5
    screen.press("esc").then("draft").press("q")
    assert screen.ends() == 0
    assert len(set(re.findall(r"\d{3}(?: long){200}", house.run("minutes")))) == kept
    again = house.facilitator("attach").then("What did we want").press("enter").then("╭─")
    assert "long long long" in again.text.rpartition("╭─")[2]


def test_a_folder_that_cannot_be_made_is_named(house: House, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    error = house.run("serve", "--data-dir", str(blocked / "data"), status=1)
    assert str(blocked) in error
    assert is_one_sentence(error)


def may_mount() -> bool:
    """Whether one process can be given a read-only view of a folder: as root, not confined."""
    try:
        return subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not may_mount(), reason="a read-only mount needs root and a name space")
def test_a_read_only_folder_can_be_read_and_is_named(house: House) -> None:
    begun(house).press("q").ends()
    house.kill_server()
    folder = shlex.quote(str(house.folder))

    def read_only(*command: str) -> "subprocess.CompletedProcess[str]":
        mount = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"
        script = f"{mount} && exec {shlex.join([*RETRO, *command])}"
        return subprocess.run(
            ["unshare", "-m", "sh", "-c", script], capture_output=True, text=True, check=False
        )

    assert "the first card" in read_only("minutes").stdout
    refused = read_only("serve")
    assert refused.returncode == 1
    assert is_one_sentence(refused.stderr)
    assert "read-only" in refused.stderr.lower()


def test_a_damaged_session_is_named_and_the_others_go_on(house: House) -> None:
    begun(house).press("q").ends()
    house.kill(signal.SIGTERM)
    file = session_file(house, ".json")
    for damaged in (file, file.with_name(file.name + ".bak"), file.with_suffix(".journal")):
        if damaged.exists():
            damaged.write_bytes(b"\x00\xff" * 40)
    error = house.run("minutes", status=1)
    assert is_one_sentence(error)
    assert file.stem[:8] in error
    found = house.run("doctor", status=1, stream="stdout")
    assert file.stem in found
    screen = house.facilitator("start", "hotwash", "--together", "--title", "Another")
    screen.then("Begin").fill("To go on", "Crew", "Noor").press("ctrl+s").then("Ground rules")


def test_a_torn_journal_is_set_aside_with_a_word(house: House) -> None:
    screen = begun(house)
    house.kill_server()
    assert screen.ends() == 1
    journal = session_file(house, ".journal")
    with journal.open("ab") as file:
        file.write(b'0badc0de {"n":99,"t":[[["cards"')
    screen = house.facilitator("attach").then("the first card")

    def told() -> bool:
        screen.read()
        return "wascutoff" in re.sub(r"[\s▌]", "", screen.text)

    until(told, screen.text)
    assert list(journal.parent.glob("*.torn*"))


def test_a_second_server_on_a_folder_says_who_has_it(house: House) -> None:
    begun(house)
    error = house.run("serve", status=1)
    assert str(house.server) in error
    assert is_one_sentence(error)


def test_a_terminal_that_closes_loses_nothing(house: House) -> None:
    screen = begun(house).press("enter").then("╭─")
    screen.type("half a thou")
    screen.then("half a thou").close_window()
    until(lambda: screen.process.poll() is not None)
    back = house.facilitator("attach").then("the first card").then("half a thou")
    back.type("ght\r")
    back.then("• half a thought")


def test_any_size_is_survived(house: House) -> None:
    screen = begun(house)
    for size in ((1, 1), (1000, 500), (39, 11), (45, 20)):
        screen.resize(*size)
    screen.then("the first card")
    screen.resize(100, 34)
    screen.write("the second card")


def test_garbage_typed_is_survived(house: House) -> None:
    screen = begun(house)
    os.write(screen.master, random.Random(7).randbytes(4000))
    house.facilitator("attach").then("Faults")
    assert "the first card" in house.run("minutes")
