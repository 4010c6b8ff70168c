"""The command palette: what can be done in this phase, found by typing."""

from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from retro.ui.registry import UserCommand
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.lines import said_sign
from retro.words import Words, language_names


def palette(words: Words, providers: list[type[Provider]] | None = None) -> CommandPalette:
    """A line to type in, and what is found; without providers, all that can be done."""
    return CommandPalette(
        providers=providers,
        placeholder=words("Type to search"),
        id=None if providers else "--command-palette",
    )


def system_commands(
    known: Iterable[SystemCommand], words: Words, speak: Callable[[str], Awaitable[None]]
) -> Iterator[SystemCommand]:
    """Of Textual's own commands those that fit, and one for each of the other languages."""
    for command in known:
        if command.title == "Theme":
            help = words("Choose the colours of this screen.")
            yield command._replace(title=words("Colours"), help=help)
        elif command.title == "Quit":
            help = words("Leave this screen; the session goes on.")
            yield command._replace(title=words("Leave"), help=help)
    for code, name in language_names().items():
        if code != words.language:
            # For whoever cannot read the language that the screen is in.
            yield SystemCommand(name, _offer(Words(code)), partial(speak, code))


def _offer(words: Words) -> str:
    return words("Show this screen in English. (F2)")


class PhaseCommands(Provider):
    """The same commands as the keys."""

    def _commands(self) -> Iterator[tuple[UserCommand, str, str]]:
        screen = self.screen
        if isinstance(screen, PhaseScreen):
            for command in screen.available():
                label = screen.words(command.label)
                title = f"{label[:1].upper()}{label[1:]} ({said_sign(command, screen.words)})"
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
