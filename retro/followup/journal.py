"""A learning journal: what one person writes for themselves, and the prompts that help them begin.

It has nothing to do with sessions, teams or figures, and nothing here reads any of those. An entry
is a JSON object: `uid`, `text`, `question` (the prompt as it was shown), `language` and `at` (an
ISO time). One whose `uid` is `DRAFT` was not finished. An entry that was removed keeps its `uid`
and `removed` alone.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

from retro.session.refusal import Refused
from retro.session.text import clean

Document: TypeAlias = dict[str, Any]

DRAFT: Final = "draft"
#: The longest entry, in characters: some twenty pages.
LONGEST: Final = 50_000


class Prompt(NamedTuple):
    """`key` names it whatever the language."""

    key: str
    question: str


def prompt_of(day: date, prompts: Sequence[Prompt]) -> Prompt:
    """The prompt of a day: the next day has the next one."""
    return prompts[day.toordinal() % len(prompts)]


def another(day: date, prompts: Sequence[Prompt], rng: Random) -> Prompt:
    """Any prompt but the one of this day, where there is another."""
    today = prompt_of(day, prompts)
    return rng.choice([prompt for prompt in prompts if prompt != today] or [today])


def entry(uid: str, text: str, question: str, language: str, now: datetime) -> Document:
    """A new entry, or the draft of one. Raises Refused when nothing is left, or too much."""
    kept = clean(text, LONGEST + 1)
    if not kept:
        raise Refused("There is nothing to keep: write a few words first.")
    if len(kept) > LONGEST:
        raise Refused("That is too long: an entry has {most} characters at most.", most=LONGEST)
    about = {"question": question, "language": language, "at": now.isoformat()}
    return {"uid": uid, "text": kept, **about}


def removed(uid: str) -> Document:
    """What is left of an entry, or of a draft, once it was removed."""
    return {"uid": uid, "removed": True}


def entries(documents: Iterable[Document]) -> list[Document]:
    """The entries that are there, the latest first; the draft is none."""
    there = [each for each in documents if _is_there(each) and each["uid"] != DRAFT]
    return sorted(there, key=time_of, reverse=True)


def draft_in(documents: Iterable[Document]) -> Document | None:
    """What was begun and not finished."""
    return next((each for each in documents if _is_there(each) and each["uid"] == DRAFT), None)


def find(documents: Sequence[Document], typed: str) -> Document:
    """The one entry whose uid begins with what was typed. Raises Refused."""
    start = typed.strip().lower()
    found = [each for each in entries(documents) if str(each["uid"]).startswith(start)]
    if not start or not found:
        raise Refused("There is no entry {id}: `retro journal list` has them.", id=typed)
    if len(found) > 1:
        raise Refused("{id} may be any of {count} entries: type more.", id=typed, count=len(found))
    return found[0]


def time_of(document: Document) -> datetime:
    """When it was written."""
    return datetime.fromisoformat(document["at"])


def _is_there(document: Document) -> bool:
    """False for what was removed, and for what something else left in the file."""
    texts = (document.get(name) for name in ("uid", "text", "question", "at"))
    if document.get("removed") or not all(isinstance(text, str) for text in texts):
        return False
    try:
        return time_of(document).tzinfo is not None
    except ValueError:
        return False
