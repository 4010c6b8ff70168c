"""Writes docs/keys.md from the registry: `python -m tests.ui.keys`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from retro.session.format import Kind
from retro.ui.registry import (
    COMMANDS,
    MOVING,
    WRITING,
    UserCommand,
    commands_for,
    key_sign,
)
from retro.ui.registry_around import CHOOSING, ENDED, INVITATION, LOBBY, RESTING
from retro.ui.registry_between import AGREEMENTS, HOME, LEAD, ROSTER

PAGE: Final = Path(__file__).parents[2] / "docs" / "keys.md"

OPENING: Final = """\
# Keys

Every key of `retro`, by what people are doing. The same commands stand at the bottom of the
screen, on the help page (`?`) and in the palette (`Ctrl+P`), and can be clicked. The name in the
last column is that of the command; it does not change from version to version.

This page is written from the program itself: `python -m tests.ui.keys`.
"""

TITLES: Final = {
    Kind.WELCOME: "Welcome",
    Kind.POLL: "Polls: check-in, safety, worth it",
    Kind.REVIEW: "Review of open actions",
    Kind.COLLECT: "Collect: writing in columns",
    Kind.TIMELINE: "Timeline: what happened",
    Kind.EXPLAIN: "Explain: what made it so",
    Kind.GROUP: "Group: cards into topics",
    Kind.VOTE: "Vote: dots",
    Kind.DISCUSS: "Discuss: topics, notes, decisions",
    Kind.ROUNDS: "Rounds: who has the floor",
    Kind.COMMIT: "Commit: actions",
    Kind.CLOSE: "Close",
}


def page() -> str:
    """The whole page."""
    everywhere = [command for command in COMMANDS if not command.kinds]
    parts = [OPENING, _section("In every phase", everywhere)]
    for kind in Kind:
        own = [command for command in commands_for(kind) if command.kinds]
        if own:
            parts.append(_section(TITLES[kind], own))
    parts += [
        _section("Choosing a format", CHOOSING),
        _section("How others come in", INVITATION),
        _section("The team's sessions", LOBBY),
        _section("While a session rests", RESTING),
        _section("After the end", ENDED),
        _section("The home of a team", HOME),
        _section("The actions between sessions", LEAD),
        _section("Working agreements", AGREEMENTS),
        _section("Who belongs to a team", ROSTER),
        _plain("While you write", WRITING),
        _plain("On every screen", MOVING),
    ]
    return "\n".join(parts)


def _section(title: str, commands: Iterable[UserCommand]) -> str:
    rows = "".join(
        f"| {' '.join(_keys(command))} | {command.help} | `{command.id}` |\n"
        for command in commands
    )
    return f"## {title}\n\n| Key | What it does | Command |\n| --- | --- | --- |\n{rows}"


def _plain(title: str, keys: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"| `{key}` | {sentence} |\n" for key, sentence in keys)
    return f"## {title}\n\n| Key | What it does |\n| --- | --- |\n{rows}"


def _keys(command: UserCommand) -> list[str]:
    rest = [key for key in command.keys if not (command.shown and key.isdigit())]
    shown = [command.shown] if command.shown else []
    return [f"`{key}`" for key in (*shown, *map(key_sign, rest))]


def write_page() -> None:
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_page()
