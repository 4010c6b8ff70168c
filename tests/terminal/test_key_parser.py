"""Where one key ends and the next begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from retro.terminal.textual_internals import KeyParser


def test_every_sequence_that_textual_knows_gets_to_it() -> None:
    unlike = {f"\x1b{each}" for each in "§0123456789-=\x1b"}
    for sequence in ANSI_SEQUENCES_KEYS.keys() - unlike:
        if sequence.startswith("\x1b") and len(sequence) > 1:
            expected = [
                key.key for key in XTermParser().feed(sequence) if isinstance(key, events.Key)
            ]
            assert [
                key.key for key in KeyParser().feed(sequence) if isinstance(key, events.Key)
            ] == (expected), sequence


@given(st.text(st.sampled_from("\x1b[OMn1;<?~uA\r\x7fé "), max_size=40), st.integers(0, 40))
def test_keys_do_not_depend_on_how_they_are_cut(text: str, cut: int) -> None:
    def keys(*reads: str) -> list[tuple[type[Message], str]]:
        parser = KeyParser()
        messages = [each for read in reads if read for each in parser.feed(read)]
        messages += parser.finish()
        return [(type(each), getattr(each, "key", "")) for each in messages]

    assert keys(text[:cut], text[cut:]) == keys(text)
    assert "circumflex_accent" not in [key for _type, key in keys(text)]
