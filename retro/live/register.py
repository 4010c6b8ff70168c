"""What lies beside a session while it goes on: who may come in, and what is half written, sealed.

It is no part of the session: nothing of it is in the log, and it is removed when the session ends.
"""

import asyncio
import logging
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Collection
from contextvars import Context
from random import Random
from types import MappingProxyType
from typing import Any, Final

from retro.live.access import Access, Admission, Admissions, Codes, digest, new_ticket
from retro.live.drafts import KEY_SIZE, Drafts, key_of
from retro.live.errors import NotKept
from retro.session.joining import LOCKED
from retro.session.model import Id, Role, Session
from retro.session.names import alike
from retro.session.refusal import Refused
from retro.session.text import NAME_LIMIT, clean_line
from retro.store.protocol import Aside, StoreError

#: Half-written texts are kept this many seconds after a change, and no more often.
PAUSE: Final = 1.0
GONE: Final = "You are not in this session any more: ask the facilitator for a new code."
NO_MORE: Final = "This way in does not count any more: ask the facilitator for a new code."
ENDED: Final = "This session has ended: nobody can join it any more."
NEW_CODES: Final = (
    "The codes to join this session could not be read, so it has new ones: show them again. "
    "Half-typed text from before the server stopped is gone; everything else is there."
)
#: A place may be taken with the code of a role that may do as much, or more.
_REACH: Final = MappingProxyType({Role.OBSERVER: 0, Role.PARTICIPANT: 1, Role.FACILITATOR: 2})

_log = logging.getLogger(__name__)


