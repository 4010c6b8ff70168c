"""Finds what parts say in English that may not look anything up: see `Words.retold`.

A text there counts that reads as a sentence: it begins with a capital or with what is filled in,
and ends as sentences do; so does what is said within one. What is filled in gets the last name that
stands for it in the code: `f"{self.files.lock} is held."` is "{lock} is held.".
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

#: These files, and all files of these folders.
PLACES: Final = (
    "store",
    "formats/errors.py",
    "live/folder.py",
    "doors/entrance.py",
    "doors/server.py",
    "doors/spawn.py",
    "doors/starting.py",
    "doors/local",
    "doors/ssh/host_key.py",
    "doors/ssh/reachable.py",
    "doors/ssh/listening.py",
    "doors/ssh/members.py",
)
#: What is said within a sentence is handed to these, as their last argument.
WITHIN: Final = frozenset({"_damage", "_from_backup"})
#: What is wrong with a format is half a sentence; it is handed to these, as their last argument.
PROBLEMS: Final = frozenset({"note", "Problem", "_failure", "_misplaced", "told"})
#: How a problem is told of a file, with the full stop or the question mark behind it.
PLACED: Final = ("{name}:{line}: {what}.", "{name}:{line}: {what}")
_SENTENCE: Final = re.compile(r"(?:[A-Z]|\{\w+\}).* .*[.?]", re.DOTALL)


def told_sentences(package: Path) -> set[str]:
    """Every such sentence, and what is said within them, with the names of what is filled in."""
    found: set[str] = set()
    for place in PLACES:
        path = package / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.exists():
                found.update(_in(ast.parse(file.read_bytes())))
    for file in sorted((package / "formats").rglob("*.py")):
        found.update(problems_in(ast.parse(file.read_bytes())))
        found.update(PLACED)
    return found


def problems_in(tree: ast.Module) -> Iterator[str]:
    """What may be wrong with a format."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[*_, last]) if (
                name in PROBLEMS
            ):
                if text := template(last):
                    yield text


def _in(tree: ast.Module) -> Iterator[str]:
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                # A docstring.
                skipped.add(node.value)
            case ast.Call(func=ast.Name(id=name), args=[*_, last]) if name in WITHIN:
                if text := template(last):
                    yield text
                skipped.update(ast.walk(last))
            case ast.BinOp() | ast.JoinedStr() | ast.Constant(value=str()) if node not in skipped:
                skipped.update(ast.walk(node))
                text = template(node)
                if "\n" not in text and _SENTENCE.fullmatch(text):
                    yield text


def template(node: ast.AST) -> str:
    """A text with `{names}` for what is filled in; empty for what is no text."""
    if not any(
        isinstance(each, ast.Constant) and isinstance(each.value, str) for each in _parts(node)
    ):
        return ""
    names: list[str] = []
    text = ""
    for part in _parts(node):
        if isinstance(part, ast.Constant):
            text += str(part.value)
            continue
        name = _name(part)
        names.append(name)
        text += f"{{{name}{names.count(name) if names.count(name) > 1 else ''}}}"
    return text


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _parts(left)
            yield from _parts(right)
        case ast.JoinedStr(values=values):
            for value in values:
                yield from _parts(value)
        case ast.FormattedValue(value=value):
            yield value if not isinstance(value, ast.Constant) else ast.Name(id="value")
        case _:
            yield node


def _name(node: ast.AST) -> str:
    """The last name in an expression that may be a value."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.strip("_")
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name.strip("_")
        case ast.Subscript(value=value):
            return _name(value)
        case ast.BoolOp(values=[first, *_]):
            return _name(first)
    return "value"
