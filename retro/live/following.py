"""What goes on between sessions: what screens read and change without knowing the store."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from random import Random
from typing import Any, Final, TypeAlias

from retro.followup import agreements, lessons, record, teams
from retro.followup.insights.overview import Insights, insights
from retro.followup.insights.scope import Scope
from retro.followup.lessons import newest
from retro.live.errors import NotKept, NotOpened
from retro.live.publishing import Watchers
from retro.live.rows import SessionRow
from retro.session.refusal import Refused
from retro.session.rules import new_uid
from retro.store.protocol import Records, Store, StoreError

Document: TypeAlias = dict[str, Any]

#: What the history of an action says of a change that a person made between sessions.
BY: Final = "review"
#: How many of its last sessions say what a team is at.
_LAST: Final = 3
_GONE: Final = "That is no longer there; somebody may have removed it."


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an action, and what takes it back: `before` and `after` are fields.

    `closed` is when it was closed before, if so; `new` is true where it was not there before.
    """

    document: Document
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    closed: str | None = None
    new: bool = False


class FollowUp:
    """The actions, agreements, lessons and teams of one store.

    Reading raises NotOpened; a change raises Refused, or NotKept when it could not be written.
    `changes` is told of every change. `sessions` lists all sessions, newest first.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        rng: Random,
        changes: Watchers,
        sessions: Callable[[], list[SessionRow]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._rng = rng
        self._changes = changes
        self.sessions: Final = sessions
        self._found: dict[str, tuple[object, Document | None]] = {}

    async def look(self) -> None:
        """Read beside the event loop what was changed, in thousands of documents perhaps.

        What is asked next then costs the loop little; what cannot be read is said there.
        """
        await asyncio.to_thread(self._look)

    def _look(self) -> None:
        store = self._store
        for records in (store.actions(), store.agreements(), store.lessons(), store.teams()):
            with suppress(StoreError):
                records.all(keep=True)
        with suppress(StoreError):
            store.sessions()

    @property
    def today(self) -> date:
        """The day that it is."""
        return self._clock().date()

    # Actions.

    def actions(self, team: str | None = None) -> list[Document]:
        """The actions that are open or were closed not long ago; of one team, or of all."""
        mine = self._called(team)
        documents = self._read(self._store.actions())
        return [each for each in documents if record.is_there(each) and mine(each)]

    async def change_action(self, uid: str, fields: Mapping[str, Any]) -> Change:
        """Set fields of an action, as `retro.followup.record.changed` does."""
        found: list[Change] = []

        def decide(documents: list[Document]) -> Iterable[Document]:
            before = _one(documents, uid)
            after = record.changed(before, fields, now=self._clock(), by=BY)
            found.append(_change(before, after))
            return [after]

        await self._write(self._store.actions(), decide)
        return found[-1]

    async def add_action(self, team: str, fields: Mapping[str, Any]) -> Change:
        """A new action, agreed on outside a session."""
        wanted = {**fields, "team": team}
        document = record.made(new_uid(self._rng), wanted, now=self._clock(), by=BY)
        await self._write(self._store.actions(), lambda documents: [document])
        return Change(document, new=True)

    async def undo(self, change: Change) -> Change:
        """Take a change back, by one more. Raises Refused where somebody changed it since."""
        found: list[Change] = []

        def decide(documents: list[Document]) -> Iterable[Document]:
            now = _one(documents, change.document["uid"])
            names = record.FIELDS if change.new else change.after.keys()
            if any(record.field(now, n) != record.field(change.document, n) for n in names):
                raise Refused("Somebody changed this since, so it stays as it is now.")
            before = {"state": "dropped"} if change.new else change.before
            after = record.changed(now, before, now=self._clock(), by=BY)
            if change.new:
                after["removed"] = True
            elif "state" in change.before:
                after["closed"] = change.closed
            found.append(Change(after) if change.new else _change(now, after))
            return [found[-1].document]

        await self._write(self._store.actions(), decide)
        return found[-1]

    # Agreements.

    def agreements(self, team: str | None = None) -> list[Document]:
        """The working agreements of one team, or of all: those kept first."""
        mine = self._called(team)
        documents = self._read(self._store.agreements())
        return [dict(each) for each in agreements.in_order(documents) if mine(each)]

    async def add_agreement(self, team: str, text: str) -> Document:
        """A new agreement, made outside a session."""
        document = agreements.made(new_uid(self._rng), team, text, now=self._clock(), by=BY)
        await self._write(self._store.agreements(), lambda documents: [document])
        return document

    async def change_agreement(self, uid: str, fields: Mapping[str, Any]) -> Document:
        """Set `text` or `state` of an agreement."""
        found: list[Document] = []

        def decide(documents: list[Document]) -> Iterable[Document]:
            now = _one(documents, uid)
            found.append(agreements.changed(now, fields, now=self._clock(), by=BY))
            return found[-1:]

        await self._write(self._store.agreements(), decide)
        return found[-1]

    # Lessons.

    def lessons(self, team: str | None = None) -> list[Document]:
        """The lessons of one team, or of all: the latest first."""
        mine = self._called(team)
        return newest(filter(mine, self._read(self._store.lessons())))

    async def lesson_to_use(self, team: str) -> Document | None:
        """The lesson that fits what a team is at: its open actions, and its last sessions.

        It is looked for beside the event loop, and only where something changed.
        """
        return await asyncio.to_thread(self._lesson_to_use, team)

    def _lesson_to_use(self, team: str) -> Document | None:
        known, today = self.lessons(team), self.today
        situation = " ".join((team, *self._at(team)))
        asked = (situation, today, known)
        before = self._found.get(team)
        if before is None or before[0] != asked:
            before = self._found[team] = asked, lessons.to_use(known, situation, today)
        return before[1]

    def _at(self, team: str) -> Iterator[str]:
        """What a team is at, in its own words: those of its actions, titles and topics."""
        yield from (record.field(e, "text") for e in self.actions(team) if record.is_open(e))
        mine = self._called(team)
        rows = (row for row in self._rows() if mine(row))
        for row in islice(rows, _LAST):
            figures = row.get("figures")
            topics = figures.get("topics") if isinstance(figures, dict) else None
            yield str(row.get("title", ""))
            yield from (str(topic) for topic in topics or ())

    # Insights.

    async def insights(self, team: str) -> Insights:
        """The figures of one team, or with "" of all together, read beside the event loop."""
        scope = Scope(self.today, team)

        try:
            return await asyncio.to_thread(stored_insights, self._store, scope)
        except StoreError as error:
            raise NotOpened(str(error)) from error

    # Teams.

    def teams(self) -> list[Document]:
        """The teams that somebody wrote down."""
        return [each for each in self._read(self._store.teams()) if teams.name_of(each)]

    def team_names(self) -> list[str]:
        """What all teams are called, those with the latest sessions first."""
        return teams.all_names(self.teams(), self._used_names())

    def people(self, team: str) -> tuple[str, ...]:
        """Who belongs to a team."""
        found = teams.find(self.teams(), team)
        return teams.people_of(found) if found else ()

    def sessions_of(self, team: str) -> list[SessionRow]:
        """The sessions of a team, newest first, also those it held under an earlier name."""
        mine = self._called(team)
        return [row for row in self.sessions() if mine({"team": row.team})]

    async def change_team(self, name: str, decide: Callable[[Document], Document]) -> Document:
        """Change who belongs to a team, with a function of `retro.followup.teams`.

        A team that nobody wrote down yet is written down with that.
        """
        found: list[Document] = []

        def put(documents: list[Document]) -> Iterable[Document]:
            now = teams.find(documents, name) or teams.made(name, now=self._clock())
            found.append(decide(now))
            return found[-1:]

        await self._write(self._store.teams(), put)
        return found[-1]

    async def rename_team(self, name: str, new: str) -> Document:
        """Call a team otherwise, with its actions, agreements and lessons.

        Its sessions keep the name that they were held under. Raises Refused for the name of
        another team, also of one that only sessions and what came of them know.
        """
        found: list[Document] = []

        def put(documents: list[Document]) -> Iterable[Document]:
            now = teams.find(documents, name) or teams.made(name, now=self._clock())
            found.append(teams.renamed(now, new, documents, self._used_names()))
            return found[-1:]

        await self._write(self._store.teams(), put)
        team = found[-1]
        for records, moved in teams_records(self._store, team, self._clock()):
            await self._write(records, moved)
        return team

    # How it is done.

    def _used_names(self) -> list[str]:
        """What sessions, and what came of them, call their teams; those of the latest first."""
        used = [row.team for row in self.sessions()]
        store = self._store
        for records in (store.actions(), store.agreements(), store.lessons()):
            used += [str(record.field(each, "team")) for each in self._read(records)]
        return used

    def _called(self, team: str | None) -> Callable[[Mapping[str, Any]], bool]:
        """Whether a document is of this team, under any of its names; of any with None."""
        if team is None:
            return lambda document: True
        names = teams.names_for(self.teams(), team)
        return lambda document: str(record.field(document, "team")).casefold() in names

    def _rows(self) -> list[Document]:
        try:
            return self._store.sessions()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    def _read(self, records: Records) -> list[Document]:
        try:
            return records.all()
        except StoreError as error:
            raise NotOpened(str(error)) from error

    async def _write(
        self, records: Records, decide: Callable[[list[Document]], Iterable[Document]]
    ) -> None:
        try:
            await records.change_soon(decide)
        except StoreError as error:
            raise NotKept(str(error)) from error
        self._changes.notify()


def stored_insights(store: Store, scope: Scope) -> Insights:
    """The figures of all that is stored. Raises StoreError."""
    # In this order nothing that is archived meanwhile is in neither; what is in both is newer here.
    recent = store.actions().all()
    return insights(
        [*store.actions().archived(), *recent],
        store.sessions(),
        scope,
        store.lessons().all(),
        store.teams().all(),
    )


def teams_records(
    store: Store, team: Document, now: datetime, by: str = BY
) -> list[tuple[Records, Callable[[list[Document]], list[Document]]]]:
    """What has to be written for the actions, agreements and lessons of a team to bear its name.

    All of them do: one that lacks what it should have, as another program may leave it, stays so.
    """
    name = teams.name_of(team)

    def is_mine(document: Document) -> bool:
        called = record.field(document, "team")
        return bool(called) and called != name and teams.is_called(team, called)

    def actions(documents: list[Document]) -> list[Document]:
        mine = [each for each in documents if record.is_there(each) and is_mine(each)]
        return [action(each) for each in mine]

    def action(document: Document) -> Document:
        try:
            return record.changed(document, {"team": name}, now=now, by=by)
        except Refused:
            return {**document, "team": name}

    def kept(documents: list[Document]) -> list[Document]:
        mine = [each for each in documents if agreements.is_there(each) and is_mine(each)]
        return [agreements.changed(each, {"team": name}, now=now, by=by) for each in mine]

    def lessons(documents: list[Document]) -> list[Document]:
        return [{**each, "team": name} for each in documents if is_mine(each)]

    return [
        (store.actions(), actions),
        (store.agreements(), kept),
        (store.lessons(), lessons),
    ]


def _one(documents: list[Document], uid: str) -> Document:
    for document in documents:
        if document.get("uid") == uid and not document.get("removed"):
            return document
    raise Refused(_GONE)


def _change(before: Document, after: Document) -> Change:
    """What became otherwise, the field that goes along with another one included."""
    names = [n for n in record.FIELDS if record.field(before, n) != record.field(after, n)]
    return Change(
        after,
        {name: record.field(before, name) for name in names},
        {name: record.field(after, name) for name in names},
        before.get("closed"),
    )
