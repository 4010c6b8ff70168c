"""A flood of letters costs its own screen little, and the others nothing."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static, TextArea

from retro.ui.in_order import InOrder, Typed


class _Page(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.delivered: list[Typed] = []
        self.keys = InOrder(self, self._deliver)

    def compose(self) -> ComposeResult:
        yield TextArea()
        yield Static("not a field")

    async def _deliver(self, typed: Typed) -> None:
        self.delivered.append(typed)
        await super().on_event(typed)


def _key(letter: str) -> events.Key:
    return events.Key("f5", None) if letter == "5" else events.Key(letter, letter)


async def test_letters_that_wait_for_a_field_are_one_paste() -> None:
    async with _Page().run_test() as pilot:
        page = pilot.app
        assert isinstance(page, _Page)
        field = page.query_one(TextArea)
        field.focus()
        await pilot.pause()
        for letter in "abc" * 400 + "5" + "de":
            page.keys.take(_key(letter))
        await page.keys.obeyed()
        await pilot.pause()
        assert field.text == "abc" * 400 + "de"
        assert [type(typed) for typed in page.delivered] == [events.Paste, events.Key, events.Paste]


async def test_a_flood_of_commands_is_cut() -> None:
    async with _Page().run_test() as pilot:
        page = pilot.app
        assert isinstance(page, _Page)
        page.set_focus(None)
        page.keys = InOrder(page, page._deliver, most=30)
        for _ in range(300):
            page.keys.take(_key("n"))
        await page.keys.obeyed()
        assert len(page.delivered) == 30
