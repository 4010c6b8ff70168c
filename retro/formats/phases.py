"""One phase of a format: what stands below its `##` heading, made into a Phase."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from retro.formats.blocks import Block, Mark, Problems
from retro.formats.chips import Chips, column_chips, phase_chips
from retro.formats.errors import told
from retro.session.format import Column, Kind, Lesson, Phase, Scale

COLUMNS_LIMIT: Final = 8
TITLE_LIMIT: Final = 60
LINE_LIMIT: Final = 300
ITEMS_LIMIT: Final = 20
_FEWEST_STEPS: Final = 2
_MOST_STEPS: Final = 11
_COLOURS: Final = 3
#: The scale that low safety is told by.
_FIVE: Final = (1, 2, 3, 4, 5)
_QUOTATION_MARKS: Final = ("“", "„", "«", '"')


class PhaseParts:
    """Gathers one phase from the blocks below its heading."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def phase(self, title: str, part: tuple[Block, ...]) -> Phase:
        """The phase in `part`: its heading, its chips with a known kind first, and the rest."""
        chips_block = part[1]
        kind = Kind(chips_block.text)
        chips = phase_chips(chips_block, kind, self._problems)
        own, *columns = split_at(part[1:], 3)
        phase = self._gathered(_bare(title, kind, chips), own[1:])
        if not phase.prompt:
            self._problems.note(
                part[0].line, "a phase needs its question, as in `> What happened?`"
            )
        if kind is Kind.POLL and phase.scale is None:
            self._problems.note(part[0].line, "a poll needs its steps, as in `1. Not at all`")
        if phase.arrow and phase.scale and len(phase.scale.labels) != _COLOURS:
            self._problems.note(
                part[0].line, "a poll with colours has three steps: red, amber, green"
            )
        if phase.safety and phase.scale and phase.scale.values != _FIVE:
            self._problems.note(
                part[0].line,
                "a poll about safety has five steps, from 1: I would rather say nothing",
            )
        if columns and kind is not Kind.COLLECT:
            self._problems.note(columns[0][0].line, "only a collect phase has columns")
            return phase
        found = self._columns(columns)
        if phase.confidential and any(column.lesson is not Lesson.NONE for column in found):
            self._problems.note(
                part[0].line, "lessons are kept, and what is `confidential` is erased: choose one"
            )
        return replace(phase, columns=found)

    def _gathered(self, phase: Phase, blocks: tuple[Block, ...]) -> Phase:
        for block in blocks:
            match block.mark:
                case Mark.QUOTE if not phase.prompt:
                    phase = replace(phase, prompt=self._short(block))
                case Mark.QUOTE:
                    self._problems.note(block.line, "a phase has one prompt; this is a second one")
                case Mark.PARAGRAPH if not phase.detail:
                    if block.text.startswith(_QUOTATION_MARKS):
                        self._problems.note(
                            block.line, "what is said aloud begins and ends with quotation marks"
                        )
                    phase = replace(phase, detail=block.text)
                case Mark.PARAGRAPH:
                    self._problems.note(
                        block.line,
                        "a phase has one paragraph of detail; what is said aloud goes in “ ”",
                    )
                case Mark.SPOKEN:
                    said = (*phase.say, *(text.text for text in block.texts))
                    if len(said) > ITEMS_LIMIT:
                        self._problems.note(block.line, f"at most {ITEMS_LIMIT} things to say fit")
                    phase = replace(phase, say=said)
                case Mark.BULLETS if not phase.cues:
                    phase = replace(phase, cues=list_items(block, told("cues"), self._problems))
                case Mark.BULLETS:
                    self._problems.note(block.line, "a phase has one list of cues")
                case Mark.STEPS if phase.kind is Kind.POLL and phase.scale is None:
                    phase = replace(phase, scale=self._scale(block))
                case Mark.STEPS:
                    self._problems.note(block.line, "only a poll has a numbered list, and only one")
                case _:
                    self._problems.note(block.line, f"{block.mark.value} has no place here")
        return phase

    def _short(self, block: Block) -> str:
        if not block.text:
            self._problems.note(block.line, "this prompt is empty")
        elif len(block.text) > LINE_LIMIT:
            self._problems.note(block.line, f"a prompt has at most {LINE_LIMIT} characters")
        return block.text or "?"

    def _scale(self, block: Block) -> Scale:
        labels = list_items(block, told("steps"), self._problems)
        if not _FEWEST_STEPS <= len(labels) <= _MOST_STEPS:
            self._problems.note(
                block.line, f"a poll has {_FEWEST_STEPS} to {_MOST_STEPS} steps, not {len(labels)}"
            )
        if block.number > 1:
            self._problems.note(block.line, "the steps of a poll begin at 1, or at 0")
        return Scale(labels, block.number)

    def _columns(self, parts: list[tuple[Block, ...]]) -> tuple[Column, ...]:
        if len(parts) > COLUMNS_LIMIT:
            self._problems.note(
                parts[COLUMNS_LIMIT][0].line, f"a phase has at most {COLUMNS_LIMIT} columns"
            )
        columns: dict[str, Column] = {}
        for part in parts[:COLUMNS_LIMIT]:
            column = self._column(part)
            if column.key in columns:
                self._problems.note(part[1].line, f"there is a column `#{column.key}` already")
            columns[column.key] = column
        return tuple(columns.values())

    def _column(self, part: tuple[Block, ...]) -> Column:
        head, *rest = part
        title = head.text or "?"
        if not head.text or len(head.text) > TITLE_LIMIT:
            self._problems.note(head.line, f"a column needs a title, {TITLE_LIMIT} characters long")
        if not rest or rest[0].mark is not Mark.CHIPS:
            self._problems.note(
                head.line, "this heading needs a line of chips below it, as in `#sustain`"
            )
            return Column(f"?{head.line}", title)
        chips = column_chips(rest[0], self._problems)
        prompt = ""
        for block in rest[1:]:
            if block.mark is Mark.QUOTE and not prompt:
                prompt = self._short(block)
            else:
                self._problems.note(
                    block.line,
                    "a column has one prompt; what is said, and cues, go above the first `###`",
                )
        return Column(chips.key, title, prompt, chips.lesson)


