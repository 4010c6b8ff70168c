"""What goes on between sessions: what screens read and change without knowing the store."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any, Final, TypeAlias

from retro.followup import agreements, record, teams
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
        documents = self._read(self._store.lessons())
        return [dict(each) for each in newest(documents) if mine(each)]

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
        used = [row.team for row in self.sessions()]
        for documents in (self._read(self._store.actions()), self._read(self._store.agreements())):
            used += [str(record.field(each, "team")) for each in documents]
        return teams.all_names(self.teams(), used)

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

        Its sessions keep the name that they were held under.
        """
        found: list[Document] = []

        def put(documents: list[Document]) -> Iterable[Document]:
            now = teams.find(documents, name) or teams.made(name, now=self._clock())
            found.append(teams.renamed(now, new, documents))
            return found[-1:]

        await self._write(self._store.teams(), put)
        team = found[-1]
        for records, moved in teams_records(self._store, team, self._clock()):
            await self._write(records, moved)
        return team

    # How it is done.

    def _called(self, team: str | None) -> Callable[[Mapping[str, Any]], bool]:
        """Whether a document is of this team, under any of its names; of any with None."""
        if team is None:
            return lambda document: True
        found = teams.find(self.teams(), team)
        names = {teams.uid_of(name) for name in (team, *(teams.names_of(found) if found else ()))}
        return lambda document: str(record.field(document, "team")).casefold() in names

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
    """What has to be written for the actions, agreements and lessons of a team to bear its name."""
    name = teams.name_of(team)

    def is_mine(document: Document) -> bool:
        called = record.field(document, "team")
        return bool(called) and called != name and teams.is_called(team, called)

    def actions(documents: list[Document]) -> list[Document]:
        mine = [each for each in documents if record.is_there(each) and is_mine(each)]
        return [record.changed(each, {"team": name}, now=now, by=by) for each in mine]

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
