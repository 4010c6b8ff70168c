"""The terminal's own cursor, which input methods and screen readers go by."""

from textual.widgets import Input, TextArea


def show_cursor(field: Input | TextArea) -> None:
    """Put the cursor where somebody types, once the field has its place on the screen.

    Textual does so when the text changes, with the place that the field had before.
    """

    def place() -> None:
        if field.has_focus and field.app.cursor_position != field.cursor_screen_offset:
            field.app.cursor_position = field.cursor_screen_offset
            # The cursor travels with the next frame, so there has to be one.
            field.refresh()

    field.call_after_refresh(place)
