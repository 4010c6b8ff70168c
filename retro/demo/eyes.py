"""What a simulated person sees: the words that came for their terminal, and the phase they show.

No model of a screen is needed to know where one is: a phase is drawn whole when it begins, with
its title after a sign.
"""

import codecs
import re
from typing import Final

#: Control sequences of a terminal (ECMA-48, 5.4), strings to it (8.3.143), and other controls.
_CONTROLS: Final = re.compile(
    "\x1b(?:\\[[0-?]*[ -/]*[@-~]|[\\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\\\)|[ -/]*[0-Z\\\\^-~])"
    "|[\x00-\x1a\x1c-\x1f\x7f]"
)
#: Characters that are remembered; a screen has some thousands.
_REMEMBERED: Final = 20_000


class Eyes:
    """Reads what comes for one terminal. `titles` are those of the phases, as they are drawn."""

    def __init__(self, titles: tuple[str, ...]) -> None:
        self.phase = ""
        """The title of the phase on the screen; "" before the first."""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._seen = ""
        longest_first = sorted(titles, key=len, reverse=True)
        self._phases = re.compile("▸ (" + "|".join(map(re.escape, longest_first)) + ")")

    def take(self, data: bytes) -> None:
        """See what came."""
        text = self._rest + self._decode(data)
        # A sequence may come in two pieces; what is never finished is none.
        cut = text.rfind("\x1b")
        whole = cut < 0 or len(text) - cut > 100 or _CONTROLS.match(text, cut) is not None
        text, self._rest = (text, "") if whole else (text[:cut], text[cut:])
        text = _CONTROLS.sub("", text)
        overlap = self._seen[-100:]
        for found in self._phases.finditer(overlap + text):
            self.phase = found[1]
        self._seen = (self._seen + text)[-_REMEMBERED:]

    def saw(self, text: str) -> bool:
        """Whether this was drawn since the last `blink`."""
        return text in self._seen

    def blink(self) -> None:
        """Forget what was drawn so far, but not the phase."""
        self._seen = ""
