"""The command palette: what can be done in this phase, found by typing."""

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from retro.ui.registry import UserCommand, sign
from retro.ui.screens.phase import PhaseScreen


class PhaseCommands(Provider):
    """The same commands as the keys."""

    def _commands(self) -> Iterator[tuple[UserCommand, str, str]]:
        screen = self.screen
        if isinstance(screen, PhaseScreen):
            for command in screen.available():
                label = screen.words(command.label)
                title = f"{label[:1].upper()}{label[1:]} ({sign(command)})"
                yield command, title, screen.words(command.help)

    async def discover(self) -> Hits:
        for command, title, help in self._commands():
            yield DiscoveryHit(title, self._run(command), help=help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command, title, help in self._commands():
            score = max(matcher.match(title), matcher.match(help))
            if score > 0:
                yield Hit(score, matcher.highlight(title), self._run(command), help=help)

    def _run(self, command: UserCommand) -> "partial[Coroutine[Any, Any, None]]":
        return partial(self._ask, command)

    async def _ask(self, command: UserCommand) -> None:
        screen = self.app.screen
        if isinstance(screen, PhaseScreen):
            # A range of keys does not say which of them is meant.
            await screen.action_command(command.id, "" if command.shown else command.keys[0])
