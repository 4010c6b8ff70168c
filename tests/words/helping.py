"""Finds the sentences of the help of every command, as whoever asks for it gets them."""

from collections.abc import Iterator

import click

from retro.cli.main import retro
from retro.cli.speaking import spoken
from retro.cli.tree import Tree
from retro.words import Words


class Listening(Words):
    """Keeps what is looked up."""

    def __init__(self) -> None:
        super().__init__()
        self.language = "listening"
        self.heard: set[str] = set()

    def __call__(self, sentence: str, **values: object) -> str:
        self.heard.add(sentence)
        return super().__call__(sentence, **values)


def commands(root: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words after `retro` that lead to each command, to those that help lists nowhere too."""
    yield path
    if isinstance(root, click.Group):
        context = click.Context(root)
        for name in root.list_commands(context):
            if command := root.get_command(context, name):
                yield from commands(command, (*path, name))


def help_sentences() -> set[str]:
    """What is looked up when the help of every command is shown."""
    listening = Listening()
    told = spoken(retro, listening)
    for path in commands(told):
        _listed(told, path)
    return listening.heard


def _listed(command: click.Command, path: tuple[str, ...]) -> None:
    """Have a command list those below it."""
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    if isinstance(command, Tree):
        command.format_commands(click.Context(command), click.HelpFormatter())
