"""Keys and pastes, obeyed one after the other.

Textual hands a key to the widget that has the focus when it arrives, and obeys it later: in a
quick burst, what is typed behind the Enter that opens a dialog still goes to what was there
before. Here a key waits until the one before it has been obeyed.
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
#: A key travels up from the focused widget; what its handler sends travels up once more.
_JOURNEYS: Final = 2


class InOrder:
    """The keys of one app. `deliver` hands one of them to the app as if it had just come in."""

    def __init__(self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._deliver = deliver
        self._waiting: deque[Typed] = deque()
        self._obeying: asyncio.Task[None] | None = None

    def take(self, typed: Typed) -> None:
        """Obey this after everything that was taken before."""
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
                typed = self._waiting.popleft()
                target: DOMNode = self._app.focused or self._app.screen
                is_text = isinstance(typed, events.Key) and typed.is_printable
                await self._deliver(typed)
                # A letter in a text field changes nothing else: the field's own queue will do.
                if not (is_text and isinstance(target, Input | TextArea)):
                    for _ in range(_JOURNEYS):
                        await self._settle(target)
        except Exception as error:
            # Nobody waits for this task; raised among the app's own messages it ends the app.
            self._waiting.clear()
            self._app.call_later(_raise, error)
        finally:
            self._obeying = None

    async def _settle(self, target: DOMNode) -> None:
        """Wait until the target, what holds it, and all screens have handled what they have."""
        # Not the empty screen below all others: a message to it has the whole window drawn again.
        for pump in (*target.ancestors_with_self, *self._app.screen_stack[1:]):
            await _handled(pump)


def _raise(error: Exception) -> None:
    raise error


async def _handled(pump: MessagePump) -> None:
    done = asyncio.Event()
    if pump.call_later(done.set):
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await done.wait()
