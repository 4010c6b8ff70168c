"""The facilitator's guide: what holds for a phase of each kind, and for the moments that are hard.

Its wording is in `parts/guide.md` of each language; see there for the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from retro.formats.blocks import Block, Mark, Problems, read_blocks
from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError, told
from retro.formats.front import read_front
from retro.formats.phases import list_items, split_at
from retro.formats.reader import read_text
from retro.session.format import Kind

_PART: Final = "guide.md"
#: What can come up in every phase.
MOMENTS: Final = ("silence", "dominance", "blame")
#: What holds for the whole session.
ALWAYS: Final = ("before", "dont", "low-safety")


@dataclass(frozen=True, slots=True)
class Advice:
    """One part of the guide: what to watch for and what helps, a ladder of steps, the source."""

    key: str
    title: str
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """Advice by its key: the kind of a phase, one of MOMENTS, or one of ALWAYS."""

    title: str
    parts: Mapping[str, Advice]

    def for_kind(self, kind: Kind) -> Advice:
        return self.parts[kind.value]

    @property
    def moments(self) -> tuple[Advice, ...]:
        """When it is silent, when one person dominates, when blame comes up."""
        return tuple(self.parts[key] for key in MOMENTS)


def read_guide(catalogue: Catalogue, language: str) -> Guide:
    """The guide in this language, or in English. Raises FormatError for a broken or partial one."""
    text, name = read_text(catalogue.part(_PART, language))
    problems = Problems()
    head, *parts = list(split_at(read_blocks(text, problems), 2)) or [()]
    titles = [block for block in head if block.mark is Mark.HEADING]
    if not titles or head[0].mark is not Mark.FRONT:
        problems.note(1, "a guide begins with `language:` between `---`, and a `#` title")
    else:
        read_front(head[0].text, 1, problems, ("language",))
    found = {advice.key: advice for advice in (_advice(part, problems) for part in parts)}
    for key in (*Kind, *MOMENTS, *ALWAYS):
        if key not in found:
            problems.note(1, f"there is no part `{key}`")
    if problems:
        raise FormatError(name, problems)
    return Guide(titles[0].text, MappingProxyType(found))


def _advice(part: tuple[Block, ...], problems: Problems) -> Advice:
    heading, *rest = part
    if not rest or rest[0].mark is not Mark.CHIPS:
        problems.note(heading.line, "this heading needs its key below it, as in `collect`")
        return Advice("", heading.text)
    key, source = rest[0].text, ""
    items: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    for block in rest[1:]:
        match block.mark:
            case Mark.BULLETS:
                items = list_items(block, told("items"), problems)
            case Mark.STEPS:
                steps = list_items(block, told("steps"), problems)
            case Mark.PARAGRAPH:
                source = block.text
            case _:
                problems.note(block.line, f"{block.mark.value} has no place here")
    return Advice(key, heading.text, items, steps, source)
