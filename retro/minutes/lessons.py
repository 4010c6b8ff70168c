"""Lessons of many sessions as Markdown, to hand on to whoever was not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from retro.followup.lessons import applied_on
from retro.minutes.blocks import bullets, item, own_item, title
from retro.minutes.escape import inline
from retro.session.format import Lesson
from retro.session.text import clean, clean_line
from retro.words import Words

#: Characters on one line of Markdown: more than any lesson has.
_LIMIT: Final = 100_000


def lessons_as_markdown(lessons: Sequence[Mapping[str, Any]], words: Words) -> str:
    """These stored lessons as CommonMark: first what to keep doing, then what to do differently.

    They stay in the order in which they come. The text ends in one line feed.
    """
    blocks = [title(words("Lessons"), 1)]
    for kind, name in (
        (Lesson.SUSTAIN, words("Keep doing")),
        (Lesson.IMPROVE, words("Do differently")),
    ):
        of_kind = [lesson for lesson in lessons if lesson["lesson"] == kind]
        if of_kind:
            lines = (line for lesson in of_kind for line in _items(lesson, words))
            blocks += [title(name, 2), bullets(lines)]
    return "\n\n".join(blocks) + "\n"


def _items(lesson: Mapping[str, Any], words: Words) -> Iterator[str]:
    yield item(clean(lesson["text"]))
    when, context = _line(lesson, "applies_when"), _line(lesson, "context")
    origin = " · ".join(
        filter(None, (_line(lesson, name) for name in ("session_title", "team", "created")))
    )
    days = clean_line(", ".join(applied_on(lesson)), _LIMIT)
    for sentence in (
        words("Applies when: {when}", when=when) if when else "",
        words("Context: {context}", context=context) if context else "",
        words("From: {origin}", origin=origin) if origin else "",
        words("Applied on: {days}", days=days) if days else "",
    ):
        if sentence:
            yield own_item(inline(sentence, at_start=False), 1)


def _line(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return clean_line(value, _LIMIT) if isinstance(value, str) else ""
