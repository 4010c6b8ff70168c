"""Finds texts that reach people without having been looked up in a catalogue.

It looks at what is handed to a call that shows something, and at what is assigned to a title: a
literal there with two letters in a row is a find, unless it stands inside `words(...)`. What goes
through a variable or another function first is not seen, unless it stands beside its style. What
click shows in help is left out: it stands there in English.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.words.extraction import CALLS, PACKAGE, called

FOLDERS: Final = ("ui", "cli")

#: Calls that show their arguments: these by place, None for all of them. `assemble` takes pairs of
#: a text and a style.
SHOWS: Final[dict[str, tuple[int, ...] | None]] = {
    "Button": (0,),
    "Content": (0,),
    "DiscoveryHit": (0,),
    "Failure": (0,),
    "Hit": (1,),
    "Label": (0,),
    "Misuse": (0,),
    "Question": (1, 2),
    "Choice": (1,),
    "Row": (1,),
    "Static": (0,),
    "Tick": (0,),
    "append": (0,),
    "assemble": None,
    "echo": (0,),
    "notify": (0,),
    "say": None,
    "secho": (0,),
    "styled": (0,),
    "update": (0,),
    "warn": (0,),
}
#: The same by name, whatever is called.
NAMED: Final = frozenset({"empty", "label", "lead", "message", "placeholder", "prompt", "tail"})
#: Attributes that are shown, and functions whose result is.
TITLES: Final = frozenset(
    {"border_subtitle", "border_title", "detail", "farewell", "hint", "label_for", "notice"}
)
#: How a style begins; what stands before it in a pair is shown.
STYLES: Final = ("$", "bold")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def bare_literals(package: Path = PACKAGE) -> Iterator[str]:
    """Finds as `"ui/app.py: the text"`; the parts of an f-string one by one."""
    for folder in FOLDERS:
        for path in sorted((package / folder).rglob("*.py")):
            name = path.relative_to(package).as_posix()
            for shown in _shown(ast.parse(path.read_bytes())):
                for text in _bare(shown):
                    if _LETTERS.search(text) and not _is_style(text):
                        yield f"{name}: {text.strip()}"


def _shown(tree: ast.Module) -> Iterator[ast.expr]:
    """What is shown; an expression may come more than once."""
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _shown_by(node)
            case ast.Tuple(elts=[text, ast.Constant(value=str(style))]) if _is_style(style):
                yield text
            case ast.Assign(targets=[ast.Attribute(attr=title)], value=value) if title in TITLES:
                yield value
            case ast.FunctionDef(name=title) if title in TITLES:
                returned = (each for each in ast.walk(node) if isinstance(each, ast.Return))
                yield from (each.value for each in returned if each.value is not None)


def _is_style(text: str) -> bool:
    return text.startswith(STYLES)


def _shown_by(call: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg in NAMED)
    name = called(call)
    if name in SHOWS:
        places = SHOWS[name]
        yield from (
            argument
            for place, argument in enumerate(call.args)
            if places is None or place in places
        )


def _bare(node: ast.AST) -> Iterator[str]:
    """The literals in what is shown, not those that are looked up, compared or handed on."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Tuple(elts=[text, _]):
            # A text and its style.
            yield from _bare(text)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _bare(body)
            yield from _bare(orelse)
        case ast.Call() | ast.Compare() | ast.Subscript():
            return
        case ast.FormattedValue(value=value):
            yield from _bare(value)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _bare(child)


assert not SHOWS.keys() & CALLS.keys(), "what looks a sentence up does not show it"
