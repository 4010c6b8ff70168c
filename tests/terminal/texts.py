"""Texts from anybody, and what must not come out of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

# Written down a second time, apart from the program's rules: what must never come out.
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e0fff]"
)

ANY_TEXT = st.text(
    st.characters()
    | st.sampled_from("\x1b\x9b\u202e\ud800\u200d\ufe0f\u20e3\u0301\u200b\n\r\t1👩🚀❤")
)
