"""Finds the sentences of the program in its code.

Babel's own extractor reads tokens; the sentences here also stand in constants that are looked up
later, in either half of a condition, and inside f-strings, so this reads the syntax tree. What
click shows in help is asked of the commands themselves.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

import retro
from retro.cli.click_internals import COUNTED
from tests.words.helping import help_sentences
from tests.words.told import told_sentences

#: Between a context and its sentence, as in a compiled catalogue.
CONTEXT: Final = "\x04"
#: One sentence, or one and many. What other parts say in English has the context `told`.
Sentence: TypeAlias = "str | tuple[str, str]"

PACKAGE: Final = Path(retro.__file__).parent

#: Which arguments of a call are sentences.
CALLS: Final = {
    "words": (0,),
    "plural": (0, 1),
    "_": (0,),
    "translate": (0,),
    "refuse": (0,),
    "Refused": (0,),
    "_still_open": (1,),
}
#: Called as a plain name only; a text has a method `translate` as well.
PLAIN: Final = frozenset({"_", "translate"})

#: Sentences of a part that may not import words; whoever shows them looks them up.
TOLD_BY_OTHERS: Final = {
    "live/register.py": ("NEW_CODES",),
    "live/asked.py": ("FAULT", "STOPPING"),
    "terminal/hosting.py": ("APOLOGY", "too_much_input"),
    "doors/ssh/refusals.py": (
        "FULL",
        "TOO_LONG",
        "ENDED",
        "STALLED",
        "FAULT",
        "GONE",
        "UNREADABLE_COMMAND",
        "NO_COMMANDS",
        "MOSH",
    ),
}


@dataclass(slots=True)
class Found:
    """`sentences` for the catalogues; `unread` are the calls whose sentence is not in sight.

    An unread call is written as its file and what stands in place of the sentence:
    `"ui/palette.py: command.label"`.
    """

    sentences: set[Sentence] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)


def extract(package: Path = PACKAGE) -> Found:
    """Every sentence in a package."""
    trees = {
        path.relative_to(package).as_posix(): ast.parse(path.read_bytes())
        for path in sorted(package.rglob("*.py"))
    }
    constants: dict[str, set[str]] = {}
    for tree in trees.values():
        for name, text in _constants(tree):
            constants.setdefault(name, set()).add(text)
    found = Found()
    for name, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                _read(node, name, constants, found)
    for name, told in TOLD_BY_OTHERS.items():
        if name in trees:
            known = dict(_constants(trees[name]))
            found.sentences.update(known[each] for each in told)
    if package == PACKAGE:
        found.sentences.update(help_sentences(), COUNTED)
        found.sentences.update(f"told{CONTEXT}{each}" for each in told_sentences(package))
    return found


def called(node: ast.Call) -> str:
    """The last name of what is called; empty for a call that has none that tells."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node.func, ast.Attribute) and node.func.attr not in PLAIN:
        return node.func.attr
    return ""


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names that stand for one text, in a module and in its classes."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for statement in (statement for body in bodies for statement in body):
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                match value:
                    case (
                        ast.Constant(value=str(text))
                        | ast.Call(
                            func=ast.Name(id="_" | "translate"),
                            args=[ast.Constant(value=str(text))],
                        )
                    ):
                        yield name, text


def _read(node: ast.Call, name: str, constants: dict[str, set[str]], found: Found) -> None:
    places = CALLS.get(called(node))
    if places is None or len(node.args) <= max(places):
        return
    read = [_texts(node.args[place], constants) for place in places]
    if not all(read):
        found.unread.add(f"{name}: {ast.unparse(node.args[places[0]])}")
    elif len(read) == 1:
        found.sentences.update(read[0])
    else:
        found.sentences.update(zip(*read, strict=True))


def _texts(node: ast.expr, constants: dict[str, set[str]]) -> list[str]:
    """What an argument may be; nothing where that is not in sight."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=orelse):
            halves = [_texts(body, constants), _texts(orelse, constants)]
            return [text for half in halves for text in half] if all(halves) else []
        case ast.Name(id=name) | ast.Attribute(attr=name) if name.isupper():
            return sorted(constants.get(name, ()))
    return []
