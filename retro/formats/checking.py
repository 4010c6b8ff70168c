"""What a format can be without, and is better with: its writer is told, and may leave it so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from retro.formats.catalogue import Catalogue
from retro.formats.errors import Problem, told
from retro.formats.reader import Template, read_text
from retro.formats.suggest import situations_in
from retro.session.format import Format, Kind, Phase

#: What fits beside other things on a screen of 80 columns, in cells.
TITLE_CELLS: Final = 16
PROMPT_CELLS: Final = 90
DETAIL_CELLS: Final = 120
COLUMN_CELLS: Final = 24
COLUMN_PROMPT_CELLS: Final = 60
CUE_CELLS: Final = 100
LABEL_CELLS: Final = 40
WHEN_CELLS: Final = 70
#: Longer than this nobody sits without a break, in minutes.
LONGEST: Final = 120
#: In less time nobody says anything in a round, in seconds.
_A_TURN: Final = 20
_CUES: Final = 6
_HEADING: Final = re.compile(r"(#{1,3})\s+(.*?)\s*#*\s*")


def warnings(file: Path, template: Template, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What is weak in a format that can be used as it is, in the order of its lines.

    `catalogue` says which languages there are, and holds the translations. Raises FormatError for
    a file that cannot be read.
    """
    lines = _Lines(file)
    found = [*_of_all(template, catalogue), *_of_phases(template.format, lines)]
    found += _of_translations(template.format, catalogue)
    return tuple(sorted(found, key=lambda problem: problem.line))


class _Lines:
    """On which line each heading of a file stands."""

    def __init__(self, file: Path) -> None:
        text, _name = read_text(file)
        self._headings = [
            (number, len(match[1]), match[2])
            for number, line in enumerate(text.split("\n"), 1)
            if (match := _HEADING.fullmatch(line))
        ]
        self._after = 0

    def of(self, level: int, title: str) -> int:
        """The line of the next heading with this title; that of the last one where none has it."""
        for number, depth, text in self._headings:
            if number > self._after and depth == level and text == title:
                self._after = number
                return number
        return max(self._after, 1)


def _of_all(template: Template, catalogue: Catalogue) -> Iterator[Problem]:
    format = template.format
    for name, text in (("use", format.use), ("avoid", format.avoid)):
        if not text:
            yield Problem(1, f"nothing says when to use it or not: add a heading with `{name}`")
    if not format.ground_rules:
        yield Problem(1, "there are no ground rules: add a heading with `rules`")
    if not template.when or not template.situations:
        yield Problem(1, "the chooser offers it only with a `when:` and a `situation:`")
    elif _cells(template.when) > WHEN_CELLS:
        yield Problem(1, _wide("`when:`", template.when, WHEN_CELLS))
    _question, known = situations_in(catalogue, format.language)
    for key in template.situations:
        if key not in known:
            yield Problem(1, f"no situation is called `{key}`: there are {', '.join(known)}")
    if format.minutes > LONGEST:
        yield Problem(
            1, f"all phases together take {format.minutes} minutes; more than {LONGEST} is a lot"
        )
    if format.phases[-1].kind is not Kind.CLOSE:
        yield Problem(1, "it has no end: let the last phase be a `close`")


def _of_phases(format: Format, lines: _Lines) -> Iterator[Problem]:
    for phase in format:
        line = lines.of(2, phase.title)
        texts: Iterable[tuple[str, str, int]] = (
            (told("the heading"), phase.title, TITLE_CELLS),
            (told("the prompt"), phase.prompt, PROMPT_CELLS),
            (told("the detail"), phase.detail, DETAIL_CELLS),
            *((told("a cue"), cue, CUE_CELLS) for cue in phase.cues),
            *((told("a step"), label, LABEL_CELLS) for label in _labels(phase)),
        )
        yield from (Problem(line, _wide(*each)) for each in texts if _cells(each[1]) > each[2])
        if len(phase.cues) > _CUES:
            yield Problem(line, f"{len(phase.cues)} cues are more than anyone reads; {_CUES} do")
        seconds = phase.minutes * 60 // format.people[1]
        if phase.in_turn and seconds < _A_TURN:
            yield Problem(
                line, f"{format.people[1]} people in turn have {seconds} seconds each here"
            )
        for column in phase.columns:
            line = lines.of(3, column.title)
            for each in (
                (told("the heading"), column.title, COLUMN_CELLS),
                (told("the prompt"), column.prompt, COLUMN_PROMPT_CELLS),
            ):
                if _cells(each[1]) > each[2]:
                    yield Problem(line, _wide(*each))


def _labels(phase: Phase) -> tuple[str, ...]:
    return phase.scale.labels if phase.scale else ()


def _of_translations(format: Format, catalogue: Catalogue) -> Iterator[Problem]:
    """A session may be held in any language that there are formats in."""
    for language in catalogue.languages():
        if language == format.language:
            continue
        other = _templates(catalogue, language).get(format.key)
        if other is None:
            yield Problem(1, f"there is no translation: {language}/{format.key}.md is missing")
        elif different := _difference(format, other.format):
            yield Problem(1, f"{different} is not the same as in {language}/{format.key}.md")


def _templates(catalogue: Catalogue, language: str) -> Mapping[str, Template]:
    return {each.format.key: each for each in catalogue.templates(language)}


def _difference(one: Format, other: Format) -> str:
    """The first thing that may not differ between translations and does; empty for none."""
    if [phase.key for phase in one] != [phase.key for phase in other]:
        return told("the list of phases")
    for here, there in zip(one, other, strict=True):
        if _shape(here) != _shape(there):
            return told(f"the phase `#{here.key}`")
    return "`people`" if one.people != other.people else ""


def _shape(phase: Phase) -> tuple[object, ...]:
    """All of a phase but its words."""
    flags = (phase.hidden, phase.anonymous, phase.confidential, phase.arrow, phase.safety)
    round_ = (phase.in_turn, phase.owner_speaks, phase.owner_listens, phase.silent)
    rest = (phase.source, phase.most, phase.each, phase.gives_plan, phase.takes_plan, phase.rest)
    columns = [(column.key, column.lesson) for column in phase.columns]
    steps = phase.scale and phase.scale.values
    return phase.kind, phase.minutes, flags, round_, rest, columns, steps


def _wide(what: str, text: str, cells: int) -> str:
    return told(f"{what} is {_cells(text)} characters wide; up to {cells} fit")


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )
