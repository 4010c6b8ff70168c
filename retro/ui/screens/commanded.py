"""Screens outside a session's phases, with commands of their own."""

from collections.abc import Iterable

from textual.binding import Binding, BindingType
from textual.screen import Screen

from retro.ui.registry import UserCommand


def bindings_of(commands: Iterable[UserCommand]) -> list[BindingType]:
    """Key bindings that ask for these commands."""
    return [
        Binding(key, f"command('{c.id}', '{key}')", c.label, show=False, id=f"{c.id}.{key}")
        for c in commands
        for key in c.keys
    ]


class CommandedScreen(Screen[str]):
    """Does `do_<id>` for the command `id`."""

    async def action_command(self, id: str, key: str = "") -> None:
        """Do what a key or a click asks for."""
        await getattr(self, f"do_{id}")()
