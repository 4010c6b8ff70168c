"""One connection: who it is, and what they may have.

Somebody comes in with a code or a ticket as their user name, with a code that they type when they
are asked, or, as `lobby`, with a key. Which of these it was is decided where it succeeds and never
by what was tried before: a client may show a key that it does not hold (CVE-2024-45337).
"""

import asyncio
import logging
from functools import partial
from typing import Final

import asyncssh

from retro.doors.arrival import Answer, Arrival, Guest
from retro.doors.ssh.asyncssh_internals import (
    KbdIntChallenge,
    KbdIntResponse,
    count_requests,
    has_spoken,
    heed_full_socket,
    heed_key_exchange,
    narrow_channel,
    pace_reading,
    refuse_small_packets,
    transport_of,
    unsent,
)
from retro.doors.ssh.limits import Bucket, origin
from retro.doors.ssh.members import MEMBER
from retro.doors.ssh.options import LARGEST_PACKET, WINDOW
from retro.doors.ssh.outlet import Outlet
from retro.doors.ssh.protocol import Door
from retro.doors.ssh.refusals import (
    ASK,
    ENDED,
    GONE,
    NOTHING_BEGUN,
    PROMPT,
    TOO_LONG,
    TOO_MANY_REQUESTS,
    TOO_MANY_TRIES,
    WAIT,
    WRONG,
)
from retro.doors.ssh.session import PARTING, SshSession
from retro.live.access import Admission, canonical
from retro.terminal.protocol import Terminal
from retro.terminal.receiving import HIGH, LOW

#: Characters of a ticket. Nobody guesses its 80 bits, so it is looked at also while codes are not.
_TICKET: Final = 17
#: Seconds that a client has to hang up by itself.
HANGING_UP: Final = 1.0
#: Messages that an exchange of keys costs as much as (1.3 to 2 ms, measured).
_KEY_EXCHANGE: Final = 80
#: Characters of what somebody types as a code.
_LONGEST: Final = 64

_log = logging.getLogger(__name__)