class Register:
    """The register of one room; used on its loop alone. Made by `begin` or `reopen`."""

    def __init__(
        self,
        session: Session,
        aside: Aside,
        admissions: Admissions,
        rng: Random,
        access: Access,
        key: bytes = b"",
    ) -> None:
        self.drafts: Final = Drafts()
        self.notices: list[str] = []
        self._session = session
        self._aside = aside
        self._admissions = admissions
        self._rng = rng
        self._access = access
        self._key = key or os.urandom(KEY_SIZE)
        self._keys: dict[Id, bytes] = {}
        self._is_kept = False
        self._is_dirty = False
        self._writing = asyncio.Lock()
        self._is_closed = False
        self._pause: asyncio.TimerHandle | None = None
        self._saving: asyncio.Task[None] | None = None

    @classmethod
    async def begin(
        cls, session: Session, aside: Aside, admissions: Admissions, rng: Random
    ) -> "Register":
        """For a session that nobody can join yet. Raises NotKept, and then there is none."""
        register = cls(session, aside, admissions, rng, _fresh(session, admissions, ()))
        try:
            await register._write(register._access)
        except StoreError as error:
            raise NotKept(str(error)) from error
        register._put()
        return register

    @classmethod
    async def reopen(
        cls, session: Session, aside: Aside, admissions: Admissions, rng: Random
    ) -> "Register":
        """As it was kept. What cannot be read is made anew, with a notice; it raises nothing."""
        try:
            document = aside.read()
            register = cls._read(session, aside, admissions, rng, document)
        except (StoreError, KeyError, ValueError, TypeError, AttributeError, NotBase64) as error:
            # Who had which place is not known any more, so no place is free to be taken by name.
            access = _fresh(session, admissions, session.people)
            register = cls(session, aside, admissions, rng, access)
            if isinstance(error, StoreError) or document:
                register.notices.append(NEW_CODES)
        # Who was removed when the server died comes in neither by ticket nor by an old code.
        if gone := register._strangers():
            await register._expel(gone)
        if not register._is_kept:
            await register.save()
        register._put()
        return register

    @classmethod
    def _read(
        cls,
        session: Session,
        aside: Aside,
        admissions: Admissions,
        rng: Random,
        document: dict[str, Any],
    ) -> "Register":
        access = Access.read(document)
        key = b64decode(document["key"], validate=True)
        if len(key) != KEY_SIZE:
            raise ValueError("the key has another length")
        register = cls(session, aside, admissions, rng, access, key)
        register.drafts.load(document["drafts"])
        register.drafts.unlock(key)
        register._is_kept = True
        return register

    @property
    def codes(self) -> Codes | None:
        """The codes to join with; None once the session ended, or while they cannot be kept."""
        return self._access.codes if self._is_kept and not self._session.closed else None

    def ticket(self, person: Id) -> str:
        """The ticket of `person`, "" when they have none or have not shown it yet."""
        for known, whose in self._access.tickets.items():
            if whose == person:
                return self._admissions.shown(known)
        return ""

    def has_ticket(self, person: Id) -> bool:
        """Whether `person` came in with a code, also when they have not shown their ticket yet."""
        return person in self._access.tickets.values()

    def is_claimed(self, person: Id) -> bool:
        """Whether `person` came, or began the session; False for who was only entered by name."""
        return person in self._access.claimed

    def admits(self, admission: Admission) -> bool:
        """Whether what somebody was let in by still counts."""
        return self._admissions.holds(admission)

    def place_for(self, name: str, role: Role) -> Id | None:
        """Who was entered by a name like this and has not come yet; None when there is nobody.

        A code gives no place that its role does not reach. Raises Refused for a locked session.
        """
        wanted = clean_line(name, NAME_LIMIT)
        for person in self._session.people.values():
            if person.id in self._access.claimed or not alike(person.name, wanted):
                continue
            if _REACH[role] < _REACH[person.role]:
                return None
            if self._session.locked and role is not Role.FACILITATOR:
                raise Refused(LOCKED)
            return person.id
        return None

    async def give_ticket(self, person: Id) -> str:
        """A new ticket, once it is durable. Raises NotKept, or Refused for who is not there."""
        ticket = new_ticket(self._rng)

        def give(access: Access) -> Access:
            if person not in self._session.people:
                raise Refused(GONE)
            return access.with_ticket(ticket, person)

        await self._change(give)
        self._admissions.show(ticket)
        self._keys[person] = key_of(ticket)
        return ticket

    def language(self, person: Id) -> str:
        """The code of the language that `person` chose for their screen; "" for none."""
        return self._access.languages.get(person, "")

    async def choose_language(self, person: Id, language: str) -> None:
        """Remember a language once it is durable. Raises NotKept, or Refused after the end."""
        await self._change(lambda access: access.with_language(person, language))

    async def renew_codes(self) -> None:
        """New codes for all; the old ones count until these are durable. Raises as `_change`."""
        await self._change(lambda access: access.without((), self._admissions.new_codes()))

    def unlock(self, person: Id, ticket: str) -> bool:
        """Bring back what `person` had half written, with their ticket. True when there was some.

        Without a ticket, with the one that they have shown. A wrong one brings nothing back.
        """
        ticket = ticket or self.ticket(person)
        if not ticket or self._access.tickets.get(digest(ticket)) != person:
            return False
        self._admissions.find(ticket)  # which remembers it as it was handed out
        self._keys[person] = key_of(ticket)
        return person in self.drafts.unlock(self._keys[person])

    def drafts_changed(self) -> None:
        """Seal and keep what is half written, within a second."""
        self._is_dirty = True
        if self._pause is None and not self._session.closed and not self._is_closed:
            loop = asyncio.get_running_loop()
            self._pause = loop.call_later(PAUSE, self._save_soon, context=Context())

    async def follow(self, session: Session) -> None:
        """Go along with who is in the session, in which role, and with its end. Raises nothing."""
        before, self._session = self._session, session
        if session.closed:
            await self._end()
        elif before.people is not session.people:
            gone = self._strangers()
            if gone or _leading(before).difference(_leading(session)):
                await self._expel(gone)
            self._put()

    async def save(self) -> None:
        """Write it all, if there is anything new. A failure is logged, and tried again later."""
        if self._session.closed or (self._is_kept and not self._is_dirty):
            return
        try:
            await self._change(lambda access: access)
        except Refused:
            # The session ended meanwhile, and nothing of it is kept here any more.
            return
        except NotKept as error:
            # Who may come in is known, and what is half written is in memory as before.
            _log.warning("the register of %s waits: %s", self._session.key, error)

    async def close(self) -> None:
        """Keep what is new, and let go."""
        self._is_closed = True
        self._stop_pause()
        if self._saving is not None:
            await asyncio.wait([self._saving])
        await self.save()

    def _strangers(self) -> Collection[Id]:
        return self._access.people.difference(self._session.people)

    async def _expel(self, gone: Collection[Id]) -> None:
        """Let people who were removed, and those they told the codes, in no more.

        With nobody gone, somebody facilitates no more: they know the code for that.
        """
        for person in gone:
            # What they have not opened since the server began: their ticket opens it to drop it.
            self.unlock(person, "")
            self.drafts.forget(person)
            self._keys.pop(person, None)
        async with self._writing:
            # This holds even when it cannot be kept; opening the session again finds out.
            codes = self._admissions.new_codes(like=None if gone else self._access.codes)
            self._access = self._access.without(gone, codes)
            self._is_kept = False
            self._put()
        await self.save()

    async def _end(self) -> None:
        self._admissions.forget(self._session.key)
        self._stop_pause()
        async with self._writing:
            try:
                await self._aside.remove()
            except StoreError as error:
                # Whoever starts the next server removes it.
                _log.warning("%s was not removed: %s", self._session.key, type(error).__name__)

    async def _change(self, change: Callable[[Access], Access]) -> None:
        """Make a change durable; only then it counts. Raises NotKept, or Refused after the end."""
        async with self._writing:
            if self._session.closed:
                raise Refused(ENDED)
            access = change(self._access)
            try:
                await self._write(access)
            except StoreError as error:
                raise NotKept(str(error)) from error
            self._access = access
            if not self._session.closed:
                self._put()

    async def _write(self, access: Access) -> None:
        was_dirty, self._is_dirty = self._is_dirty, False
        if self._keys.keys() >= set(access.tickets.values()):
            self.drafts.drop_locked()
        blocks = self.drafts.seal(self._keys, self._key, self._may_be_known, self._rng)
        key = b64encode(self._key).decode("ascii")
        try:
            await self._aside.write({**access.document(), "key": key, "drafts": blocks})
        except BaseException:
            self._is_dirty = was_dirty
            raise
        self._is_kept = True

    def _may_be_known(self, person: Id, place: str) -> bool:
        """False for what is written without a name, and for all of whoever has a ticket."""
        # As it is now: a session may go on without names from some moment on.
        nobodys = {p.key for p in self._session.format.phases if self._session.seals(p)}
        sealed = place.partition("|")[0] in nobodys
        return not sealed and person not in self._access.tickets.values()

    def _put(self) -> None:
        self._admissions.put(self._session.key, self._access, roles_of(self._session))

    def _save_soon(self) -> None:
        self._pause = None
        self._saving = asyncio.get_running_loop().create_task(self.save(), context=Context())

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.cancel()
            self._pause = None


def _fresh(session: Session, admissions: Admissions, claimed: Collection[Id]) -> Access:
    """New codes; whoever facilitates has a place that nobody takes by name."""
    claimed_by = _leading(session).union(claimed)
    return Access(admissions.new_codes(), MappingProxyType({}), claimed_by)


def _leading(session: Session) -> frozenset[Id]:
    """Who facilitates, and so sees the code for that."""
    return frozenset(p.id for p in session.people.values() if p.role is Role.FACILITATOR)


def load(session: Session, aside: Aside, admissions: Admissions) -> None:
    """Let people into a session by what is kept beside it, without opening it.

    Raises StoreError, KeyError, TypeError or ValueError for what cannot be read: then whoever
    opens the session makes new codes.
    """
    document = aside.read()
    if document:
        access = Access.read(document)
        gone = access.people.difference(session.people)
        if gone:
            access = access.without(gone, admissions.new_codes())
        admissions.put(session.key, access, roles_of(session))


def roles_of(session: Session) -> dict[Id, Role]:
    """Everybody in a session, each in their role."""
    return {person.id: person.role for person in session.people.values()}
