"""Bytes from a terminal, cut into keys and pastes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.terminal.input import PASTE_LIMIT, InputStream, Paste, split_unfinished

START, END = b"\x1b[200~", b"\x1b[201~"


def read(*reads: bytes) -> list[bytes | Paste]:
    """Feed reads one by one; join typed pieces that follow each other."""
    stream = InputStream()
    joined: list[bytes | Paste] = []
    for piece in [piece for data in reads for piece in stream.feed(data)] + stream.settle():
        if isinstance(piece, bytes) and joined and isinstance(joined[-1], bytes):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def test_keys_pass() -> None:
    assert read(b"abc", b"\x1b[A", "é".encode()) == [b"abc\x1b[A" + "é".encode()]


def test_a_paste_is_one_piece_in_its_place() -> None:
    assert read(b"a" + START + b"one\r\ntwo\x00" + END + b"b") == [
        b"a",
        Paste("one\ntwo", 0),
        b"b",
    ]


@given(
    st.binary(max_size=40).filter(lambda data: b"\x1b" not in data),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_reads_may_be_cut_anywhere(body: bytes, cuts: list[int]) -> None:
    whole = b"x\x1b[1;5A" + START + body + END + b"\x1b[<0;3;4My"
    edges = [0, *sorted(cut for cut in cuts if cut < len(whole)), len(whole)]
    pieces = [whole[left:right] for left, right in pairwise(edges)]
    assert read(*pieces) == read(whole)
    assert read(whole)[0] == b"x\x1b[1;5A"
    assert read(whole)[-1] == b"\x1b[<0;3;4My"


def test_a_paste_is_capped_on_bytes() -> None:
    (paste,) = read(START + b"x" * (PASTE_LIMIT + 1) + END)
    assert paste == Paste("x" * PASTE_LIMIT, 1)


def test_the_cap_does_not_leave_half_a_character() -> None:
    (paste,) = read(START + b"x" + "é".encode() * PASTE_LIMIT + END)
    assert isinstance(paste, Paste)
    assert paste.text == "x" + "é" * ((PASTE_LIMIT - 1) // 2)
    assert paste.lost == 1 + 2 * PASTE_LIMIT - PASTE_LIMIT


def test_a_paste_without_an_end_is_bounded_and_ends_with_silence() -> None:
    stream = InputStream()
    for _read in range(200):
        assert stream.feed(START + b"y" * 4096) == []
    assert stream.is_pasting
    assert len(stream._paste or b"") == PASTE_LIMIT
    (paste,) = stream.settle()
    assert isinstance(paste, Paste)
    assert paste.text.startswith("yyy")
    assert paste.lost > 10 * PASTE_LIMIT
    assert stream.feed(b"typed again") == [b"typed again"]


def test_a_second_end_mark_is_no_paste() -> None:
    assert read(START + b"one" + END + b"two" + END + b"three") == [
        Paste("one", 0),
        b"two" + END + b"three",
    ]


def test_a_start_mark_inside_a_paste_is_text() -> None:
    assert read(START + b"one" + START + b"two" + END) == [Paste("one[200~two", 0)]


def test_escape_and_c1_inside_a_paste_are_removed() -> None:
    pasted = "a\x1b]52;c;eA==\x07b\x9b2Jc\u202ed\x1b"
    assert read(START + pasted.encode() + END) == [Paste("a]52;c;eA==b2Jcd", 0)]


@pytest.mark.parametrize(
    "unfinished",
    [
        b"\x1b",
        b"\x1b[",
        b"\x1b[1;",
        b"\x1b[<35;10",
        b"\x1bO",
        b"\x1b[?2026;2$",
        b"\xe2\x82",
        b"\xf0\x9f",
    ],
)
def test_what_is_unfinished_is_held_back(unfinished: bytes) -> None:
    assert split_unfinished(b"done" + unfinished) == (b"done", unfinished)
    stream = InputStream()
    assert stream.feed(b"done" + unfinished) == [b"done"]
    assert stream.is_waiting
    assert stream.settle() == [unfinished]
    assert not stream.is_waiting


@pytest.mark.parametrize(
    "finished",
    [b"\x1b[A", b"\x1bOP", b"\x1bx", b"\x1b[97;5u", "€".encode(), "👩".encode(), b"\xff"],
)
def test_what_is_finished_is_not(finished: bytes) -> None:
    assert split_unfinished(b"done" + finished) == (b"done" + finished, b"")


def test_movements_of_the_mouse_that_were_overtaken_are_left_out() -> None:
    moves = b"".join(b"\x1b[<35;%d;5M" % column for column in range(1, 200))
    drag = b"\x1b[<0;1;1M\x1b[<32;2;2M\x1b[<32;3;3M\x1b[<0;3;3m"
    assert read(moves) == [b"\x1b[<35;199;5M"]
    assert read(drag) == [b"\x1b[<0;1;1M\x1b[<32;3;3M\x1b[<0;3;3m"]
    wheel = b"\x1b[<64;5;5M" * 3
    assert read(wheel) == [wheel]