class Connection(asyncssh.SSHServer):
    """See the module; asyncssh calls it."""

    def __init__(self, door: Door) -> None:
        self.limits = door.limits
        self.guest: Guest | None = None
        self.is_turned_away = False
        self.gone = asyncio.Event()
        self.sessions: set[SshSession] = set()
        self._door = door
        self._loop = asyncio.get_running_loop()
        self._number = 0
        self._username = ""
        self._admission: Admission | None = None
        self._requests = 0
        self._is_asked = False
        self._names = 0
        self._tries = 0
        self._opened = 0
        self._is_stranger = False
        self._is_parting = False
        self._is_ended = False
        self._came_at = 0.0
        self._ended_at: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._exchanging: asyncio.TimerHandle | None = None
        clock, limits = self._loop.time, self.limits
        self._outlet = Outlet(limits.stall, self._stalled, self.sessions)
        self._openings = Bucket(limits.openings, limits.openings_per_second, clock)
        self._messages = Bucket(limits.messages, limits.messages_per_second, clock)

    @property
    def is_visitor(self) -> bool:
        """Whether somebody is in, and stays."""
        return self.guest is not None and not self.is_turned_away

    # Coming and going

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """Somebody connected; nothing was read or sent yet."""
        self._connection = conn
        self._address = origin(str((conn.get_extra_info("peername") or ("",))[0]))
        if not self._door.turnstile.enter(self._address, self.abort):
            conn.abort()
            return
        self._is_stranger = True
        self._number = self._door.came(self)
        transport_of(conn).set_write_buffer_limits(HIGH, LOW)
        count_requests(conn, self.may_ask, self.may_reply)
        refuse_small_packets(conn)
        pace_reading(conn, self._messages.owe)
        outlet = self._outlet
        heed_full_socket(conn, partial(outlet.hold, "socket"), partial(outlet.go_on, "socket"))
        heed_key_exchange(conn, self._keys_change, self._keys_agreed)
        self._timer = self._loop.call_later(self.limits.silence, self._end_if_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over; asyncssh told the sessions already."""
        self._stop_waiting()
        self._keys_agreed()
        self._outlet.end()
        self._is_no_stranger()
        self.gone.set()
        if self._number:
            self._door.left(self)

    def _end_if_silent(self) -> None:
        if not has_spoken(self._connection):
            self._connection.abort()

    def _is_no_stranger(self) -> None:
        if self._is_stranger:
            self._is_stranger = False
            self._door.turnstile.leave(self._address, self.abort)

    # Who it is

    def may_ask(self) -> bool:
        """Count a request to be let in, in whatever way; false where there were too many."""
        self._requests += 1
        self._is_asked = False
        if self._requests > self.limits.requests:
            self._end(TOO_MANY_REQUESTS)
        return not self._is_ended

    def may_reply(self) -> bool:
        """Take one reply to a question (RFC 4256, 3.4); whoever sends more of them is guessing."""
        if not self._is_asked:
            self._end(TOO_MANY_TRIES)
        self._is_asked = False
        return not self._is_ended

    def begin_auth(self, username: str) -> bool:
        """A new user name; false lets it in. Nothing of an earlier one counts."""
        self._username = username
        self._admission = None
        self._names += 1
        if self._names > self.limits.tries:
            self._end(TOO_MANY_TRIES)
        elif self._is_member_name:
            self._connection.set_authorized_keys(self._door.members)
        elif canonical(username) and not any(map(str.isdigit, username)):
            self._admission = self._look_at_name(username)
        elif canonical(username):
            self._admission = self._look_at(username)
        return self._admission is None

    def public_key_auth_supported(self) -> bool:
        """No: asyncssh does members by itself, with the keys that `begin_auth` gives it."""
        return False

    def password_auth_supported(self) -> bool:
        """No: a code is asked for by name."""
        return False

    def kbdint_auth_supported(self) -> bool:
        """Codes can be typed, but not for the name that stands for having a key."""
        return not self._is_member_name

    def get_kbdint_challenge(self, username: str, lang: str, submethods: str) -> KbdIntChallenge:
        """Ask for a code."""
        if self._tries >= self.limits.tries:
            self._end(TOO_MANY_TRIES)
            return False
        return self._ask(ASK)

    async def validate_kbdint_response(
        self, username: str, responses: KbdIntResponse
    ) -> KbdIntChallenge:
        """Look at a code that was typed."""
        code = responses[0].strip()[:_LONGEST] if len(responses) == 1 else ""
        self._admission = self._look_at(code)
        if self._admission is not None:
            return True
        if self._is_ended:
            return False
        await asyncio.sleep(self.limits.delay)
        if self._tries >= self.limits.tries:
            self._end(TOO_MANY_TRIES)
            return False
        return self._ask(WRONG)

    def auth_completed(self) -> None:
        """Whoever it is, is in."""
        if self._is_ended:
            return
        if self._is_member_name:
            guest = Guest(None, True, self._number, self._door.port)
        elif self._admission is not None:
            guest = Guest(self._admission, False, self._number, self._door.port)
        else:
            self._connection.abort()
            return
        self._is_no_stranger()
        self.is_turned_away = not self._may_stay(guest.admission)
        self.guest = guest
        self._came_at = self._loop.time()
        self._wait_for_session()
        _log.info("visitor %d came", self._number)

    @property
    def _is_member_name(self) -> bool:
        return self._username == MEMBER and self._door.members is not None

    def _may_stay(self, admission: Admission | None) -> bool:
        """Whether there is room, and people do not come too fast from there or with that code.

        Whoever comes back is counted by themselves: nobody with a code can keep them out.
        """
        if self._door.visitors >= self.limits.visitors:
            return False
        arrivals = self._door.arrivals
        if admission is not None and admission.person is not None:
            return arrivals.take(f"{admission.key} {admission.person}")
        by_code = admission is None or arrivals.take(f"{admission.key} {admission.role}")
        return by_code and arrivals.take(self._address)

    def _look_at_name(self, name: str) -> Admission | None:
        """What a name opens that may be a code, and is more likely somebody's own.

        A tenth of all codes can be written without a digit, as O is 0 and I and L are 1: so not
        too many are let pass, and beyond that they count as wrong codes. A ticket, which nobody
        guesses, lets in whatever others typed.
        """
        if len(canonical(name)) == _TICKET and (admission := self._door.admit(name)):
            return admission
        attempts = self._door.attempts
        if not attempts.may_try(self._address):
            self._end(WAIT)
            return None
        admission = self._door.admit(name)
        is_counted = admission is None and not attempts.forgives(self._address)
        if is_counted and attempts.failed(self._address):
            self._door.guessed()
        return admission

    def _look_at(self, code: str) -> Admission | None:
        """What a code opens, unless too many were looked at already."""
        self._tries += 1
        if self._tries > self.limits.tries:
            self._end(TOO_MANY_TRIES)
        if self._is_ended:
            return None
        if len(canonical(code)) == _TICKET:
            return self._door.admit(code)
        if not canonical(code):
            # It is none: somebody pressed Enter, or mistyped. That tells nobody anything.
            return None
        attempts = self._door.attempts
        if not attempts.may_try(self._address):
            self._end(WAIT)
            return None
        admission = self._door.admit(code)
        if admission is None and attempts.failed(self._address):
            self._door.guessed()
        return admission

    # What they may have

    def session_requested(
        self,
    ) -> tuple[asyncssh.SSHServerChannel[bytes], asyncssh.SSHServerSession[bytes]] | bool:
        """A screen or a command."""
        if self.guest is None or len(self.sessions) >= self.limits.sessions:
            return False
        if not self._openings.take():
            return False
        channel = narrow_channel(self._connection, WINDOW, LARGEST_PACKET, self.limits.command)
        session = SshSession(self)
        self.sessions.add(session)
        self._outlet.tell(session)
        self._wait_for_session()
        return channel, session

    async def show(self, terminal: Terminal, arrival: Arrival) -> int:
        """Show a screen."""
        return await self._door.show(terminal, arrival)

    async def answer(self, command: str, language: str) -> Answer:
        """Answer a command."""
        assert self.guest is not None
        return await self._door.answer(self.guest, command, language)

    def began(self, session: SshSession) -> None:
        """There is a screen or a command; nothing else is waited for."""
        self._opened += 1
        self._stop_waiting()

    def left(self, session: SshSession) -> None:
        """A session is over; when it was the last, the client should go as well."""
        self.sessions.discard(session)
        if not self.sessions and not self.gone.is_set():
            self._wait_for_session()

    def _wait_for_session(self) -> None:
        self._stop_waiting()
        self._timer = self._loop.call_later(self.limits.begin, self._nothing_began)

    def _nothing_began(self) -> None:
        if not any(session.task for session in self.sessions):
            self._end(GONE if self._opened else NOTHING_BEGUN)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def unsent(self) -> int:
        """Bytes that were not sent yet."""
        return unsent(self._connection)

    def _stalled(self) -> None:
        for session in list(self.sessions):
            session.stalled()
        self._loop.call_later(PARTING, self.abort)

    def _keys_change(self) -> None:
        self._messages.owe(_KEY_EXCHANGE)
        self._outlet.hold("keys")
        if self._exchanging is None:
            self._exchanging = self._loop.call_later(self.limits.key_exchange, self.abort)

    def _keys_agreed(self) -> None:
        self._outlet.go_on("keys")
        if self._exchanging is not None:
            self._exchanging.cancel()
            self._exchanging = None

    # The end

    def look(self) -> None:
        """End a visit that lasts too long."""
        if self.guest is None or self._is_parting:
            return
        now = self._loop.time()
        if now - self._came_at > self.limits.longest:
            self.part(TOO_LONG, 0)
        elif self.guest.admission is not None and self._door.has_ended(self.guest.admission):
            self._ended_at = now if self._ended_at is None else self._ended_at
            if now - self._ended_at > self.limits.after_end:
                self.part(ENDED, 0)

    def part(self, farewell: str, status: int) -> None:
        """Give every terminal back with one line, then disconnect.

        A client hangs up by itself when its last session ended. It gets a moment for that: OpenSSH
        throws away what it did not write to the terminal yet when it is told to disconnect.
        """
        self._is_parting = True
        showing = [session for session in self.sessions if session.task is not None]
        for session in showing:
            session.part(farewell, status)
        if showing:
            self._loop.call_later(HANGING_UP, self._end, farewell or GONE)
        else:
            self._end(farewell or GONE)

    def abort(self) -> None:
        """Wait no longer for a client that does not read."""
        self._connection.abort()

    def _end(self, reason: str) -> None:
        if not self._is_ended:
            self._is_ended = True
            self._connection.disconnect(asyncssh.DISC_BY_APPLICATION, reason)

    def _ask(self, instruction: str) -> KbdIntChallenge:
        """Ask for a code; one reply is taken to it."""
        self._is_asked = True
        return "", instruction, "", [(PROMPT, True)]
