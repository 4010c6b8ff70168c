"""Telling the screens that there is something new, without ever calling into one."""

import logging
from collections.abc import Callable
from contextvars import Context
from typing import TypeAlias

Receiver: TypeAlias = Callable[[], None]

_log = logging.getLogger(__name__)


class Watchers:
    """Who wants to hear of a change. A receiver that fails is logged and harms nobody."""

    def __init__(self) -> None:
        self._receivers: dict[int, Receiver] = {}
        self._next = 0

    def add(self, receiver: Receiver) -> Callable[[], None]:
        """Remember `receiver`; the returned function forgets it, also when called twice."""
        number = self._next
        self._next += 1
        self._receivers[number] = receiver

        def forget() -> None:
            self._receivers.pop(number, None)

        return forget

    def notify(self) -> None:
        """Call every receiver in an empty context: Textual finds its app in a context variable."""
        for receiver in list(self._receivers.values()):
            try:
                Context().run(receiver)
            except Exception as error:
                # The message of an error may quote what somebody wrote, so only its kind is kept.
                _log.error("a watcher failed: %s", type(error).__name__)
