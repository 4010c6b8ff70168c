"""A data folder with sessions in it, and commands typed at it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from retro.cli.guard import run
from retro.cli.main import retro
from retro.followup.actions import to_store
from retro.live.rows import row_of
from retro.session import documents
from retro.session.model import Session
from retro.store.embedded import EmbeddedStore

Spoil = Callable[[dict[str, Any]], None]


class Said(NamedTuple):
    """What a command wrote, and its exit status."""

    status: int
    out: str
    err: str


@dataclass
class Shelf:
    """The data folder, and a way to type commands at it in this process."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def keep(self, session: Session, spoil: Spoil | None = None) -> str:
        """Store a session with its actions; `spoil` may change its documents. Returns its key."""
        return asyncio.run(_kept(self.folder, session, spoil))

    def act(self, **action: object) -> None:
        """Store an action."""
        store = EmbeddedStore(self.folder)
        store.actions().change(lambda known: [{"uid": str(action["text"]), **action}])

    def type(self, *arguments: str) -> Said:
        """Type `retro` and these arguments."""
        self.capsys.readouterr()
        status = run(retro, arguments)
        written = self.capsys.readouterr()
        return Said(status, written.out, written.err)

    def tell(self, *arguments: str) -> str:
        """What a command says that does what it is asked."""
        said = self.type(*arguments)
        assert (said.status, said.err) == (0, ""), said
        return said.out

    def refuse(self, *arguments: str, status: int) -> str:
        """The sentence of a command that does not."""
        said = self.type(*arguments)
        assert (said.status, said.out) == (status, ""), said
        assert "Traceback" not in said.err
        return said.err


def typed(*arguments: str, stdin: str = "", **environment: str) -> Said:
    """Type `retro` and these arguments as a process of its own, without a terminal."""
    ended = subprocess.run(
        [sys.executable, "-m", "retro", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )
    out, err = (
        written.decode("utf-8", "surrogateescape") for written in (ended.stdout, ended.stderr)
    )
    return Said(ended.returncode, out, err)


async def _kept(folder: Path, session: Session, spoil: Spoil | None) -> str:
    store = EmbeddedStore(folder)
    key, log = await store.create(at=session.started)
    session = replace(session, key=key)
    changes, sealed = documents.changes(None, session)
    for _, _, document in changes:
        if spoil is not None and document is not None:
            spoil(document)
    await log.append(changes, expect_seq=log.seq, sealed=sealed)
    await store.actions().change_soon(lambda known: to_store(session, [], session.started))
    await log.close()
    await store.note(key, row_of(session))
    return key
