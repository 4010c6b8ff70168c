"""Helps to choose a format by three questions: what for, how long, and how freely people speak.

All wording comes from the templates: the situations from `parts/situations.md`, the reasons from
the `situation:`, `safety:` and `when:` of each format. A new format adds its own answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from retro.formats.blocks import Mark, Problems, read_blocks
from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError
from retro.formats.front import KEY, Safety, read_front
from retro.formats.phases import split_at
from retro.formats.reader import read_text

_PART: Final = "situations.md"

#: The times to choose from, in minutes; the last one means as long as it takes.
TIMES: Final = (15, 30, 45, 60, 90)
#: How many formats are suggested.
SUGGESTED: Final = 2
#: A format that is so many minutes longer than the time there is can be held in it all the same.
_OVER: Final = 5
#: A format that was used within so many days comes behind those that were not.
_LATELY: Final = 90


@dataclass(frozen=True, slots=True)
class Choice:
    """One format: `when` is its line, `reason` says why it fits its situations. Times in minutes.

    `fits` is false where nothing fits the time and this one is nearest to it. `used` is when the
    team last held it, as far as that is known.
    """

    key: str
    title: str
    when: str
    reason: str
    minutes: int
    people: tuple[int, int]
    safety: Safety
    fits: bool = True
    used: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One answer to the first question, and the formats for it, shortest first."""

    key: str
    text: str
    choices: tuple[Choice, ...]

    def suggestions(
        self, minutes: int, safety: Safety, used: Mapping[str, date], today: date
    ) -> tuple[Choice, ...]:
        """The two formats that fit best, the best one first; fewer where there are no two.

        `minutes` is one of TIMES. `safety` says how freely people speak: LOW for carefully, HIGH
        for anything; a format that needs more than there is is never suggested while there is
        another. `used` says when the team last held which format.
        """
        allowed = [choice for choice in self.choices if is_safe(choice.safety, safety)]
        longest = minutes + _OVER if minutes < TIMES[-1] else max(TIMES[-1] * 2, minutes)
        marked = [
            replace(choice, fits=choice.minutes <= longest, used=used.get(choice.key))
            for choice in allowed or self.choices
        ]

        def rank(choice: Choice) -> tuple[bool, bool, int, int, str]:
            days = (today - choice.used).days if choice.used else None
            lately = days is not None and days < _LATELY
            short = abs(min(minutes, TIMES[-1]) - choice.minutes)
            return not choice.fits, lately, -(days or 0) if lately else 0, short, choice.key

        return tuple(sorted(marked, key=rank)[:SUGGESTED])


@dataclass(frozen=True, slots=True)
class Chooser:
    """The first question and its answers, and every format that can be chosen, by title."""

    question: str
    situations: tuple[Situation, ...]
    choices: tuple[Choice, ...] = ()


def suggest(catalogue: Catalogue, language: str) -> Chooser:
    """What to ask somebody who does not know which format to take.

    A situation without formats is left out. Raises FormatError for a broken situations file.
    """
    choices: dict[str, list[Choice]] = {}
    everything: list[Choice] = []
    for template in catalogue.templates(language):
        format = template.format
        if format.people[1] == 1:
            continue  # What one does alone is no session.
        choice = Choice(
            key=format.key,
            title=format.title,
            when=template.when,
            reason=format.use or format.purpose,
            minutes=format.minutes,
            people=format.people,
            safety=template.safety,
        )
        everything.append(choice)
        for situation in template.situations if template.when else ():
            choices.setdefault(situation, []).append(choice)
    question, situations = situations_in(catalogue, language)
    return Chooser(
        question,
        tuple(
            Situation(key, text, tuple(sorted(choices[key], key=lambda c: (c.minutes, c.key))))
            for key, text in situations.items()
            if key in choices
        ),
        tuple(sorted(everything, key=lambda choice: choice.title.casefold())),
    )


def is_safe(needed: Safety, there: Safety) -> bool:
    """Whether people speak as freely as a format needs."""
    order: Sequence[Safety] = tuple(Safety)
    return order.index(needed) <= order.index(there)


def situations_in(catalogue: Catalogue, language: str) -> tuple[str, dict[str, str]]:
    """The first question, and the text of each situation by its key, in the order of the file.

    Raises FormatError for a broken file.
    """
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
