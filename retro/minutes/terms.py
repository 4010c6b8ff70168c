"""The words that minutes put in front of things: written with them, and read back by them."""

from collections.abc import Mapping

from retro.session.model import ActionKind, ActionState, Applied, Helped, Size
from retro.words import Words


def action_columns(words: Words) -> Mapping[str, str]:
    """The head of each column of the table of actions, by what stands in it, in order."""
    return {
        "number": words("No."),
        "text": words("Action"),
        "owner": words("Owner"),
        "accepted": words("Said yes"),
        "due": words("Due"),
        "done_when": words("Done when"),
        "first_step": words("First step"),
        "kind": words("Kind"),
        "size": words("Size"),
        "id": words("Id"),
    }


def detail_labels(words: Words) -> Mapping[str, str]:
    """What stands under an action, an earlier one or a lesson, by the name of the field."""
    return {
        "done_when": words("Done when"),
        "note": words("Note"),
        "helped": words("Did it help?"),
        "hypothesis": words("We expect"),
        "stop_rule": words("We stop when"),
        "link": words("See"),
        "split_from": words("Part of"),
        "applies_when": words("Applies when"),
    }


def action_states(words: Words) -> Mapping[str, str]:
    """How an action stands, by the term for it."""
    return {
        ActionState.OPEN.value: words("open"),
        ActionState.DOING.value: words("under way"),
        ActionState.BLOCKED.value: words("blocked"),
        ActionState.DONE.value: words("done"),
        ActionState.DROPPED.value: words("dropped"),
    }


def helped_answers(words: Words) -> Mapping[str, str]:
    """The answers to "did it help?", by the term for them."""
    return {
        Helped.YES.value: words("yes"),
        Helped.PARTLY.value: words("partly"),
        Helped.NO.value: words("no"),
        Helped.TOO_EARLY.value: words("too early to say"),
    }


def action_kinds(words: Words) -> Mapping[str, str]:
    """The kinds of action that say more than that it is one."""
    return {
        ActionKind.FIX.value: words("fix"),
        ActionKind.EXPERIMENT.value: words("experiment"),
        ActionKind.LEARN.value: words("learn"),
        ActionKind.SHARE.value: words("share"),
        ActionKind.ASK_OUTSIDE.value: words("ask outside the team"),
    }


def action_sizes(words: Words) -> Mapping[str, str]:
    """How much work an action is."""
    return {Size.QUICK.value: words("quick"), Size.LARGE.value: words("large")}


def applied_answers(words: Words) -> Mapping[str, str]:
    """The answers to "did we apply this lesson?"."""
    return {
        Applied.YES.value: words("applied"),
        Applied.NO.value: words("not applied"),
        Applied.NOT_YET.value: words("not applied yet"),
        Applied.UNASKED.value: words("not looked at"),
    }


def acceptance(words: Words) -> Mapping[bool, str]:
    """Whether the owner said yes."""
    return {True: words("yes"), False: words("not yet")}
