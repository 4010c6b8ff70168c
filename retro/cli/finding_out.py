"""What `retro doctor` finds, and what it looks at outside the data folder."""

import importlib.metadata
import os
import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final, NamedTuple

from retro import __version__
from retro.words import Words

#: Columns and rows below which a screen only asks for a larger window.
SMALLEST: Final = (40, 12)
#: The oldest Python that retro runs on.
OLDEST: Final = (3, 11)
_SPECIFIER: Final = re.compile(r"(<=|>=|==|!=|<|>)\s*([0-9.]+)")
_LOCALES: Final = ("LC_ALL", "LC_CTYPE", "LANG")


class State(Enum):
    """How it is; the value is for scripts."""

    WELL = "well"
    #: Worth knowing, and nothing that is wrong.
    NOTE = "note"
    WRONG = "wrong"


class Finding(NamedTuple):
    """One thing that was looked at; `about` is its name for scripts, `next` what to do, if any."""

    about: str
    state: State
    sentence: str
    next: str = ""


def versions() -> dict[str, str]:
    """By name, the versions that a report of a fault has to say."""
    return {"retro": __version__, "Python": sys.version.split()[0]}


def about_versions(words: Words) -> Iterator[Finding]:
    """Python, and the libraries that retro was made for."""
    known = versions()
    said = words(
        "retro {retro} runs on Python {python}.", retro=known["retro"], python=known["Python"]
    )
    if sys.version_info[:2] < OLDEST:
        yield Finding(
            "python",
            State.WRONG,
            said,
            words("Install Python {version} or a later one.", version="3.11"),
        )
    else:
        yield Finding("python", State.WELL, said)
    again = words("Install retro again, in an environment of its own.")
    try:
        installed = importlib.metadata.version("retro")
        wanted = importlib.metadata.requires("retro") or []
    except importlib.metadata.PackageNotFoundError:
        sentence = words("retro runs from its source, so nothing says which libraries it needs.")
        yield Finding("libraries", State.NOTE, sentence)
        return
    if installed != __version__:
        sentence = words(
            "{installed} was installed, and {running} is what runs.",
            installed=installed,
            running=__version__,
        )
        yield Finding("installed", State.WRONG, sentence, again)
    needed = [each for each in wanted if "extra ==" not in each]
    faults = [fault for each in needed if (fault := _fault_of(each, words))]
    for fault in faults:
        yield Finding("libraries", State.WRONG, fault, again)
    if not faults:
        sentence = words(
            "All {count} libraries have a version that retro was made for.", count=len(needed)
        )
        yield Finding("libraries", State.WELL, sentence)


def about_terminal(words: Words, environment: Mapping[str, str]) -> Iterator[Finding]:
    """The terminal, its size, letters and colours."""
    from retro.cli.attaching import has_terminal

    is_terminal = has_terminal()
    if is_terminal:
        yield from _screen(words, environment)
    else:
        sentence = words("This is no terminal, so its size and type were not looked at.")
        shown_by = words("Type `retro doctor` in a terminal window for that.")
        yield Finding("terminal", State.NOTE, sentence, shown_by)
    yield _letters(words, environment, is_terminal)


def _screen(words: Words, environment: Mapping[str, str]) -> Iterator[Finding]:
    from retro.terminal.protocol import ColourDepth, UnsupportedTerminal, capabilities_from

    term = environment.get("TERM", "")
    columns, rows = os.get_terminal_size(0)
    size = words("The window has {columns} columns and {rows} rows.", columns=columns, rows=rows)
    if columns and rows and (columns < SMALLEST[0] or rows < SMALLEST[1]):
        larger = words(
            "Make it {columns} by {rows} at least, or choose smaller letters.",
            columns=SMALLEST[0],
            rows=SMALLEST[1],
        )
        yield Finding("size", State.WRONG, size, larger)
    else:
        yield Finding("size", State.WELL, size)
    try:
        capabilities = capabilities_from(term, environment)
    except UnsupportedTerminal:
        sentence = words("TERM is “{term}”: such a terminal can show no screen.", term=term[:40])
        another = words("Use another terminal window, or try `export TERM=xterm-256color`.")
        yield Finding("terminal", State.WRONG, sentence, another)
        return
    yield Finding("terminal", State.WELL, words("TERM is {term}.", term=term))
    depth = {
        ColourDepth.TRUE: words("16 million colours"),
        ColourDepth.EIGHT_BIT: words("256 colours"),
        ColourDepth.STANDARD: words("16 colours"),
        ColourDepth.NONE: words("no colours"),
    }[capabilities.colour]
    if capabilities.no_color:
        sentence = words("NO_COLOR is set: nothing is told by colour alone, so nothing is lost.")
        coloured = words("`unset NO_COLOR` brings colours back.")
        yield Finding("colours", State.NOTE, sentence, coloured)
    else:
        sentence = words("This terminal gets {depth}.", depth=depth)
        more = words("If it can show more: `export COLORTERM=truecolor`.")
        full = environment.get("COLORTERM", "") in {"truecolor", "24bit"}
        yield Finding("colours", State.WELL, sentence, "" if full else more)


def _letters(words: Words, environment: Mapping[str, str], is_terminal: bool) -> Finding:
    name = next((name for name in _LOCALES if environment.get(name)), "")
    if not name:
        return Finding("locale", State.WELL, words("No locale is set; UTF-8 is taken for granted."))
    value = environment[name]
    said = value[:40] if value.isprintable() else "?"
    if value.lower().replace("-", "").partition(".")[2].startswith("utf8"):
        sentence = words("{name} is {value}: all letters can be shown.", name=name, value=said)
        return Finding("locale", State.WELL, sentence)
    sentence = words(
        "{name} is {value}, which has no UTF-8: letters lose their accents.", name=name, value=said
    )
    better = words("Choose one that has it, such as `export {name}=C.UTF-8`.", name=name)
    # What runs by itself, from cron for one, often has no other.
    return Finding("locale", State.WRONG if is_terminal else State.NOTE, sentence, better)


def _fault_of(requirement: str, words: Words) -> str:
    """What is wrong with an installed library; empty when it fits, as far as that can be told."""
    bare = requirement.partition(";")[0]
    found = re.match(r"[\w.-]+", bare)
    if found is None:
        return ""
    name, wanted = found[0], bare[found.end() :].strip(" ()")
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return words("The library {name} is missing.", name=name)
    if all(_fits(version, sign, limit) for sign, limit in _SPECIFIER.findall(wanted)):
        return ""
    return words(
        "The library {name} is {version}; retro was made for {wanted}.",
        name=name,
        version=version,
        wanted=wanted,
    )


def _fits(version: str, sign: str, limit: str) -> bool:
    ours, theirs = _numbers(version), _numbers(limit)
    length = max(len(ours), len(theirs))
    left, right = ([*each, *[0] * (length - len(each))] for each in (ours, theirs))
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "==": left == right,
        "!=": left != right,
    }[sign]


def _numbers(version: str) -> list[int]:
    begins = re.match(r"[0-9]+(\.[0-9]+)*", version)
    return [int(part) for part in begins[0].split(".")] if begins else []
