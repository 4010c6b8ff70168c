"""Reads one format: text in, a Format out, or a FormatError that says what to mend on which line.

docs/formats.md is the description for people who write one.
"""

import os
import stat
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from retro.formats.blocks import Block, Mark, Problems, read_blocks
from retro.formats.chips import WITH_CARDS
from retro.formats.errors import FormatError, Problem, told
from retro.formats.front import Front, Safety, read_front
from retro.formats.phases import TITLE_LIMIT, PhaseParts, list_items, split_at
from retro.session.format import Format, Kind, Phase

SIZE_LIMIT: Final = 64 * 1024
PHASES_LIMIT: Final = 40
_ALLOWED_CONTROLS: Final = "\n\t"
_NO_TITLE: Final = told("a format begins with its title, as in `# After-action review`")
_NO_FILE: Final = told("there is no such file, or it is not a file with text")
_NEEDED: Final = ("key", "language")

#: The parts of a format that are no phase, by their chip.
_USE: Final = "use"
_AVOID: Final = "avoid"
_RULES: Final = "rules"
_KINDS: Final = tuple(kind.value for kind in Kind)
_PARTS: Final = (_USE, _AVOID, _RULES)


@dataclass(frozen=True, slots=True)
class Template:
    """A format with what the chooser knows about it; see `front.Front`."""

    format: Format
    situations: tuple[str, ...]
    when: str
    safety: Safety


def read_format(source: Path | str, name: str = "") -> Format:
    """The format in a file (a Path) or in a text (a str).

    `name` is what messages call it; a file's own name when it is left out. Raises FormatError,
    also for a file that cannot be read.
    """
    return read_template(source, name).format


def read_template(source: Path | str, name: str = "") -> Template:
    """As `read_format`, with the entries of the front matter that a Format does not carry."""
    text, name = read_text(source, name)
    problems = Problems()
    blocks = read_blocks(text, problems)
    if not blocks or blocks[0].mark is not Mark.FRONT:
        raise _failure(
            name, 1, "the file begins with `---`, then `key:` and `language:`, then `---` again"
        )
    front = read_front(blocks[0].text, blocks[0].line, problems, _NEEDED)
    found = _Body(blocks[1:], problems).format(front)
    if problems:
        raise FormatError(name, problems)
    return Template(found, front.situation, front.when, front.safety)


def read_text(source: Path | str, name: str = "") -> tuple[str, str]:
    """A text fit for parsing, and the name that messages give it. Raises FormatError."""
    if isinstance(source, Path):
        name = name or source.name
        source = _content(source, name)
    name = name or "format"
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > SIZE_LIMIT or len(text.encode(errors="replace")) > SIZE_LIMIT:
        raise _failure(name, 1, f"this is larger than the {SIZE_LIMIT // 1024} KiB of a format")
    for number, line in enumerate(text.split("\n"), 1):
        if any(_is_control(character) for character in line):
            raise _failure(name, number, "there is a control character on this line; take it out")
    return text + "\n", name


def _content(path: Path, name: str) -> str:
    try:
        # A pipe that nobody writes to would be waited for without end.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            is_file = stat.S_ISREG(os.fstat(handle).st_mode)
            raw = os.read(handle, SIZE_LIMIT + 4) if is_file else b""
        finally:
            os.close(handle)
    except FileNotFoundError:
        raise _failure(name, 1, _NO_FILE) from None
    except OSError as error:
        raise _failure(name, 1, f"this file cannot be read: {error.strerror}") from None
    if not is_file:
        raise _failure(name, 1, _NO_FILE)
    if len(raw) > SIZE_LIMIT:
        raise _failure(name, 1, f"this is larger than the {SIZE_LIMIT // 1024} KiB of a format")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _failure(name, line, "this is not UTF-8 text; save the file as UTF-8") from None


def _failure(name: str, line: int, sentence: str) -> FormatError:
    return FormatError(name, [Problem(line, sentence)])


def _is_control(character: str) -> bool:
    """C0, DEL and C1, but for the two that lay out a text."""
    code = ord(character)
    return (code < 0x20 or 0x7F <= code < 0xA0) and character not in _ALLOWED_CONTROLS


