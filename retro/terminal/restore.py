"""What gives a terminal back as it was found."""

from __future__ import annotations

from retro.terminal.safety import printable

RESTORE = "".join(
    (
        "\x1b\\",  # ends a string sequence that was cut off half way
        "\x1b[0m",  # plain text
        "\x1b[?2026l",  # no frame is being collected
        "\x1b[?2004l",  # no bracketed paste
        "\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l",  # no mouse reports
        "\x1b[?1004l",  # no focus reports
        "\x1b[?2048l",  # no size reports
        "\x1b[?7h",  # long lines wrap
        "\x1b[<u",  # kitty keyboard: pop what was pushed, while still on the alternate screen
        "\x1b[?1049l",  # back to the main screen and its cursor
        "\x1b[?25h",  # show the cursor
        "\x1b[0m",
    )
)
"""Restores any terminal that an app was shown on.

Doors write it when a screen ends; clients write it themselves when the server died. Not for a
terminal that nothing was drawn on: there, leaving the alternate screen moves the cursor and the
kitty pop takes away a level that the person's shell had pushed.
"""


def parting(farewell: str, *, drawn_on: bool) -> str:
    """Give the last text for a terminal.

    Args:
        farewell: One plain line for the person, or nothing.
        drawn_on: Whether anything was written to this terminal before.
    """
    line = printable(farewell, lines=False)
    return (RESTORE if drawn_on else "") + (f"{line}\r\n" if line else "")
