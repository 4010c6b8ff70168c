"""Who is here, as many on a line as fit."""

from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

#: Pieces of text, each with its style.
Parts: TypeAlias = tuple[tuple[str, str], ...]

_GAP = "   "


class WhoIsHere(Widget):
    """A line that counts, and below it each person in one piece.

    Textual breaks a line at any space, also at one that is meant not to be broken at.
    """

    DEFAULT_CSS = "WhoIsHere { height: auto; width: 1fr; }"

    count: reactive[str] = reactive("")
    people: reactive[tuple[Parts, ...]] = reactive((), layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width)) + 1

    def render(self) -> Content:
        lines = self._lines(self.content_size.width)
        head = Content.styled(self.count, "bold $secondary")
        return Content("\n").join([head, *(Content(_GAP).join(line) for line in lines)])

    def _lines(self, width: int) -> list[list[Content]]:
        lines: list[list[Content]] = []
        used = 0
        for person in self.people:
            needs = sum(cell_len(text) for text, _style in person)
            if not lines or used + len(_GAP) + needs > width:
                lines.append([])
                used = -len(_GAP)
            lines[-1].append(Content.assemble(*person))
            used += len(_GAP) + needs
        return lines