class _Body:
    """The blocks of one file, gathered into parts and then into a Format."""

    def __init__(self, blocks: tuple[Block, ...], problems: Problems) -> None:
        self._blocks = blocks
        self._problems = problems
        self._phases: list[Phase] = []
        self._texts = {_USE: "", _AVOID: ""}
        self._rules: tuple[str, ...] = ()
        self._seen: set[str] = set()

    def format(self, front: Front) -> Format:
        title, purpose = "", ""
        for part in split_at(self._blocks, 2):
            head = part[0]
            if head.mark is Mark.HEADING and head.number == 2:
                self._section(part)
            elif not title:
                title, purpose = self._opening(part)
        if not title:
            line = self._blocks[0].line if self._blocks else 1
            self._problems.note(line, _NO_TITLE)
        elif not self._phases:
            self._problems.note(self._blocks[-1].line, "a format needs a phase: a `##` heading")
        return Format(
            key=front.key,
            language=front.language,
            title=title,
            purpose=purpose,
            phases=tuple(self._phases),
            ground_rules=self._rules,
            use=self._texts[_USE],
            avoid=self._texts[_AVOID],
            people=front.people,
            credit=front.credit,
            one_off=front.one_off,
        )

    def _opening(self, part: tuple[Block, ...]) -> tuple[str, str]:
        """The title, and the purpose below it."""
        head, *rest = part
        if head.mark is not Mark.HEADING or head.number != 1:
            self._problems.note(head.line, _NO_TITLE)
            return "?", ""
        title = self._title(head)
        if not rest or rest[0].mark is not Mark.PARAGRAPH:
            self._problems.note(head.line, "a format needs a purpose: a paragraph below its title")
            return title, ""
        for block in rest[1:]:
            self._misplaced(block, "below the title stands one paragraph, the purpose")
        return title, rest[0].text

    def _title(self, head: Block) -> str:
        if not head.text:
            self._problems.note(head.line, "this heading has no text")
        elif len(head.text) > TITLE_LIMIT:
            self._problems.note(head.line, f"a heading has at most {TITLE_LIMIT} characters")
        return head.text or "?"

    def _section(self, part: tuple[Block, ...]) -> None:
        head = part[0]
        title = self._title(head)
        if len(part) < 2 or part[1].mark is not Mark.CHIPS:
            self._problems.note(
                head.line, "this heading needs a line of chips below it, as in `collect` `5 min`"
            )
            return
        chips = part[1]
        if chips.text in _PARTS:
            self._aside(chips, part[2:])
        elif chips.text in _KINDS:
            phase = PhaseParts(self._problems).phase(title, part)
            if len(self._phases) == PHASES_LIMIT:
                self._problems.note(head.line, f"a format has at most {PHASES_LIMIT} phases")
            self._join(phase, chips.line)
        else:
            close = get_close_matches(chips.text, (*_KINDS, *_PARTS), 1)
            hint = (
                told(f"did you mean `{close[0]}`?")
                if close
                else told(f"there are {', '.join(_KINDS)}")
            )
            self._problems.note(chips.line, f"`{chips.text[:40]}` is no kind of phase; {hint}")

    def _join(self, phase: Phase, line: int) -> None:
        """Add a phase whose key is new and whose sources came before it."""
        earlier = {other.key: other for other in self._phases}
        if phase.key in earlier:
            self._problems.note(
                line, f"there is a phase `#{phase.key}` already; give this one a key of its own"
            )
        for key in phase.source:
            if key not in earlier:
                known = [f"`{k}`" for k, other in earlier.items() if other.kind in WITH_CARDS]
                self._problems.note(
                    line,
                    f"`from:` names earlier phases with cards; `{key[:40]}` is none of them"
                    + (f" ({', '.join(known)})" if known else ""),
                )
            elif earlier[key].kind not in WITH_CARDS:
                self._problems.note(line, f"`from:` names phases with cards; `{key}` has none")
        if phase.rest and not self._phases:
            self._problems.note(line, "nothing rests before the first phase: take `rest` out")
        if len(set(phase.source)) < len(phase.source):
            self._problems.note(line, "`from:` names the same phase twice")
        self._phases.append(phase)

    def _aside(self, chips: Block, rest: tuple[Block, ...]) -> None:
        """When to use the format, when not, or its ground rules."""
        name = chips.text
        if name in self._seen:
            self._problems.note(chips.line, f"`{name}` stands here for the second time")
        self._seen.add(name)
        if len(chips.texts) > 1:
            self._problems.note(chips.line, f"`{name}` stands alone on its line")
        wanted = Mark.BULLETS if name == _RULES else Mark.PARAGRAPH
        if not rest or rest[0].mark is not wanted:
            self._problems.note(chips.line, f"below `{name}` comes {wanted.value}")
            return
        for block in rest[1:]:
            self._misplaced(block, f"below `{name}` comes {wanted.value} and nothing else")
        if name == _RULES:
            self._rules = list_items(rest[0], told("ground rules"), self._problems)
        else:
            self._texts[name] = rest[0].text

    def _misplaced(self, block: Block, sentence: str) -> None:
        if block.mark is Mark.HEADING:
            sentence = told("a format has one `#` title, `##` for phases and `###` for columns")
        self._problems.note(block.line, sentence)
