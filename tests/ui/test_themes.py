"""Everything that is read can be read: WCAG 2.2, success criterion 1.4.3, level AA."""

import pytest
from textual.color import Color
from textual.theme import Theme

from retro.ui.themes import THEMES

READ = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")


def luminance(colour: Color) -> float:
    """Relative luminance, from 0 to 1, as WCAG defines it."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))[::-1]
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_it_should_be() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme: Theme) -> None:
    texts = {name: getattr(theme, name) for name in READ}
    texts["muted"] = theme.variables["text-muted"]
    poor = {
        (text, ground): round(contrast(colour, getattr(theme, ground)), 2)
        for text, colour in texts.items()
        for ground in GROUNDS
        if contrast(colour, getattr(theme, ground)) < 4.5
    }
    assert not poor


def test_high_contrast_is_higher() -> None:
    theme = next(theme for theme in THEMES if theme.name == "retro-high-contrast")
    for name in READ:
        assert contrast(getattr(theme, name), str(theme.background)) >= 7


def test_names_are_those_people_know() -> None:
    assert [theme.name for theme in THEMES] == [
        "retro-dark",
        "retro-light",
        "retro-high-contrast",
        "retro-colour-blind-safe",
    ]
