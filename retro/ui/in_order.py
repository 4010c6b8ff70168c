"""Keys and pastes, obeyed one after the other.

Textual hands a key to the widget that has the focus when it arrives, and obeys it later: in a
quick burst, what is typed behind the Enter that opens a dialog still goes to what was there
before. Here a key waits until the one before it has been obeyed.

All screens share one event loop. Letters that wait for a text field are handed over as one paste,
and whoever sends more keys than anybody types waits between them, so that the others do not.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, TypeAlias

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

Typed: TypeAlias = events.Key | events.Paste

#: Seconds that a key waits at most; a handler that takes longer is overtaken.
PATIENCE: Final = 10.0
#: Keys that wait at most; what is more was not typed, and would keep this screen busy for minutes.
MOST: Final = 4096
#: With more keys than this waiting, there are pauses of so many seconds between them.
HURRY: Final = 16
PAUSE: Final = 0.01
#: A key travels up from the focused widget; what its handler sends travels up once more.
_JOURNEYS: Final = 2


class InOrder:
    """The keys of one app. `deliver` hands one of them to the app as if it had just come in."""

    def __init__(
        self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]], most: int = MOST
    ) -> None:
        self._app = app
        self._most = most
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._obeying: asyncio.Task[None] | None = None

    def take(self, typed: Typed) -> None:
        """Obey this after everything that was taken before."""
        if len(self._waiting) >= self._most:
            return
        self._waiting.append(typed)
        if self._obeying is None:
            self._obeying = asyncio.create_task(self._obey(), name="keys in order")

    async def obeyed(self) -> None:
        """Wait until everything that was taken has been obeyed."""
        while self._obeying is not None:
            await asyncio.wait({self._obeying})

    def close(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        if self._obeying is not None:
            self._obeying.cancel()

    async def _obey(self) -> None:
        try:
            while self._waiting:
                if len(self._waiting) > HURRY:
                    await asyncio.sleep(PAUSE)
                target: DOMNode = self._app.focused or self._app.screen
                is_field = isinstance(target, Input | TextArea)
                typed = self._next_text() if is_field else self._waiting.popleft()
                await self._deliver(typed)
                # A letter in a text field changes nothing else: the field's own queue will do.
                if not (is_field and _letter(typed)):
                    for _ in range(_JOURNEYS):
                        await self._settle(target)
        except Exception as error:
            # Nobody waits for this task; raised among the app's own messages it ends the app.
            self._waiting.clear()
            self._app.call_later(_raise, error)
        finally:
            self._obeying = None

    def _next_text(self) -> Typed:
        """What comes next for a text field: a key, or all the letters up to the next other key."""
        first = self._waiting.popleft()
        letters = _letter(first)
        if not letters or not self._waiting or not _letter(self._waiting[0]):
            return first
        run = [letters]
        while self._waiting and (letter := _letter(self._waiting[0])):
            run.append(letter)
            self._waiting.popleft()
        return events.Paste("".join(run))

    async def _settle(self, target: DOMNode) -> None:
        """Wait until the target, what holds it, and all screens have handled what they have."""
        # Not the empty screen below all others: a message to it has the whole window drawn again.
        for pump in (*target.ancestors_with_self, *self._app.screen_stack[1:]):
            await _handled(pump)


def _letter(typed: Typed) -> str:
    """The character that a key types; empty for every other key, and for a paste."""
    if isinstance(typed, events.Key) and typed.is_printable:
        return typed.character or ""
    return ""


def _raise(error: Exception) -> None:
    raise error


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await done.wait()
