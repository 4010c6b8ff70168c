"""A yes-or-no field that can be read without colour."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


class Tick(Widget, can_focus=True):
    """`[x] label` or `[ ] label`; space or a click turns it, and Enter goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", show=False),
        Binding("enter", "go_on", show=False),
    ]

    DEFAULT_CSS = """
    Tick { height: auto; width: 1fr; &:focus { background: $panel; text-style: bold; } }
    """

    class Submitted(Message):
        """Enter was pressed here."""

    value: reactive[bool] = reactive(False)

    def __init__(self, label: str, value: bool = False, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        sign = ("[x]", "bold $success") if self.value else ("[ ]", "$text-muted")
        return Content.assemble(sign, f" {self.label}")

    def action_turn(self) -> None:
        self.value = not self.value

    def action_go_on(self) -> None:
        self.post_message(self.Submitted())

    def on_click(self) -> None:
        self.action_turn()
