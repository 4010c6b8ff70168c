"""The front matter of a format: a flat list of `name: text` in YAML.

PyYAML's safe loader takes the YAML apart into events, and only plain texts are accepted from it:
nothing is ever constructed, so tags, anchors, aliases and deep nesting have nothing to act on.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from retro.formats.blocks import Problems, Text
from retro.formats.errors import told
from retro.session.text import clean_line

KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")

_PEOPLE: Final = re.compile(r"([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})")
_MOST_PEOPLE: Final = 200
_LIMIT: Final = 300
_YES_OR_NO: Final = {"true": True, "yes": True, "false": False, "no": False}
_FRAME: Final = (
    StreamStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    DocumentEndEvent,
    StreamEndEvent,
)


class Safety(StrEnum):
    """How freely people must be able to speak for a format to do them good."""

    LOW = "low"
    SOME = "some"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Front:
    """What a format says about itself before its text begins.

    `situations`, `safety` and `when` are for the chooser: the keys of situations, how freely
    people must be able to speak, and one line that says when this format is the one to take.
    """

    key: str = ""
    language: str = ""
    people: tuple[int, int] = (2, 15)
    one_off: bool = False
    situation: tuple[str, ...] = ()
    safety: Safety = Safety.SOME
    when: str = ""
    credit: str = ""


def read_front(text: str, first: int, problems: Problems, needed: tuple[str, ...]) -> Front:
    """The front matter in `text`, whose `---` is line `first` of its file.

    `needed` names the entries that have to be there. What is wrong is noted in `problems`, and
    that entry keeps its default.
    """
    before = len(problems)
    entries: dict[str, Text] = {}
    for name, value in _pairs(text, first, problems):
        if name.text not in _READERS:
            close = get_close_matches(name.text, _READERS, 1)
            hint = (
                told(f"did you mean `{close[0]}`?")
                if close
                else told(f"known are {', '.join(_READERS)}")
            )
            problems.note(name.line, f"`{name.text[:40]}` means nothing here; {hint}")
        elif name.text in entries:
            problems.note(name.line, f"`{name.text}` stands here for the second time")
        else:
            entries[name.text] = value
    if len(problems) == before:
        for missing in [name for name in needed if name not in entries]:
            problems.note(first, f"the lines between the `---` need `{missing}`")
    values: dict[str, Any] = {
        name: _READERS[name](value, problems) for name, value in entries.items()
    }
    return Front(**{name: value for name, value in values.items() if value is not None})


def _pairs(text: str, first: int, problems: Problems) -> Iterator[tuple[Text, Text]]:
    """The names and values as they stand; a problem ends them."""
    name: Text | None = None
    opened = False
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = first + 1 + (event.start_mark.line if event.start_mark else 0)
            if isinstance(event, MappingStartEvent) and not opened and _bare(event):
                opened = True
            elif isinstance(event, ScalarEvent) and opened and _bare(event):
                found = Text(clean_line(event.value, _LIMIT + 1), line)
                if name is None:
                    name = found
                else:
                    yield name, found
                    name = None
            elif not isinstance(event, _FRAME):
                problems.note(line, "here stands `name: text`, one a line, and nothing else")
                return
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first + 1 + (mark.line if mark else 0)
        problems.note(
            line, "this is not `name: text`; put quotes around text that holds a colon or a #"
        )
    except yaml.YAMLError:
        problems.note(first, "there are characters here that no YAML may hold")


def _bare(event: ScalarEvent | MappingStartEvent) -> bool:
    """True without a tag and an anchor: nothing here asks for more than text."""
    return event.tag is None and event.anchor is None


def _key(value: Text, problems: Problems) -> str | None:
    if KEY.fullmatch(value.text):
        return value.text
    problems.note(value.line, "a key is small letters, digits and hyphens, as in `hot-wash`")
    return None


def _language(value: Text, problems: Problems) -> str | None:
    if LANGUAGE.fullmatch(value.text):
        return value.text
    problems.note(value.line, "a language is its short code, as in `en` or `nl`")
    return None


def _people(value: Text, problems: Problems) -> tuple[int, int] | None:
    match = _PEOPLE.fullmatch(value.text)
    if match:
        fewest, most = int(match[1]), int(match[2])
        if 1 <= fewest <= most <= _MOST_PEOPLE:
            return fewest, most
    problems.note(value.line, f"`people` is from how many to how many, up to {_MOST_PEOPLE}: 3-15")
    return None


def _yes_or_no(value: Text, problems: Problems) -> bool | None:
    if value.text.lower() in _YES_OR_NO:
        return _YES_OR_NO[value.text.lower()]
    problems.note(value.line, "this is either true or false")
    return None


def _keys(value: Text, problems: Problems) -> tuple[str, ...] | None:
    keys = tuple(key.strip() for key in value.text.split(","))
    if all(KEY.fullmatch(key) for key in keys) and len(set(keys)) == len(keys):
        return keys
    problems.note(value.line, "situations are keys with commas between them: regular, team")
    return None


def _safety(value: Text, problems: Problems) -> Safety | None:
    if value.text in tuple(Safety):
        return Safety(value.text)
    problems.note(value.line, f"`safety` is one of {', '.join(Safety)}")
    return None


def _line(value: Text, problems: Problems) -> str | None:
    if len(value.text) <= _LIMIT:
        return value.text
    problems.note(value.line, f"this is longer than the {_LIMIT} characters that fit")
    return None


_READERS: Final[Mapping[str, Callable[[Text, Problems], Any]]] = {
    "key": _key,
    "language": _language,
    "people": _people,
    "one_off": _yes_or_no,
    "situation": _keys,
    "safety": _safety,
    "when": _line,
    "credit": _line,
}
