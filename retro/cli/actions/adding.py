"""`retro actions add`: a new action, outside a session."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import click

from retro.cli.actions.changing import BY, actions_of, misuse, value_in_words
from retro.cli.actions.editing import fields_from, with_fields
from retro.cli.output import say, shown
from retro.cli.place import Place, with_place
from retro.followup.record import (
    Document,
    due_of,
    field,
    is_open,
    is_there,
    made,
    of_team,
    short_ids,
)
from retro.session.refusal import Refused
from retro.words import Words

#: More open ones than this get forgotten; a team may still have them.
PLENTY: Final = 5
#: Hexadecimal digits of a uid, as many as those of a session have.
_DIGITS: Final = 14
_SHOWN: Final = ("owner", "due", "team")


@click.command()
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
@with_fields
@with_place
def add(place: Place, /, text: tuple[str, ...], **options: Any) -> None:
    """Write down a new action.

    TEXT is what will be done; begin with a verb. What makes it more likely to happen is one owner
    who said yes, a day, and a way to see that it is done: all may follow later, with `edit`.

    \b
    Examples:
      retro actions add Rehearse the migration on a copy of production
      retro actions add "Ask Kim for the key" --owner Robin --due 2026-12-01 --team Platform
    """
    fields = {"text": " ".join(text), **fields_from(options, place.words)}
    action, documents = add_action(place, fields)
    words = place.words
    id = short_ids(documents)[action["uid"]]
    say(words("Added: “{text}” ({id})", text=shown(field(action, "text")), id=id))
    values = [value_in_words(name, field(action, name), words) for name in _SHOWN]
    if facts := [value for value in values if value != "–"]:
        say("  " + " · ".join(facts))
    for question in _questions(action, words):
        say(f"  ? {shown(question)}")
    team = field(action, "team")
    count = sum(1 for each in documents if is_there(each) and is_open(each) and of_team(each, team))
    if count > PLENTY:
        say(
            words(
                "That makes {count} open actions; five is plenty, as what is open longer than "
                "anybody looks at it gets forgotten. Which one could you drop, openly? "
                "`retro actions` lists them.",
                count=count,
            )
        )
    say(words("Undo it with: {command}", command=place.typed(f"retro actions drop {id}")))


def add_action(place: Place, fields: dict[str, Any]) -> tuple[Document, Sequence[Document]]:
    """Store a new action; returns it, and all that are stored with it.

    Raises Misuse for what may not be, and StoreError.
    """
    import secrets

    try:
        uid = f"{secrets.randbelow(16**_DIGITS):0{_DIGITS}x}"
        action = made(uid, fields, now=datetime.now(UTC), by=BY)
    except Refused as refused:
        raise misuse(place.words, refused) from None
    stored: list[Document] = []

    def decide(documents: list[Document]) -> list[Document]:
        stored[:] = [*documents, action]
        return [action]

    actions_of(place).change(decide)
    return action, stored


def _questions(action: Document, words: Words) -> Iterator[str]:
    """What would make the action clearer: a few questions that nobody has to answer."""
    from retro.coaching.vague import questions

    for question in questions(
        field(action, "text"),
        owner=field(action, "owner"),
        due=due_of(action),
        done_when=field(action, "done_when"),
        first_step=field(action, "first_step"),
        large=field(action, "size") == "large",
        language=words.language,
    ):
        yield words(question.sentence)
