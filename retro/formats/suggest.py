"""Helps to choose a format: what brings these people together, and then which one fits.

All wording comes from the templates: the situations from `parts/situations.md`, the answers from
the `situation:` and `when:` of each format. A new format adds its own answer.
"""

from dataclasses import dataclass
from typing import Final

from retro.formats.blocks import Mark, Problems, read_blocks
from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError
from retro.formats.front import KEY, read_front
from retro.formats.phases import split_at
from retro.formats.reader import read_text

_PART: Final = "situations.md"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: `when` is its line, `reason` says why this format fits it. Times in minutes."""

    key: str
    title: str
    when: str
    reason: str
    minutes: int
    people: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Situation:
    """One answer to the first question, and the formats for it, shortest first."""

    key: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chooser:
    """The first question and its answers; with one choice left there is nothing more to ask."""

    question: str
    situations: tuple[Situation, ...]


def suggest(catalogue: Catalogue, language: str) -> Chooser:
    """What to ask somebody who does not know which format to take.

    A situation without formats is left out. Raises FormatError for a broken situations file.
    """
    choices: dict[str, list[Choice]] = {}
    for template in catalogue.templates(language):
        if not template.when:
            continue
        format = template.format
        for situation in template.situations:
            choices.setdefault(situation, []).append(
                Choice(
                    key=format.key,
                    title=format.title,
                    when=template.when,
                    reason=format.use or format.purpose,
                    minutes=format.minutes,
                    people=format.people,
                )
            )
    question, situations = _situations(catalogue, language)
    return Chooser(
        question,
        tuple(
            Situation(key, text, tuple(sorted(choices[key], key=lambda c: (c.minutes, c.key))))
            for key, text in situations.items()
            if key in choices
        ),
    )


def _situations(catalogue: Catalogue, language: str) -> tuple[str, dict[str, str]]:
    """The question, and the text of each situation by its key, in the order of the file."""
    text, name = read_text(catalogue.part(_PART, language))
    problems = Problems()
    blocks = read_blocks(text, problems)
    question, *parts = list(split_at(blocks, 2)) or [()]
    head = [block for block in question if block.mark is Mark.HEADING]
    if not head or question[0].mark is not Mark.FRONT:
        problems.note(1, "situations begin with `language:` between `---`, and a `#` question")
    else:
        read_front(question[0].text, 1, problems, ("language",))
    situations: dict[str, str] = {}
    for part in parts:
        if len(part) == 2 and part[1].mark is Mark.CHIPS and KEY.fullmatch(part[1].text):
            situations[part[1].text] = part[0].text
        else:
            problems.note(part[0].line, "a situation is a heading and its key below it: `event`")
    if problems:
        raise FormatError(name, problems)
    return head[0].text, situations
