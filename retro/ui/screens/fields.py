"""What forms share: Enter goes from field to field."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input


class FieldScreen(Screen[None]):
    """A screen of input fields in the order in which they are filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority, so that what is typed right behind Enter lands in the next field.
        Binding("enter", "forward", show=False, priority=True)
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter goes on from a field but the last; on anything else it does what it does there."""
        if action == "forward":
            return isinstance(self.focused, Input) and self.focused is not self.query(Input).last()
        return True

    def action_forward(self) -> None:
        """Go to the next field."""
        fields = list(self.query(Input))
        if isinstance(self.focused, Input):
            self.set_focus(fields[fields.index(self.focused) + 1])
