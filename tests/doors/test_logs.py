"""The server's log: bounded, private, and without a word that somebody wrote."""

import asyncio
import errno
import logging
import logging.handlers
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retro.doors import logs
from retro.doors.logs import keep_log

SECRET = "what somebody wrote"


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[logging.Handler]:
    level = logging.getLogger().level
    found = keep_log(tmp_path)
    yield found
    logging.getLogger().removeHandler(found)
    logging.getLogger().setLevel(level)
    found.close()


def fail() -> None:
    raise ValueError(SECRET)


def test_errors_are_kept_without_their_words(tmp_path: Path, handler: logging.Handler) -> None:
    for name in ("retro.live.room", "retro.terminal", "asyncio"):
        log = logging.getLogger(name)
        try:
            fail()
        except ValueError:
            log.exception("it failed: %s", "ValueError")
        log.error("said: %s", SECRET) if name != "retro.live.room" else None
    logging.getLogger("asyncio").error(f"Task exception was never retrieved: {SECRET}")
    text = (tmp_path / "server.log").read_text()
    assert SECRET not in text
    assert "retro.live.room it failed: ValueError" in text
    assert "retro.terminal it failed: %s" in text
    assert text.count(":32 fail") == 3
    assert "ERROR asyncio spoke at test_logs.py:43 test_errors_are_kept" in text


async def test_writing_to_somebody_who_has_gone_is_no_fault(
    tmp_path: Path, handler: logging.Handler
) -> None:
    here, there = socket.socketpair()
    transport, _ = await asyncio.get_running_loop().create_connection(asyncio.Protocol, sock=here)
    there.close()
    said: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("asyncio").addHandler(listener)
    try:
        for _ in range(20):
            transport.write(b"a frame")
    finally:
        logging.getLogger("asyncio").removeHandler(listener)
        transport.abort()
    assert said  # or asyncio does not speak of it any more, and nothing is left out
    assert (tmp_path / "server.log").read_text() == ""


def test_the_log_is_private_and_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handler: logging.Handler
) -> None:
    assert isinstance(handler, logging.handlers.RotatingFileHandler)
    handler.maxBytes = 1000
    for number in range(100):
        logging.getLogger("retro.doors").error("number %s", number)
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == ["server.log", "server.log.1"]
    assert all(path.stat().st_size <= 1000 for path in files)
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    assert logs.LARGEST <= 2**20


def test_a_full_disk_costs_lines_and_no_more(
    capsys: pytest.CaptureFixture[str], handler: logging.Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert isinstance(handler, logging.handlers.RotatingFileHandler)
    monkeypatch.setattr(handler.stream, "write", full)
    logging.getLogger("retro.doors").error("lost")
    assert capsys.readouterr().err == ""
    assert sys.exc_info() == (None, None, None)
