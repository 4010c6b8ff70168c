"""The group of all commands: a command's file is imported when the command is wanted."""

import builtins
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import NamedTuple

import click

from retro.cli.errors import Misuse
from retro.cli.speaking import spoken
from retro.words import SOURCE, Words


class Entry(NamedTuple):
    """A command: where it is, under which heading help lists it (empty: nowhere), and its line.

    In its module it has its own name; where Python has that word already, one with an underscore.
    """

    name: str
    module: str
    section: str
    line: str

    @property
    def attribute(self) -> str:
        """What it is called in its module."""
        taken = iskeyword(self.name) or hasattr(builtins, self.name)
        return f"{self.name}_" if taken else self.name.replace("-", "_")


class Tree(click.Group):
    """A group that knows the line of each command without importing it."""

    def __init__(self, *args: object, entries: Sequence[Entry] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.entries = {entry.name: entry for entry in entries}
        self.words = Words()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of help."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(entry.module), entry.attribute)
        assert isinstance(command, click.Command)
        return command if self.words.language == SOURCE else spoken(command, self.words)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with what may have been meant."""
        name = args[0]
        if name not in self.entries and not name.startswith("-") and not ctx.resilient_parsing:
            sentence = self.words("There is no command {name!r}.", name=name)
            raise Misuse(f"{sentence} {self._hint(name, ctx.command_path)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for entry in self.entries.values():
            if entry.section:
                row = (entry.name, self.words(entry.line))
                sections.setdefault(self.words(entry.section), []).append(row)
        for section, rows in sections.items():
            with formatter.section(section):
                formatter.write_dl(rows, col_spacing=3)

    def _hint(self, name: str, path: str) -> str:
        from difflib import get_close_matches

        known = [entry.name for entry in self.entries.values() if entry.section]
        close = get_close_matches(name.lower(), known, 1)
        if close:
            return self.words("Did you mean `{command}`?", command=f"{path} {close[0]}")
        return self.words("`{command} --help` lists them.", command=path)
