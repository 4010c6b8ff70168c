"""Changing stored actions from a command, and saying what changed and how to undo it."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from retro.cli.errors import Misuse
from retro.cli.output import say, shown
from retro.cli.place import Place, place_of
from retro.followup.record import Document, changed, field, find, is_there, short_ids
from retro.session.refusal import Refused
from retro.words import Words

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from retro.store.actions import EmbeddedActions

#: From where a change comes, in the history of an action.
BY: Final = "command"
#: The options of `edit` for fields that are not called as the option is.
_FLAGS: Final = {"accepted": ("--accepted", "--not-accepted")}


class Outcome(NamedTuple):
    """One action before and after a command, and its short id."""

    before: Document
    after: Document
    id: str

    @property
    def news(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ, each with what it was and what it is."""
        if self.after == self.before:
            return {}
        fields = self.after["history"][-1]["set"]
        # Another owner has not said yes yet, which is no change of its own.
        names = dict.fromkeys((*fields, "accepted"))
        pairs = {name: (field(self.before, name), field(self.after, name)) for name in names}
        return {name: (before, after) for name, (before, after) in pairs.items() if before != after}


def change(
    place: Place, typed: Sequence[str], fields: Callable[[Document], Mapping[str, Any]]
) -> list[Outcome]:
    """Set the fields that `fields` wants on each of the actions that were named, or on none.

    It happens under the lock of the store, on what is stored at that moment: what a session or
    another command says at the same time is neither lost nor overwritten. Raises Misuse for an id
    that names no action or several, and for what may not be; StoreError.
    """
    store = actions_of(place)
    now = datetime.now(UTC)
    outcomes: list[Outcome] = []

    def decide(documents: list[Document]) -> list[Document]:
        ids = short_ids(documents)
        outcomes.clear()
        for before in {
            each["uid"]: each for each in _named(place, store, documents, typed)
        }.values():
            after = changed(before, fields(before), now=now, by=BY)
            outcomes.append(Outcome(before, after, shown(ids[before["uid"]])))
        return [outcome.after for outcome in outcomes if outcome.news]

    try:
        if place.folder.is_dir():
            store.change(decide)
        else:
            decide([])
    except Refused as refused:
        raise misuse(place.words, refused) from None
    return outcomes


def actions_of(place: Place) -> "EmbeddedActions":
    """The actions of this place."""
    from retro.store.embedded import EmbeddedStore

    return EmbeddedStore(place.folder).actions()


def misuse(words: Words, refused: Refused) -> Misuse:
    """Why something may not be, in the person's language."""
    return Misuse(words(refused.reason, **refused.values))


def tell(place: Place, sentence: str, outcome: Outcome, undo: str = "") -> None:
    """Say of one action what changed, and what to type to undo it.

    `sentence` has `{text}` and `{id}`; `undo` is a command, which is left out where there is none.
    """
    words = place.words
    text = shown(field(outcome.after, "text"))
    if not outcome.news:
        say(words("Nothing changed: “{text}” ({id}) was so already.", text=text, id=outcome.id))
        return
    say(sentence.format(text=text, id=outcome.id))
    say(*(f"  {line}" for line in news_lines(outcome.news, words)))
    if undo:
        say(words("Undo it with: {command}", command=place.typed(undo)))


def news_lines(news: Mapping[str, Sequence[Any]], words: Words) -> Iterator[str]:
    """One line a field: what it was and what it is."""
    for name, (before, after) in news.items():
        was, now = (value_in_words(name, value, words) for value in (before, after))
        yield f"{field_name(name, words)}: {was} → {now}"


def undo_edit(outcome: Outcome) -> str:
    """The command that gives every field back what it said."""
    typed = []
    for name, (before, _) in outcome.news.items():
        if name in _FLAGS:
            typed.append(_FLAGS[name][not before])
        else:
            option = "--" + name.replace("_", "-")
            typed.append(f"{option} {shlex.quote(shown(str(before or '')))}")
    return f"retro actions edit {outcome.id} {' '.join(typed)}"


def field_name(name: str, words: Words) -> str:
    """A field of an action as people call it."""
    from retro.minutes.terms import action_columns, detail_labels

    names = {
        **action_columns(words),
        **detail_labels(words),
        "state": words("State"),
        "team": words("Team"),
        "strength": words("Strength"),
        "control": words("Control"),
    }
    return names.get(name, shown(name))


def value_in_words(name: str, value: Any, words: Words) -> str:
    """The value of a field as people say it, on one line."""
    from retro.minutes import terms

    if name == "accepted":
        return terms.acceptance(words)[bool(value)]
    if value is None or value == "":
        return "–"
    known = {
        "state": terms.action_states,
        "helped": terms.helped_answers,
        "kind": terms.action_kinds,
        "size": terms.action_sizes,
    }
    spoken = known[name](words).get(str(value)) if name in known else None
    return spoken or shown(str(value))


def complete_action(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """The ids that a shell may fill in, with what they name."""
    from click.shell_completion import CompletionItem

    from retro.cli.actions.listing import read_actions

    try:
        documents = read_actions(place_of(context))
    except Exception:
        # There is nothing to complete with, and nowhere to say why.
        return []
    ids = short_ids(documents)
    return [
        CompletionItem(shown(ids[action["uid"]]), help=shown(field(action, "text")))
        for action in documents
        if is_there(action) and ids[action["uid"]].startswith(incomplete.lower())
    ]


def _named(
    place: Place, store: "EmbeddedActions", documents: list[Document], typed: Sequence[str]
) -> Iterator[Document]:
    """The actions that were named. Raises Refused, and Misuse for one that is archived."""
    for each in typed:
        try:
            yield find(documents, each)
        except Refused:
            archived = _archived(place, store, each)
            if archived is None:
                raise
            raise Misuse(
                place.words(
                    "“{text}” was closed long ago and is in the archive, where nothing changes: "
                    "write a new one with `retro actions add`.",
                    text=shown(field(archived, "text")),
                )
            ) from None


def _archived(place: Place, store: "EmbeddedActions", typed: str) -> Document | None:
    if not place.folder.is_dir():
        return None
    try:
        return find(store.archived(), typed)
    except Refused:
        return None
