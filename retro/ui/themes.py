"""Colours. They carry meaning only together with a sign or a word."""

from typing import Final

from textual.theme import Theme


def _variables(muted: str, line: str) -> dict[str, str]:
    """Muted text, and lines and scroll bars that stay in the background."""
    return {
        "text-muted": muted,
        "border": line,
        "scrollbar": line,
        "scrollbar-hover": muted,
        "scrollbar-active": muted,
        "scrollbar-background": "transparent",
        "scrollbar-background-hover": "transparent",
        "scrollbar-background-active": "transparent",
        "scrollbar-corner-color": "transparent",
    }


DARK: Final = Theme(
    name="retro-dark",
    dark=True,
    primary="#f2b56b",
    secondary="#86b8cc",
    accent="#ffd9a0",
    foreground="#e9e4d8",
    background="#191b20",
    surface="#23262d",
    panel="#2b2f37",
    boost="#1f2228",
    success="#9ccc86",
    warning="#ecc56a",
    error="#f08a78",
    variables=_variables("#a29e94", "#3a3f49"),
)

LIGHT: Final = Theme(
    name="retro-light",
    dark=False,
    primary="#8a4500",
    secondary="#1b617a",
    accent="#6b3400",
    foreground="#26241f",
    background="#fbf8f1",
    surface="#f0ebdf",
    panel="#e7e0d1",
    boost="#f5f1e7",
    success="#2f6b22",
    warning="#7d5700",
    error="#a32a1e",
    variables=_variables("#665f53", "#cfc6b4"),
)

HIGH_CONTRAST: Final = Theme(
    name="retro-high-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#1a1a1a",
    panel="#262626",
    boost="#0d0d0d",
    success="#00ff5f",
    warning="#ffd700",
    error="#ff8f80",
    variables=_variables("#e0e0e0", "#ffffff"),
)

#: The palette of Okabe and Ito, which people with any colour vision can tell apart
#: (Color Universal Design, 2008), lightened where it must be read as text.
COLOUR_BLIND_SAFE: Final = Theme(
    name="retro-colour-blind-safe",
    dark=True,
    primary="#f0a81c",
    secondary="#56b4e9",
    accent="#f5d76e",
    foreground="#eeeeee",
    background="#16181d",
    surface="#22252c",
    panel="#2a2e36",
    boost="#1c1f25",
    success="#56b4e9",
    warning="#f0e442",
    error="#ef8a45",
    variables=_variables("#a8a8a8", "#3a3f49"),
)

THEMES: Final = (DARK, LIGHT, HIGH_CONTRAST, COLOUR_BLIND_SAFE)
