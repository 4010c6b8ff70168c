"""Who came in, through whichever door, and what for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from retro.live.access import Admission
from retro.live.lobby import Lobby
from retro.ui.invitation import SSH_PORT


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came from elsewhere, with nothing of this machine.

    `admission` is what their code or ticket opens; a `member` showed a key and has none. `number`
    tells their connection apart from others, and says nothing about them. `port` is the one of SSH
    that they came in at, 0 where the host's own SSH service let them in.
    """

    admission: Admission | None
    member: bool
    number: int
    port: int = SSH_PORT


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody at a terminal.

    `options` is what the owner of this machine typed; a guest has none. `language` is that of
    their screen, empty when they did not say. `guest` is None for the owner. `wish` is a word such
    as `start`, `attach` or `join`.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    guest: Guest | None = None
    wish: str = ""


class Answer(Protocol):
    """What a command is answered with, in UTF-8 with line feeds."""

    @property
    def status(self) -> int:
        """The exit status."""

    @property
    def out(self) -> str:
        """What goes to the output."""

    @property
    def err(self) -> str:
        """What goes beside it."""


#: Answers a command of a guest, in a language; the command is what they typed, whatever it is.
Answering: TypeAlias = Callable[[Lobby, Guest, str, str], Awaitable[Answer]]
