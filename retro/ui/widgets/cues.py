"""The guide's pages, beside the work or in a window: tabs, and a page that scrolls."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from retro.session.format import Phase
from retro.ui.guide_pages import GuidePage
from retro.words import Words


class GuideTabs(Widget):
    """The names of the pages, in as many lines as they need; each can be clicked.

    They are `numbered` where a number turns to them.
    """

    DEFAULT_CSS = """
    GuideTabs { height: auto; width: 1fr; margin-bottom: 1; color: $text-muted; }
    """

    class Turned(Message):
        """Somebody clicked on the tab at this place, counted from 0."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

    tabs: reactive[tuple[str, ...]] = reactive((), layout=True)
    at: reactive[int] = reactive(0)

    def __init__(self, *, numbered: bool) -> None:
        super().__init__()
        self._numbered = numbered

    def _places(self, width: int) -> Iterator[tuple[int, int, int, str]]:
        """For each tab its line, its first cell, how many cells it takes, and its text."""
        line, cell = 0, 0
        for number, tab in enumerate(self.tabs, 1):
            text = f"{number} {tab}" if self._numbered else tab
            wide = cell_len(text)
            if cell and cell + wide > width:
                line, cell = line + 1, 0
            yield line, cell, wide, text
            cell += wide + 2

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max((line for line, *_rest in self._places(width)), default=0) + 1

    def render(self) -> Content:
        parts: list[tuple[str, str]] = []
        before = 0
        for place, (line, cell, _wide, text) in enumerate(self._places(self.size.width)):
            parts.append(("\n" * (line - before) or ("  " if cell else ""), ""))
            # Form says it as well as colour.
            shown = place == self.at
            parts.append((text, "bold underline $primary" if shown else "$text-muted"))
            before = line
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        for place, (line, cell, wide, _text) in enumerate(self._places(self.size.width)):
            if event.y == line and cell <= event.x < cell + wide:
                self.post_message(self.Turned(place))


class GuideView(Vertical):
    """Pages under their tabs, of which one is shown."""

    DEFAULT_CSS = """
    GuideView { height: 1fr; }
    GuideView > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    GuideView > VerticalScroll > Static { height: auto; }
    """

    def __init__(self, *, takes_keys: bool) -> None:
        super().__init__()
        self._takes_keys = takes_keys
        self.pages: Sequence[GuidePage] = ()

    def compose(self) -> ComposeResult:
        yield GuideTabs(numbered=self._takes_keys)
        with VerticalScroll(can_focus=self._takes_keys):
            yield Static()

    @property
    def at(self) -> int:
        """The place of the page that is shown."""
        return self.query_one(GuideTabs).at

    def open(self, pages: Sequence[GuidePage], at: int = 0) -> None:
        """Show these pages, this one first."""
        self.pages = pages
        tabs = self.query_one(GuideTabs)
        tabs.tabs = tuple(page.tab for page in pages)
        tabs.display = len(pages) > 1
        self.turn_to(at)

    def turn_to(self, at: int) -> None:
        """Show another page from its beginning; behind the last one comes the first."""
        at %= len(self.pages)
        self.query_one(GuideTabs).at = at
        self.query_one(Static).update(Content.assemble(*self.pages[at].parts))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def read_on(self) -> None:
        """Go down to what is below, or on to the next page."""
        page = self.query_one(VerticalScroll)
        if page.scroll_offset.y < page.max_scroll_y:
            page.scroll_page_down(animate=False)
        else:
            self.turn_to(self.at + 1)

    def on_guide_tabs_turned(self, message: GuideTabs.Turned) -> None:
        message.stop()
        self.turn_to(message.at)


class CuePanel(Vertical):
    """The guide beside the work, on a wide screen. It takes no keys from the work."""

    # How wide the screen is decides whether there is room for it.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    CuePanel {
        display: none;
        width: 42;
        height: 1fr;
        margin-left: 3;
        padding: 0 2;
        background: $surface;
    }
    .-wide CuePanel.-open { display: block; }
    CuePanel #on { height: auto; color: $text-muted; }
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.phase: Phase | None = None

    def compose(self) -> ComposeResult:
        yield GuideView(takes_keys=False)
        yield Static(self.words("G reads on, g closes this"), id="on")

    def show(self, phase: Phase) -> None:
        """Say which phase it is about; its pages are read when somebody opens it."""
        self.phase = phase

    def open(self, pages: Sequence[GuidePage], at: int) -> None:
        """Stand there for as long as there is room."""
        self.query_one(GuideView).open(pages, at)
        self.styles.clear_rule("display")
        self.add_class("-open")

    def close(self) -> None:
        self.remove_class("-open")

    def read_on(self) -> None:
        """Go down to what is below, or on to the next page."""
        self.query_one(GuideView).read_on()
