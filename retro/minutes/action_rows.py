"""Rows of actions from a file that a spreadsheet or another program wrote.

The file may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs, its columns in any
order and named in English or Dutch. What cannot be told for sure is refused by line, never guessed.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any, Final

from retro.followup.importing import Row, Unreadable
from retro.minutes.action_csv import NAMES, armed
from retro.minutes.action_headings import HEADINGS, TERMS, plain
from retro.minutes.decoding import MOST_BYTES, decoded
from retro.session.refusal import Refused

#: Bytes of a file, and rows in it; more than any team agrees on, and quickly read.
LARGEST: Final = MOST_BYTES
MOST_ROWS: Final = 20_000
#: How many faults are told at once.
_TOLD: Final = 20

_DELIMITERS: Final = ",;\t"
_CHOSEN: Final = re.compile(r"""["']?sep=(?P<sign>[,;\t])["']?\r?\n?""", re.IGNORECASE)
_QUOTED: Final = re.compile('"[^"]*"')
_YES: Final = frozenset({"true", "yes", "y", "1", "x", "ja", "j", "waar", "✓"})
_NO: Final = frozenset({"false", "no", "n", "0", "nee", "onwaar", ""})
_TIMES: Final = frozenset({"created", "updated", "closed"})

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
#: A spreadsheet may add a time to a day.
_CLOCK: Final = re.compile(r"[ T]\d{1,2}:\d{2}.*")


def rows_of(content: bytes) -> tuple[list[Row], list[str]]:
    """The rows of a file, and the headings of the columns that were not understood.

    Raises Unreadable with everything that is wrong, up to a bound.
    """
    lines = _lines(text_in(content))
    try:
        _, heads = next(lines)
    except StopIteration:
        raise Unreadable([(0, Refused("There is nothing in this file."))]) from None
    columns, unknown = _columns(heads)
    rows: list[Row] = []
    faults: list[tuple[int, Refused]] = []
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            fault = Refused("There are more than {most} rows: split the file.", most=MOST_ROWS)
            raise Unreadable([(number, fault)])
        try:
            rows.append(_row(number, columns, cells, len(heads)))
        except Refused as refused:
            faults.append((number, refused))
        if len(faults) == _TOLD:
            break
    if faults:
        raise Unreadable(faults)
    return rows, unknown


def text_in(content: bytes) -> str:
    """The text of a file, whatever wrote it. Raises Unreadable."""
    if len(content) > LARGEST:
        fault = Refused("The file is larger than {size} MB: split it.", size=LARGEST // 1_000_000)
        raise Unreadable([(0, fault)])
    try:
        return decoded(content)
    except ValueError:
        fault = Refused("This is no text: save it as CSV in UTF-8, then try again.")
        raise Unreadable([(0, fault)]) from None


def day(text: str) -> date:
    """The day that somebody wrote, with the year first or the day first.

    Raises Refused for what is none, and for 1/12/2026, which is another day to an American.
    """
    typed = _CLOCK.sub("", text.strip())
    if match := _YEAR_FIRST.fullmatch(typed):
        year, month, number = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(typed):
        number, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "/" and month > 12:
            number, month = month, number
        elif match[2] == "/" and number <= 12 and number != month:
            raise Refused(
                "{day} is one of two days, by who reads it: write {one} or {other}.",
                day=typed,
                one=f"{year}-{month:02}-{number:02}",
                other=f"{year}-{number:02}-{month:02}",
            )
    else:
        raise Refused("{value} is no day: write it as 2026-12-01.", value=text[:40])
    try:
        return date(year, month, number)
    except ValueError:
        raise Refused("{value} is no day: write it as 2026-12-01.", value=text[:40]) from None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with the number of the line on which each begins."""
    chosen = _CHOSEN.match(text)
    skipped = 1 if chosen else 0
    rest = text[chosen.end() :] if chosen else text
    delimiter = chosen["sign"] if chosen else _delimiter(rest)
    reader = csv.reader(StringIO(rest, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1 + skipped
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable([(number, _why(error))]) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def _why(error: csv.Error) -> Refused:
    if "unexpected end" in str(error):
        return Refused("A quotation mark opens a cell here and nothing closes it.")
    if "larger than" in str(error):
        return Refused("A cell is far too long: perhaps a quotation mark before it is not closed.")
    return Refused("Something stands after the quotation mark that closes a cell.")


def _delimiter(text: str) -> str:
    """The sign between the cells: the one that the first line with something on it has most."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = _QUOTED.sub("", first)
    return max(_DELIMITERS, key=bare.count)


def _columns(heads: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each field is, and the headings that mean nothing here."""
    columns: dict[str, int] = {}
    unknown = []
    for place, head in enumerate(heads):
        name = HEADINGS.get(plain(head))
        if name is None:
            unknown.append(head)
        elif name in columns:
            fault = Refused(
                "“{one}” and “{other}” both say the same of an action: take one out.",
                one=heads[columns[name]][:40],
                other=head[:40],
            )
            raise Unreadable([(1, fault)])
        else:
            columns[name] = place
    if not columns.keys() & {"text", "uid", "id"}:
        fault = Refused("No column says what will be done: name one of them “text” (or “actie”).")
        raise Unreadable([(1, fault)])
    return columns, [head for head in unknown if head.strip()]


def _row(number: int, columns: dict[str, int], cells: Sequence[str], width: int) -> Row:
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        raise Refused(
            "There are {count} cells and {heads} headings: put quotation marks around a text "
            "with the sign that is between cells.",
            count=len(cells),
            heads=width,
        )
    values: dict[str, Any] = {}
    for name, place in columns.items():
        # A row that is cut short says nothing about the columns that it does not reach.
        if place < len(cells):
            cell = armed(cells[place], is_name=name in NAMES)
            values.update(_value(name, cell))
    uid, id = (str(values.pop(name, "")).strip() for name in ("uid", "id"))
    return Row(number, uid, id, values)


def _value(name: str, cell: str) -> dict[str, Any]:
    """A field and its value; nothing for a cell that leaves it as it is."""
    read: Callable[[str], Any] = _READ.get(name, str)
    if not cell.strip() and (name in _TIMES or name == "state"):
        return {}
    return {name: read(cell)}


def _term(name: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        known = TERMS[name]
        if (typed := plain(cell)) in known:
            return known[typed]
        raise Refused(
            "{value} is none of: {known}.",
            value=cell[:40],
            known=", ".join(dict.fromkeys(filter(None, known.values()))),
        )

    return read


def _accepted(cell: str) -> bool:
    typed = cell.strip().casefold()
    if typed in _YES or typed in _NO:
        return typed in _YES
    raise Refused("{value} is none of: {known}.", value=cell[:40], known="yes, no")


def _due(cell: str) -> str | None:
    return day(cell).isoformat() if cell.strip() else None


def _time(cell: str) -> str:
    """A time as it is, or a day."""
    try:
        datetime.fromisoformat(cell.strip())
    except ValueError:
        return day(cell).isoformat()
    return cell.strip()


_READ: Final[dict[str, Callable[[str], Any]]] = {
    "accepted": _accepted,
    "due": _due,
    **dict.fromkeys(_TIMES, _time),
    **{name: _term(name) for name in TERMS},
}
