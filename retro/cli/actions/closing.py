"""`retro actions done`, `drop`, `block` and `reopen`: how actions stand."""

from collections.abc import Mapping
from typing import Any

import click

from retro.cli.actions.changing import change, complete_action, tell
from retro.cli.errors import Misuse
from retro.cli.place import Place, with_place
from retro.followup.record import Document, history, is_open


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=complete_action)
@with_place
def done(place: Place, ids: tuple[str, ...]) -> None:
    """Say that actions are done.

    Nothing is asked. The next session of the team asks whether they helped.

    \b
    Examples:
      retro actions done 3fa9c2
      retro actions done 3fa9c2 81b04e
    """
    for outcome in change(place, ids, lambda _: {"state": "done"}):
        sentence = place.words("Done: “{text}” ({id})")
        tell(place, sentence, outcome, f"retro actions reopen {outcome.id}")


@click.command()
@click.argument("id", shell_complete=complete_action)
@click.argument("reason", nargs=-1, metavar="[REASON]...")
@with_place
def drop(place: Place, id: str, reason: tuple[str, ...]) -> None:
    """Say openly that an action will not be done.

    That closes it as well as doing it does: what nobody will do is off everybody's mind. A reason
    helps whoever thinks of it again.

    \b
    Examples:
      retro actions drop 3fa9c2
      retro actions drop 3fa9c2 the old cluster goes away in March
    """
    note = " ".join(reason)
    fields = {"state": "dropped", "note": note} if note else {"state": "dropped"}
    (outcome,) = change(place, [id], lambda _: fields)
    sentence = place.words("Dropped: “{text}” ({id})")
    tell(place, sentence, outcome, f"retro actions reopen {outcome.id}")


@click.command()
@click.argument("id", shell_complete=complete_action)
@click.argument("ask", nargs=-1, metavar="ASK...")
@with_place
def block(place: Place, id: str, ask: tuple[str, ...]) -> None:
    """Say what an action waits for, and ask for help.

    ASK is what you need, and of whom: somebody can act on that.

    \b
    Example:
      retro actions block 3fa9c2 "no test data: may Robin copy production?"
    """
    note = " ".join(ask)
    if not note.strip():
        raise Misuse(place.words("Blocked by what, and who can help? Write the ask down."))
    (outcome,) = change(place, [id], lambda _: {"state": "blocked", "note": note})
    sentence = place.words("Blocked: “{text}” ({id})")
    tell(place, sentence, outcome, f"retro actions reopen {outcome.id}")


@click.command()
@click.argument("id", shell_complete=complete_action)
@with_place
def reopen(place: Place, id: str) -> None:
    """Put an action back to how it stood before.

    It undoes `done`, `drop` and `block`: what was under way is under way again, with the note that
    it had.

    \b
    Example:
      retro actions reopen 3fa9c2
    """
    (outcome,) = change(place, [id], _stood_before)
    tell(place, place.words("As it was before: “{text}” ({id})"), outcome)


def _stood_before(action: Document) -> Mapping[str, Any]:
    """The state before the last change of it, if that was an open one, with the note of then."""
    for entry in reversed(history(action)):
        match entry.get("set"):
            case {"state": [before, _], **others} if is_open({"state": before}):
                match others:
                    case {"note": [str(note), _]}:
                        return {"state": before, "note": note}
                return {"state": before}
            case {"state": _}:
                break
    return {"state": "open"}
