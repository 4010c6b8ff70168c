"""The facilitator's guide as pages to glance at: this phase first, then the moments that are hard.

Headings are in the language of the screen; what is said in the room is in that of the session.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError
from retro.formats.guide import Advice, Guide, read_guide
from retro.session.format import Format, Kind, Phase
from retro.ui.registry import translate as _
from retro.words import Words

#: Texts with their styles.
Parts: TypeAlias = tuple[tuple[str, str], ...]

#: The page of the phase itself.
HERE: Final = "here"
#: What to do when a safety poll is low: from that poll on.
LOW_SAFETY: Final = "low-safety"
_BEFORE: Final = "before"
#: For each page its key, what stands in its tab, and its heading.
_PAGES: Final = (
    ("silence", _("Silence"), _("When it is silent")),
    ("dominance", _("Dominance"), _("When one person dominates")),
    ("blame", _("Blame"), _("When blame comes up")),
    (LOW_SAFETY, _("Safety"), _("When safety is low")),
    ("dont", _("Don'ts"), _("What you don't do")),
    (_BEFORE, _("Before"), _("Before the session")),
)
_HEADING: Final = "bold $secondary"
_QUIET: Final = "$text-muted"


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page; `tab` is its name in a word."""

    key: str
    tab: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Known:
    """The guide of a language, None where there is none; `is_own` is false in place of another."""

    guide: Guide | None
    is_own: bool = True


@lru_cache(maxsize=8)
def known_guide(catalogue: Catalogue, language: str) -> Known:
    """The guide in this language, read once in the life of a catalogue.

    In place of a broken one in somebody's own folder stands that of the program.
    """
    try:
        return Known(read_guide(catalogue, language))
    except FormatError:
        pass  # `retro format check` tells its writer what to mend.
    try:
        return Known(read_guide(Catalogue(), language), is_own=False)
    except FormatError:
        return Known(None, is_own=False)


def pages_to_lead(
    format: Format, phase: Phase, known: Known, words: Words
) -> tuple[GuidePage, ...]:
    """For whoever facilitates."""
    guide = known.guide
    here = [*_say(phase, words), *_list(words("Watch for"), phase.cues)]
    if phase.kind is Kind.WELCOME:
        here += _list(words("Ground rules"), format.ground_rules)
    if guide is not None:
        here += _advice(words("What helps here"), guide.for_kind(phase.kind))
    if guide is not None and not known.is_own:
        here.append(
            (words("Your own guide cannot be read; this one came with retro.") + "\n", _QUIET)
        )
    pages = [GuidePage(HERE, words("Here"), _or_nothing(here, words))]
    if guide is None:
        return tuple(pages)
    left_out = {_BEFORE} if phase.kind is not Kind.WELCOME else set()
    if not _is_about_safety(format, phase):
        left_out.add(LOW_SAFETY)
    for key, tab, heading in _PAGES:
        if key not in left_out:
            parts = tuple(_advice(words(heading), guide.parts[key]))
            pages.append(GuidePage(key, words(tab), parts))
    return tuple(pages)


def pages_to_follow(format: Format, phase: Phase, words: Words) -> tuple[GuidePage, ...]:
    """For everybody else: what the facilitator says, and what was agreed; no cues."""
    parts = [*_say(phase, words), *_list(words("Ground rules"), format.ground_rules)]
    return (GuidePage(HERE, words("Here"), _or_nothing(parts, words)),)


def _is_about_safety(format: Format, phase: Phase) -> bool:
    """True from the first safety poll on: what it says still holds in the phases behind it."""
    gone_by = format.phases[: format.phases.index(phase) + 1]
    return any(each.safety for each in gone_by)


def _say(phase: Phase, words: Words) -> Iterator[tuple[str, str]]:
    if phase.say:
        yield words("Say") + "\n", _HEADING
        yield from ((f"“{line}”\n\n", "") for line in phase.say)


def _list(heading: str, lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if lines:
        yield heading + "\n", _HEADING
        yield from ((f"· {line}\n", "") for line in lines)
        yield "\n", ""


def _advice(heading: str, advice: Advice) -> Iterator[tuple[str, str]]:
    yield heading + "\n", _HEADING
    yield from ((f"· {line}\n", "") for line in advice.items)
    for number, step in enumerate(advice.steps, 1):
        yield f"{number} ", "bold $primary"
        yield step + "\n", ""
    if advice.source:
        yield f"\n{advice.source}\n", _QUIET


def _or_nothing(parts: list[tuple[str, str]], words: Words) -> Parts:
    return tuple(parts) or ((words("Nothing to add here."), ""),)
