"""People's text as Markdown that every CommonMark parser reads back exactly as it was typed.

Only what a parser would otherwise take for markup gets a backslash, so that the source stays
readable. The rules are those of CommonMark 0.31.2 and of the GitHub extensions (tables,
strikethrough, task lists, footnotes, bare addresses, mathematics). Text is taken as
`retro.session.text.clean` leaves it: no control characters, no white space at the end of a line.

What these functions return may be followed by a line end, a space, a comma, a closing bracket or
an asterisk of emphasis, and by nothing else.
"""

import re
from typing import Final

#: Markup wherever it stands in a line. What `kept` matches only looks like it.
_MARKUP: Final = re.compile(
    r"""
    (?P<kept>
        (?<=[^\W_]) _+                          # behind a letter it opens no emphasis
      | (?<=\s) [*_] (?=\s)                     # nor does a sign that stands alone
      | (?: ^ | (?<=[\s!-/:-@\[-`{-}]) ) ~ (?=[^\W_])   # "~5 minutes" could open, never close
    )
    | \\ (?= [!-/:-@\[-`{-~] | $ )              # a backslash before what it would escape
    | [`*_~]
    | < (?= [A-Za-z/!?] )                       # tags, comments, <addresses>
    | & (?= \#? [0-9A-Za-z]+ ; )                # entities
    | \] (?= [(:] )                             # links and definitions
    | \[ (?= \^ ) | (?<= \^ ) \[                # footnotes
    | (?<= \S ) \$                              # the end of a formula; without one there is none
    """,
    re.VERBOSE,
)

#: What makes a block at the start of a line; the backslash goes before the named group.
_OPENING: Final = re.compile(
    r"""
      (?P<heading> \# ) \#{0,5} (?: \s | $ )
    | (?P<quote> > )
    | (?P<bullet> [-+:] ) (?: \s | $ )
    | [0-9]{1,9} (?P<number> [.)] ) (?: \s | $ )
    | (?P<task> \[ ) [\sxX] \]
    | (?P<underline> = ) =* \s* $
    | (?P<rule> [-:|] ) [-:|\s]* $              # a rule, an underline, the second row of a table
    """,
    re.VERBOSE,
)

_CLOSING_HASHES: Final = re.compile(r"(?:^|(?<=\s))#+$")
_ADDRESS: Final = re.compile(r"(?:https?|ftp)(:)//|www(\.)", re.IGNORECASE)


def inline(text: str, *, at_start: bool = True) -> str:
    """`text` for a paragraph or a list item, its lines ended by hard line breaks.

    The lines after the first stand at the margin; whoever puts them into a list indents them.
    `at_start` is False where something of one's own and a space come before the text.
    """
    first, *others = text.split("\n")
    lines = [_escaped(first, opens=at_start, trimmed=at_start), *map(_escaped, others)]
    return "".join(f"{line}{_break_after(line)}\n" for line in lines[:-1]) + lines[-1]


def heading(text: str) -> str:
    """`text` for a heading behind number signs; line breaks become spaces, for it has one line."""
    line = text.replace("\n", " ")
    places = {found.start() for found in _CLOSING_HASHES.finditer(line)}
    return _escaped(line, opens=False, more=places)


def cell(text: str) -> str:
    """`text` for a cell of a table, where a line break can only be a tag."""
    lines = (_escaped(line, opens=False, in_cell=True) for line in text.split("\n"))
    return "<br>".join(lines)


def _break_after(line: str) -> str:
    """A hard line break that does not become a part of an address at the end of its line."""
    return "  " if _ADDRESS.search(line.rpartition(" ")[2]) else "\\"


def _escaped(
    line: str,
    *,
    opens: bool = True,
    trimmed: bool = True,
    in_cell: bool = False,
    more: set[int] | None = None,
) -> str:
    """One line. `trimmed`: a parser would take white space off its start."""
    places = {found.start() for found in _MARKUP.finditer(line) if not found["kept"]}
    opening = _OPENING.match(line) if opens else None
    if opening and opening.lastgroup:
        places.add(opening.start(opening.lastgroup))
    if trimmed and line[:1].isspace() and line[1:2] in ("*", "_"):
        # Behind what stands for the space, a plain reader may take it for emphasis.
        places.add(1)
    places |= more or set()
    places |= _addresses(line, places)
    written: list[str] = []
    for place, sign in enumerate(line):
        if in_cell and sign == "|":
            # A backslash before the pipe's own would be read in two ways by two parsers.
            written.append("&#124;" if line[place - 1 : place] == "\\" else "\\|")
        elif place == 0 and trimmed and sign.isspace():
            written.append(f"&#{ord(sign)};")
        else:
            written.append("\\" + sign if place in places else sign)
    return "".join(written)


def _addresses(line: str, escaped: set[int]) -> set[int]:
    """Where to break bare addresses that hold something escaped.

    Forges make links of bare addresses, and take a backslash inside one for a part of it.
    """
    breaks: set[int] = set()
    for found in _ADDRESS.finditer(line):
        end = found.end() + len(line[found.end() :].partition(" ")[0])
        if any(found.end() <= place < end for place in escaped):
            breaks.add(found.start(found.lastindex or 0))
    return breaks
