"""What a line says that has no more markup than `retro.minutes` puts into it.

A parser of Markdown goes through a text sign by sign, which takes seconds for a megabyte. Most
lines need none of that: every sign that could be markup is escaped, or stands where it cannot be.
Whatever is not certain is None here, and left to the parser.
"""

import re
from typing import Final

_PUNCTUATION: Final = r"[!-/:-@\[-`{-~]"
#: Nothing but signs that stand for themselves, as CommonMark 0.31.2 has it for a text without
#: definitions of links, and escaped ones.
_CERTAIN: Final = re.compile(
    rf"""
    (?:
        [^\\`*_\]<&\n]++
      | \\ {_PUNCTUATION}
      | \\ (?! {_PUNCTUATION} | \n | $ )
      | (?<= [^\W_] ) _+                            # behind a letter it opens nothing
      | (?<= [ ] ) [*_] (?= [ ] )                  # alone
      | \] (?! \( )
      | < (?! [A-Za-z/!?] )
      | & (?! \#? [0-9A-Za-z]+ ; )
      | (?<! [ \t] ) \\? \n (?! [ \t] )            # the end of a line
    )*+
    """,
    re.VERBOSE,
)
_ESCAPE: Final = re.compile(rf"\\(?:({_PUNCTUATION})|(\n))|(\n)")
_ID: Final = re.compile(r"(?:^| )`([0-9a-fA-F]{6,64})`$")
_LABEL: Final = re.compile(
    r"(\*\*?)([^\s*`\\_\[\]<&!](?:[^*`\\_\[\]<&!\n]*[^\s*`\\_\[\]<&!])?)\1(?: – |$)"
)


def quick_text(source: str) -> str | None:
    """What an inline text says, its line breaks as line feeds; None where that is not certain."""
    if not _CERTAIN.fullmatch(source):
        return None
    return _ESCAPE.sub(_meant, source)


def quick_parts(source: str) -> tuple[str, str, str] | None:
    """The label, the text and the id of a list item, or None."""
    id = _ID.search(source)
    said = source[: id.start()] if id else source
    label = _LABEL.match(said)
    rest = said[label.end() :] if label else said
    text = quick_text(rest)
    if text is None or (label and rest.startswith("\n")):
        return None
    return label[2] if label else "", text.rstrip() if id else text, id[1].lower() if id else ""


def _meant(found: re.Match[str]) -> str:
    sign, broken, _ = found.groups()
    return sign or ("\n" if broken else " ")
