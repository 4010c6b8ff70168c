"""What a connection needs of the door."""

from typing import TYPE_CHECKING, Protocol

import asyncssh

from retro.doors.arrival import Answer, Arrival, Guest
from retro.doors.ssh.limits import Attempts, Limits, Rate, Turnstile
from retro.live.access import Admission
from retro.terminal.protocol import Terminal

if TYPE_CHECKING:
    from retro.doors.ssh.connection import Connection


class Door(Protocol):
    """What a connection needs of the door."""

    limits: Limits
    port: int
    turnstile: Turnstile
    attempts: Attempts
    arrivals: Rate
    members: asyncssh.SSHAuthorizedKeys | None

    @property
    def visitors(self) -> int:
        """How many people are in."""

    def admit(self, code: str) -> Admission | None:
        """What a code opens."""

    def guessed(self) -> None:
        """There were too many wrong codes."""

    def has_ended(self, admission: Admission) -> bool:
        """Whether the session is over."""

    def came(self, connection: "Connection") -> int:
        """Count somebody in; their number."""

    def left(self, connection: "Connection") -> None:
        """Count somebody out."""

    async def show(self, terminal: Terminal, arrival: Arrival) -> int:
        """Show a screen."""

    async def answer(self, guest: Guest, command: str, language: str) -> Answer:
        """Answer a command."""
