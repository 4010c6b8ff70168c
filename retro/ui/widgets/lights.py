"""Red, amber and green: the answers of a health check, each colour with a word and a sign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from retro.ui.registry import translate as _
from retro.words import Words

#: From low to high: a sign that differs without its colour, the colour's word, its name in themes.
COLOURS: Final = (
    ("○", _("red"), "$error"),
    ("◐", _("amber"), "$warning"),
    ("●", _("green"), "$success"),
)
#: Which way it goes, by the arrow of an answer.
ARROWS: Final = ((1, "↑", _("better")), (0, "→", _("the same")), (-1, "↓", _("worse")))
_BAR: Final = 10
#: Columns below which how many chose a colour stands on a line of its own.
_NARROW: Final = 60


@dataclass(frozen=True, slots=True)
class Lit:
    """What the lights show.

    `labels` say what each value means, from low to high, beginning with the value `low`. `counts`
    has how many chose each value and each arrow; `own` is the viewer's value and arrow while they
    are unseen. `asks_way` is true once it is time to say which way it goes.
    """

    labels: tuple[str, ...] = ()
    low: int = 1
    counts: Mapping[tuple[int, int], int] = field(default_factory=dict)
    own: tuple[int, int] | None = None
    is_open: bool = True
    asks_way: bool = False


class Lights(Widget):
    """Three lights with what was said, and below them which way it goes."""

    class Pressed(Message):
        """Somebody clicked on a light."""

        def __init__(self, value: int) -> None:
            super().__init__()
            self.value = value

    DEFAULT_CSS = """
    Lights { height: auto; width: 1fr; max-width: 100; }
    """

    lit: reactive[Lit] = reactive(Lit(), layout=True)

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = words

    def render(self) -> Content:
        lines: list[tuple[str, str]] = []
        wide = self.size.width >= _NARROW
        names = [self.words(name) for _sign, name, _tone in COLOURS]
        column = max(map(cell_len, names))
        label_column = max(map(cell_len, self.lit.labels), default=0)
        for place in reversed(range(len(self.lit.labels))):
            lines += self._light(place, column, label_column, wide=wide)
        lines += self._way()
        return Content.assemble(*lines)

    def _light(
        self, place: int, column: int, label_column: int, *, wide: bool
    ) -> list[tuple[str, str]]:
        lit, value = self.lit, self.lit.low + place
        sign, name, tone = COLOURS[min(place, len(COLOURS) - 1)]
        word, label = self.words(name), lit.labels[place]
        is_own = lit.own is not None and lit.own[0] == value
        parts = [
            (f"{value} ", "bold $primary"),
            (f" {sign} {word:<{column}}  ", f"bold {tone}"),
            (f"{label:<{label_column}}" if wide else label, "bold" if is_own else ""),
        ]
        tail = self._tail(value, tone)
        if tail:
            parts.append(("   " if wide else "\n     ", ""))
            parts += tail
        return [*parts, ("\n\n" if self.app.size.height >= 24 else "\n", "")]

    def _tail(self, value: int, tone: str) -> list[tuple[str, str]]:
        lit = self.lit
        if lit.own is not None:
            if lit.own[0] != value:
                return []
            way = next(f"{sign} {self.words(name)}" for a, sign, name in ARROWS if a == lit.own[1])
            return [(f"✓ {self.words('your answer')}  {way}", "$success")]
        count = sum(number for (at, _arrow), number in lit.counts.items() if at == value)
        if not count:
            return []
        most = max(
            sum(n for (at, _arrow), n in lit.counts.items() if at == each)
            for each, _arrow in lit.counts
        )
        bar = "█" * max(round(count * min(most, _BAR) / most), 1)
        ways = [
            f"{sign} {lit.counts[value, arrow]}"
            for arrow, sign, _name in ARROWS
            if lit.counts.get((value, arrow))
        ]
        return [(f"{bar} {count}", f"bold {tone}"), (f"   {'  '.join(ways)}", "")]

    def _way(self) -> list[tuple[str, str]]:
        """The second question; and once all is shown, what was said to it in all."""
        lit, words = self.lit, self.words
        # The arrows stay together.
        gap = "  " if self.size.width >= _NARROW else "\n"
        if lit.is_open:
            loud = lit.asks_way
            parts = [(words("And which way is it going?") + gap, "bold" if loud else "$text-muted")]
            for _arrow, sign, name in ARROWS:
                parts.append((f"{sign} ", "bold $primary" if loud else "$text-muted"))
                parts.append((f"{words(name)}   ", "" if loud else "$text-muted"))
            return parts
        totals = {
            arrow: sum(n for (_v, a), n in lit.counts.items() if a == arrow)
            for arrow, _s, _n in ARROWS
        }
        parts = [(words("Which way it goes:") + gap, "bold")]
        told = " · ".join(
            f"{sign} {totals[arrow]} {words(name)}" for arrow, sign, name in ARROWS if totals[arrow]
        )
        return [*parts, (told or "–", "")]

    def on_click(self, event: events.Click) -> None:
        """Answer with the light that was clicked."""
        # Each light ends with as many lines as there are line feeds behind it.
        width, wide, top = max(self.size.width, 1), self.size.width >= _NARROW, 0
        for place in reversed(range(len(self.lit.labels))):
            text = Content.assemble(*self._light(place, 0, 0, wide=wide)).plain
            shown = text.rstrip("\n")
            height = len(Content(shown).wrap(width)) + len(text) - len(shown) - 1
            if top <= event.y < top + height:
                self.post_message(self.Pressed(self.lit.low + place))
                return
            top += height
