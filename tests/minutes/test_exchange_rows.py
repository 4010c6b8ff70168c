"""Reading rows of actions from files that spreadsheets and other programs wrote."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.followup.importing import Row, Unreadable
from retro.minutes.action_headings import HEADINGS, TERMS
from retro.minutes.action_rows import LARGEST, MOST_ROWS, day, rows_of
from retro.session import agreed
from retro.session.refusal import Refused

DUTCH = (
    "Eigenaar;Actie;Klaar als;Uiterlijk;Status;Akkoord;Prioriteit\r\n"
    "Zoë;Herstel de café-kassa;5 min. “ok”;1-12-2026;Mee bezig;ja;hoog\r\n"
    ';"Vraag; en bel\r\nKim";;;;nee;\r\n'
)


def read(text: str) -> list[Row]:
    return rows_of(text.encode())[0]


def faults(content: bytes | str) -> list[str]:
    """Why a file is refused, each with its line before it."""
    with pytest.raises(Unreadable) as caught:
        rows_of(content.encode() if isinstance(content, str) else content)
    return [f"{line}: {refused}" for line, refused in caught.value.faults]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_dutch_list_is_understood_whatever_wrote_it(encoding: str) -> None:
    rows, unknown = rows_of(DUTCH.encode(encoding))
    assert unknown == ["Prioriteit"]
    assert [row.line for row in rows] == [2, 3]
    assert rows[0].fields == {
        "owner": "Zoë", "text": "Herstel de café-kassa", "done_when": "5 min. “ok”",
        "due": "2026-12-01", "state": "doing", "accepted": True,
    }  # fmt: skip
    assert rows[1].fields == {
        "owner": "",
        "text": "Vraag; en bel\nKim",
        "done_when": "",
        "due": None,
        "accepted": False,
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_sign_and_line_end_will_do(sign: str, end: str) -> None:
    text = end.join(["", sign.join(["Text", "Owner"]), "", sign.join(["Do, it; now", "Kim"]), ""])
    text = text.replace("Do, it; now", '"Do, it; now"')
    (row,) = read(text)
    assert (row.line, row.fields) == (4, {"text": "Do, it; now", "owner": "Kim"})


def test_a_spreadsheet_may_say_which_sign_it_used() -> None:
    (row,) = read("sep=;\r\ntext;owner\r\nA, b, c;Kim\r\n")
    assert (row.line, row.fields["text"]) == (3, "A, b, c")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1-12-2026", date(2026, 12, 1)),
        ("01.12.2026", date(2026, 12, 1)),
        ("13/12/2026", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("3/3/2026", date(2026, 3, 3)),
        ("2026/12/1", date(2026, 12, 1)),
        (" 1-12-2026 0:00 ", date(2026, 12, 1)),
        ("2026-12-01T10:00:00Z", date(2026, 12, 1)),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, meant: date) -> None:
    assert day(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1/12/2026", "one of two days, by who reads it: write 2026-12-01 or 2026-01-12"),
        ("12/1/2026", "write 2026-01-12 or 2026-12-01"),
        ("31-2-2026", "is no day"),
        ("1-12-26", "is no day"),
        ("1-12/2026", "is no day"),
        ("soon", "is no day: write it as 2026-12-01"),
        ("2026-13-01", "is no day"),
    ],
)
def test_a_day_that_is_none_or_two_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        day(typed)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "0: There is nothing in this file."),
        (" \r\n ; \r\n", "0: There is nothing in this file."),
        ("owner,due\nKim,2026-12-01\n", "1: No column says what will be done"),
        ("text,Actie\na,b\n", "1: “text” and “Actie” both say the same"),
        ("text,owner\na,b,c\n", "2: There are 3 cells and 2 headings"),
        ("text,due\na,1/2/2026\n", "2: 1/2/2026 is one of two days"),
        ("text,state\na,perhaps\n", "2: perhaps is none of: open, doing, blocked, done, dropped."),
        ("text,accepted\na,perhaps\n", "2: perhaps is none of: yes, no."),
        ("text,kind\na,task\n", "2: task is none of: fix, experiment"),
        ("text,created\na,once\n", "2: once is no day"),
        ('text\n"a\nb\n', "2: A quotation mark opens a cell here and nothing closes it."),
        ('text\na\n"b"c\n', "3: Something stands after the quotation mark"),
        ("text\n" + "x" * 200_000, "2: A cell is far too long"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", "0: This is no text"),
        (b"text\na\0b\n", "0: This is no text"),
        (b"\xff\xfea\x00b", "0: This is no text"),
        (b"text\n" + b"x" * LARGEST, "0: The file is larger than 5 MB"),
        ("text\n" + "a\n" * (MOST_ROWS + 1), f"{MOST_ROWS + 2}: There are more than {MOST_ROWS}"),
    ],
)
def test_what_cannot_be_read_is_refused_by_line(content: bytes | str, told: str) -> None:
    assert faults(content)[0].startswith(told)


def test_all_lines_with_a_mistake_are_named() -> None:
    text = 'text,due\r\na,soon\r\n"b\r\nc",2026-01-01\r\nd,1/2/2026\r\n'
    assert [fault[:2] for fault in faults(text)] == ["2:", "5:"]
    assert len(faults("text,due\n" + "a,soon\n" * 500)) == 20


def test_a_short_row_says_nothing_about_the_rest() -> None:
    (row,) = read("text,owner,due\nDo it\n")
    assert row.fields == {"text": "Do it"}
    (row,) = read("text,owner\nDo it,Kim,,\n")
    assert row.fields == {"text": "Do it", "owner": "Kim"}


def test_every_term_can_be_read() -> None:
    for name, enum in (
        ("state", agreed.ActionState), ("helped", agreed.Helped), ("kind", agreed.ActionKind),
        ("size", agreed.Size), ("strength", agreed.Strength), ("control", agreed.Control),
    ):  # fmt: skip
        assert set(TERMS[name].values()) == {term.value for term in enum}
        assert all(TERMS[name][term.value] == term.value for term in enum)
    assert HEADINGS["done when"] == "done_when"


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    try:
        rows, _ = rows_of(b"text,due,state,accepted,created\n" + content)
    except Unreadable as unreadable:
        assert all(str(refused) for _, refused in unreadable.faults)
    else:
        assert all(row.line >= 2 for row in rows)