def _bare(title: str, kind: Kind, chips: Chips) -> Phase:
    """A phase with what its chips say. Its key is its kind unless it has one of its own."""
    return Phase(
        key=chips.key or kind.value,
        kind=kind,
        title=title,
        minutes=chips.minutes,
        hidden=chips.hidden,
        anonymous=chips.anonymous,
        source=chips.source,
        most=chips.dots or chips.most,
        each=chips.each or chips.dots,
        in_turn=chips.in_turn,
        owner_speaks=chips.owner_speaks,
        owner_listens=chips.owner_listens,
        silent=chips.silent,
        confidential=chips.confidential,
        arrow=chips.arrow,
        safety=chips.safety,
        gives_plan=chips.gives_plan,
        takes_plan=chips.takes_plan,
        rest=chips.rest,
    )


def list_items(block: Block, what: str, problems: Problems) -> tuple[str, ...]:
    """The texts of a list; `what` is what they are called where there are too many."""
    if len(block.texts) > ITEMS_LIMIT:
        problems.note(block.line, f"{len(block.texts)} {what} are too many; {ITEMS_LIMIT} fit")
    for item in block.texts:
        if not item.text:
            problems.note(item.line, "this item of the list is empty")
        elif len(item.text) > LINE_LIMIT:
            problems.note(item.line, f"an item of a list has at most {LINE_LIMIT} characters")
    return tuple(item.text for item in block.texts[:ITEMS_LIMIT])


def split_at(blocks: tuple[Block, ...], level: int) -> Iterator[tuple[Block, ...]]:
    """The blocks in parts, each but the first beginning with a heading of this level."""
    part: list[Block] = []
    for block in blocks:
        if block.mark is Mark.HEADING and block.number == level and part:
            yield tuple(part)
            part = []
        part.append(block)
    if part:
        yield tuple(part)
