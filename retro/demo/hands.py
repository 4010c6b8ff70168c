"""A terminal of a simulated person: a real SSH connection, typed at as a person types."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import asyncssh

from retro.demo.eyes import Eyes

#: Keys, as a terminal sends them. Esc is as the kitty protocol has it: by itself it would be told
#: from the beginning of a sequence by waiting.
KEYS: Final = {
    "enter": "\r",
    "esc": "\x1b[27u",
    "tab": "\t",
    "back tab": "\x1b[Z",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "ctrl+x": "\x18",
}
_SIZE: Final = (80, 24)


class Lost(Exception):
    """The connection is gone. `str()` says what became of it, in English."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the door is, and the host key that it has to show."""

    host: str
    port: int
    key: asyncssh.SSHKey


class Pace:
    """How fast people are; with `human` false they neither think nor pause between keys."""

    def __init__(self, rng: Random, *, human: bool) -> None:
        self.rng = rng
        self.human = human

    async def think(self, seconds: float) -> None:
        """Think for about so long."""
        if self.human:
            await asyncio.sleep(seconds * self.rng.uniform(0.5, 1.5))

    async def between_keys(self, key: str) -> None:
        """The time from one key to the next; longer after a word."""
        await asyncio.sleep(self.rng.uniform(0.03, 0.11) + (0.12 if key == " " else 0))


class _Session(asyncssh.SSHClientSession[bytes]):
    def __init__(self, eyes: Eyes, news: asyncio.Event) -> None:
        self._eyes = eyes
        self._news = news
        self.is_lost = False

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self._eyes.take(data)
        self._news.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True
        self._news.set()


class Hands:
    """Types at one terminal. `news` is set whenever something came for it, and at its end."""

    def __init__(
        self, connection: asyncssh.SSHClientConnection, channel: Any, session: _Session, pace: Pace
    ) -> None:
        self._connection = connection
        self._channel = channel
        self._session = session
        self._pace = pace

    @classmethod
    async def at(
        cls, address: Address, user: str, eyes: Eyes, news: asyncio.Event, pace: Pace
    ) -> "Hands":
        """Come to the door with a code or a ticket, and open a terminal there. Raises Lost."""
        try:
            # Nothing of the person whose machine this is: no keys, no agent, no settings.
            connection = await asyncssh.connect(
                address.host,
                address.port,
                username=user,
                known_hosts=([address.key], [], []),
                config=None,
                agent_path=None,
                client_keys=None,
                client_host_keys=None,
                gss_host=None,
            )
        except (OSError, asyncssh.Error) as error:
            raise Lost(str(error)) from None
        session = _Session(eyes, news)
        try:
            channel, _ = await connection.create_session(
                lambda: session, term_type="xterm-256color", term_size=_SIZE, encoding=None
            )
        except (OSError, asyncssh.Error) as error:
            connection.abort()
            raise Lost(str(error)) from None
        return cls(connection, channel, session, pace)

    @property
    def is_lost(self) -> bool:
        """Whether the other end hung up."""
        return self._session.is_lost

    def press(self, *keys: str) -> None:
        """Press keys, by their names or as they are. Raises Lost."""
        self._send("".join(KEYS.get(key, key) for key in keys))

    async def type(self, text: str) -> None:
        """Type a text, letter by letter where people are human. Raises Lost."""
        if not self._pace.human:
            self._send(text)
            return
        for letter in text:
            self._send(letter)
            await self._pace.between_keys(letter)

    def cut(self) -> None:
        """Lose the connection without a word, as when a train goes into a tunnel."""
        self._connection.abort()

    async def leave(self) -> None:
        """Hang up."""
        self._connection.close()
        with suppress(OSError, asyncssh.Error, TimeoutError):
            async with asyncio.timeout(2):
                await self._connection.wait_closed()

    def _send(self, keys: str) -> None:
        if self.is_lost:
            raise Lost("the connection was closed")
        try:
            self._channel.write(keys.encode())
        except (OSError, asyncssh.Error) as error:
            raise Lost(str(error)) from None


async def until(
    condition: Callable[[], bool], news: asyncio.Event, seconds: float | None = None
) -> bool:
    """Wait until it is true, looking again at all news; false when it is not in so many seconds."""
    loop = asyncio.get_running_loop()
    deadline = None if seconds is None else loop.time() + seconds
    while not condition():
        if deadline is not None and loop.time() > deadline:
            return False
        news.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(0.25):
                await news.wait()
    return True
