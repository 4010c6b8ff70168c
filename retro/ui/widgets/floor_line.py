"""Who has the floor, so large that nobody can overlook it."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from retro.ui.turns import Floor


class FloorLine(Widget):
    """A band across the screen; for whoever has the floor in the colours the other way round."""

    DEFAULT_CSS = """
    FloorLine {
        height: auto; width: 1fr; padding: 1 2; margin-bottom: 1;
        background: $panel; color: $foreground; border-left: outer $accent;
    }
    FloorLine.own { background: $accent; color: $background; }
    """

    floor: reactive[Floor] = reactive(Floor(""), layout=True)

    def watch_floor(self) -> None:
        self.set_class(self.floor.is_own, "own")

    def render(self) -> Content:
        floor = self.floor
        sign = "▶ " if floor.is_own else ""
        large = f"{sign}{floor.large}"
        muted = "" if floor.is_own else "$text-muted"
        parts = [(large, "bold" if floor.is_own else "bold $accent")]
        if floor.small:
            parts.append((f"\n{floor.small}", muted))
        return Content.assemble(*parts)
