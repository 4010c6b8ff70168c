"""Texts from anybody, and what must not come out of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

# Written down a second time, apart from the program's rules: what must never come out.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)

_JOINER = "[\u200c\u200d]"
_SELECTOR = "[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"

# What may come out, but not there: a joiner or a selector that has nothing to join or to choose
# carries hidden data.
MISPLACED = re.compile(
    rf"(?:^|\s|{_JOINER}){_JOINER}|{_JOINER}(?:\s|$)|[A-Za-z]{_JOINER}|{_JOINER}[A-Za-z]"
    rf"|(?:^|\s|[A-Za-z]|{_SELECTOR}){_SELECTOR}",
    re.MULTILINE,
)

ODD = (
    "\x1b\x85\x9b\u00ad\u202e\ud800\u200b\u200c\u200d\ufe00\ufe0f\u20e3\u0301\u0300\u0338\u034f"
    "\n\r\t1👩🚀❤↔\u0628\u06cc\u0915\u094d\u0937\u093f\u09cd\u0e49\u1039\u103c\u1820\u180b\u180e"
    "\u845b\U000e0100\U000e0041\u0600\u0378\U0001faff\uffff\u3164"
)

ANY_TEXT = st.text(st.characters() | st.sampled_from(ODD))
