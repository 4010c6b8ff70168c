"""Chips: the code spans under a heading that say what a part is and how it goes.

They are the same words in every language, so that a format can be compared with its translation.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from retro.formats.blocks import Block, Problems
from retro.formats.errors import told
from retro.formats.front import KEY
from retro.session.format import Kind, Lesson

_MINUTES_LIMIT: Final = 600
_COUNT_LIMIT: Final = 20
_REST_LIMIT: Final = 30

_CARDS: Final = frozenset({Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN, Kind.ROUNDS})
_WORKING: Final = _CARDS | {Kind.GROUP, Kind.VOTE, Kind.DISCUSS, Kind.COMMIT}
_UNSEEN: Final = _CARDS | {Kind.POLL}

#: The kinds of phases that write cards, which a later phase may take up with `from:`.
WITH_CARDS: Final = _CARDS


@dataclass(slots=True)
class Chips:
    """What one line of chips said; what it left out keeps its default."""

    minutes: int = 0
    key: str = ""
    hidden: bool = False
    anonymous: bool = False
    source: tuple[str, ...] = ()
    dots: int = 0
    each: int = 0
    most: int = 0
    in_turn: bool = False
    owner_speaks: bool = False
    owner_listens: bool = False
    silent: bool = False
    confidential: bool = False
    arrow: bool = False
    safety: bool = False
    gives_plan: bool = False
    takes_plan: bool = False
    rest: int = 0
    lesson: Lesson = Lesson.NONE


@dataclass(frozen=True, slots=True)
class _Shape:
    """One sort of chip: how it looks, what it sets, and which kinds of phases have it."""

    name: str
    example: str
    pattern: re.Pattern[str]
    kinds: frozenset[Kind]
    value: Callable[[str], object]


def _shape(
    name: str,
    example: str,
    pattern: str,
    kinds: frozenset[Kind],
    value: Callable[[str], object] = int,
) -> _Shape:
    return _Shape(name, example, re.compile(pattern), kinds, value)


def _word(name: str, text: str, kinds: frozenset[Kind]) -> _Shape:
    """A chip that says something by being there."""
    return _shape(name, text, f"({text})", kinds, bool)


_ROUNDS: Final = frozenset({Kind.ROUNDS})
_POLL: Final = frozenset({Kind.POLL})
_COLLECT: Final = frozenset({Kind.COLLECT})
#: Every sort of chip of a phase.
SHAPES: Final = (
    _shape("minutes", "5 min", r"([0-9]{1,6}) min", frozenset(Kind)),
    _shape("key", "#planned", r"#(.*)", frozenset(Kind), str),
    _word("hidden", "hidden", _UNSEEN),
    _word("anonymous", "anonymous", _UNSEEN),
    _word("confidential", "confidential", _CARDS),
    _shape(
        "source",
        "from: planned, happened",
        r"from: *(.*)",
        _WORKING,
        lambda text: tuple(part.strip() for part in text.split(",")),
    ),
    _shape("dots", "3 dots", r"([0-9]{1,6}) dots?", frozenset({Kind.VOTE})),
    _shape("each", "2 each", r"([0-9]{1,6}) each", frozenset({Kind.VOTE})),
    _shape("most", "at most 3", r"at most ([0-9]{1,6})", frozenset({Kind.COMMIT})),
    _word("in_turn", "in turn", _ROUNDS),
    _word("owner_speaks", "owner speaks", _ROUNDS),
    _word("owner_listens", "owner listens", _ROUNDS),
    _word("silent", "silent", _ROUNDS),
    _word("arrow", "colour and arrow", _POLL),
    _word("safety", "safety", _POLL),
    _word("gives_plan", "gives plan", _COLLECT),
    _word("takes_plan", "takes plan", _COLLECT),
    _shape("rest", "rest 2 days", r"rest ([0-9]{1,6}) days?", frozenset(Kind)),
)
_LESSON: Final = _shape(
    "lesson", "lesson: sustain", r"lesson: *(sustain|improve)", frozenset(), Lesson
)
_OF_A_COLUMN: Final = (*(shape for shape in SHAPES if shape.name == "key"), _LESSON)

_BOUNDS: Final[Mapping[str, int]] = {
    "minutes": _MINUTES_LIMIT,
    "dots": _COUNT_LIMIT,
    "each": _COUNT_LIMIT,
    "most": _COUNT_LIMIT,
    "rest": _REST_LIMIT,
}


def phase_chips(block: Block, kind: Kind, problems: Problems) -> Chips:
    """The chips of a phase after the first, which is its kind."""
    chips = _read(block, 1, SHAPES, problems, kind)
    if not any(problem.line == block.line for problem in problems):
        _complete(block.line, kind, chips, problems)
    return chips


def column_chips(block: Block, problems: Problems) -> Chips:
    """The chips of a column: its key, and which lesson its cards are."""
    chips = _read(block, 0, _OF_A_COLUMN, problems)
    if not chips.key:
        problems.note(block.line, "a column needs a key, as in `#sustain`")
    return chips


def _read(
    block: Block,
    begin: int,
    shapes: tuple[_Shape, ...],
    problems: Problems,
    kind: Kind | None = None,
) -> Chips:
    chips = Chips()
    seen: set[str] = set()
    for text in block.texts[begin:]:
        shape, match = _find(text.text, shapes)
        if shape is None or match is None:
            problems.note(text.line, _unknown(text.text, shapes))
            continue
        if kind is not None and kind not in shape.kinds:
            problems.note(text.line, f"a {kind} phase has no `{shape.example}`")
        elif shape.name in seen:
            problems.note(text.line, f"`{text.text[:40]}`: this was said on this line already")
        else:
            value = shape.value(match[1])
            if _fits(shape, value, text.line, problems):
                setattr(chips, shape.name, value)
        seen.add(shape.name)
    return chips


def _find(text: str, shapes: tuple[_Shape, ...]) -> tuple[_Shape | None, re.Match[str] | None]:
    for shape in shapes:
        match = shape.pattern.fullmatch(text)
        if match:
            return shape, match
    return None, None


def _unknown(text: str, shapes: tuple[_Shape, ...]) -> str:
    close = get_close_matches(text[:40], [shape.example for shape in shapes], 1)
    if close:
        return told(f"`{text[:40]}` means nothing here; did you mean `{close[0]}`?")
    examples = ", ".join(f"`{shape.example}`" for shape in shapes)
    return told(f"`{text[:40]}` means nothing here; chips look like {examples}")


def _fits(shape: _Shape, value: object, line: int, problems: Problems) -> bool:
    bound = _BOUNDS.get(shape.name)
    if bound is not None and not (isinstance(value, int) and 1 <= value <= bound):
        example = shape.example
        problems.note(line, f"{value} is out of bounds: from 1 to {bound}, as in `{example}`")
        return False
    if shape.name == "key" and not KEY.fullmatch(str(value)):
        problems.note(line, "a key is `#` with small letters, digits and hyphens, as in `#planned`")
        return False
    return True


def _complete(line: int, kind: Kind, chips: Chips, problems: Problems) -> None:
    """Note what a phase of this kind cannot go without."""
    if not chips.minutes:
        problems.note(line, "a phase needs its minutes, as in `5 min`")
    if kind is Kind.VOTE and not chips.dots:
        problems.note(line, "a vote needs the dots that each person has, as in `3 dots`")
    if kind is Kind.VOTE and chips.each > chips.dots:
        problems.note(line, f"nobody has {chips.each} dots for one topic; there are {chips.dots}")
    if kind is Kind.EXPLAIN and not chips.source:
        problems.note(line, "this phase needs what it explains, as in `from: planned, happened`")
    if chips.confidential and chips.gives_plan:
        problems.note(line, "what is `confidential` is erased, so it cannot be a plan for later")
    if kind is Kind.ROUNDS:
        _complete_round(line, chips, problems)


def _complete_round(line: int, chips: Chips, problems: Problems) -> None:
    """Note where a round does not say who speaks, or says two things at once."""
    if not (chips.in_turn or chips.owner_speaks or chips.owner_listens or chips.silent):
        problems.note(
            line, "a round says who speaks: `in turn`, `owner speaks`, `owner listens` or `silent`"
        )
    if chips.owner_speaks and (chips.in_turn or chips.owner_listens or chips.silent):
        problems.note(line, "where the `owner speaks`, nobody else has the floor")
    if chips.silent and chips.in_turn:
        problems.note(line, "a round is `silent`, or people speak `in turn`; not both")
