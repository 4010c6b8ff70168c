"""The guide on one key: beside the work where there is room, else in a window over it."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.session.pausing import feels_unsafe
from retro.ui.guide_pages import (
    LOW_SAFETY,
    GuidePage,
    known_guide,
    pages_to_follow,
    pages_to_lead,
)
from retro.ui.screens.frame import FrameScreen
from retro.ui.widgets.cues import CuePanel, GuideView
from retro.words import Words

_DIGITS: Final = "1,2,3,4,5,6,7,8,9"


def show_guide(screen: FrameScreen, *, reads_on: bool) -> None:
    """Open the guide, or close it where it stands beside the work.

    With `reads_on` go on to what is below, or to the next page: first to the hard moments.
    """
    panel = screen.query_one(CuePanel)
    is_beside = screen.has_class("-wide")
    if is_beside and panel.display:
        if reads_on:
            panel.read_on()
        else:
            panel.close()
        return
    pages = _pages(screen)
    at = min(1, len(pages) - 1) if reads_on else _first(screen, pages)
    if is_beside:
        panel.open(pages, at)
    else:
        screen.app.push_screen(GuideScreen(screen.words, pages, at))


def _pages(screen: FrameScreen) -> tuple[GuidePage, ...]:
    """What is meant for whoever looks at this screen."""
    format = screen.view.session.format
    if not screen.leads:
        return pages_to_follow(format, screen.phase, screen.words)
    known = known_guide(screen.app.catalogue, format.language)
    return pages_to_lead(format, screen.phase, known, screen.words)


def _first(screen: FrameScreen, pages: Sequence[GuidePage]) -> int:
    """The page of the phase; after a low safety poll what to do about that."""
    keys = [page.key for page in pages]
    if feels_unsafe(screen.view.session) and LOW_SAFETY in keys and not screen.seat.shared:
        return keys.index(LOW_SAFETY)
    return 0


class GuideScreen(ModalScreen[None]):
    """The guide in a window: Tab or a number turns to another page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g,q,enter,space", "close", show=False),
        Binding("tab,right", "turn(1)", show=False),
        Binding("shift+tab,left", "turn(-1)", show=False),
        Binding("G", "read_on", show=False),
        *(Binding(key, f"turn_to({key})", show=False) for key in _DIGITS.split(",")),
    ]
    AUTO_FOCUS = "VerticalScroll"

    DEFAULT_CSS = """
    GuideScreen > Vertical { height: 92%; max-height: 34; }
    GuideScreen #keys { height: auto; margin-top: 1; }
    .-low GuideScreen #keys, GuideScreen.-low #keys { margin-top: 0; }
    """

    def __init__(self, words: Words, pages: Sequence[GuidePage], at: int = 0) -> None:
        super().__init__(classes="dialog")
        self.words = words
        self.pages = pages
        self.start = at

    def compose(self) -> ComposeResult:
        with Vertical():
            yield GuideView(takes_keys=True)
            several = self.words("Tab turns the page · Esc closes")
            yield Static(
                several if len(self.pages) > 1 else self.words("Esc closes"),
                classes="quiet",
                id="keys",
            )

    def on_mount(self) -> None:
        self.query_one(GuideView).open(self.pages, self.start)

    def action_turn(self, step: int) -> None:
        view = self.query_one(GuideView)
        view.turn_to(view.at + step)

    def action_turn_to(self, number: int) -> None:
        if number <= len(self.pages):
            self.query_one(GuideView).turn_to(number - 1)

    def action_read_on(self) -> None:
        self.query_one(GuideView).read_on()

    def action_close(self) -> None:
        self.dismiss(None)
