"""Numbers and reasons in words, as figures share them."""

from typing import TypeAlias

from retro.followup.insights.values import Hidden, Share, Why
from retro.minutes.insights.parts import Section
from retro.session.text import clean_line
from retro.words import Words

#: A section with its title, and why there is no figure in it.
Told: TypeAlias = tuple[str, Hidden | None, Section]


def reason(hidden: Hidden, words: Words) -> str:
    """Why a figure is not shown."""
    match hidden.why:
        case Why.FEW_ANSWERS:
            return words(
                "Not shown: fewer than {needed} answers would point at people.",
                needed=hidden.needed,
            )
        case Why.FEW_SESSIONS:
            return words.plural(
                "Not shown: it takes {needed} sessions, and there is {count}.",
                "Not shown: it takes {needed} sessions, and there are {count}.",
                hidden.there,
                needed=hidden.needed,
            )
        case Why.FEW_ACTIONS:
            return words.plural(
                "A median takes {needed} actions; there is {count}:",
                "A median takes {needed} actions; there are {count}:",
                hidden.there,
                needed=hidden.needed,
            )
        case Why.ONE_TEAM:
            return words("Not shown for several teams together: choose one with --team.")
        case Why.NOTHING:
            return words("Nothing yet.")


def told(title: str, hidden: Hidden | None, words: Words, section: Section | None = None) -> Told:
    """A section, or in its place the reason why there is none."""
    if section is None or hidden is not None:
        section = Section(title, (reason(hidden or Hidden(Why.NOTHING), words),))
    return title, hidden, section


def said(text: str) -> str:
    """People's text on one line, as it may be shown anywhere."""
    # Composing letters and spelling out tabs make a text longer, by four at most.
    return clean_line(text, 4 * len(text))


def percent(share: Share) -> str:
    """As in "67%", half up; nothing of nothing."""
    return "–" if share.value is None else f"{int(share.value * 100 + 0.5)}%"


def half(value: float) -> str:
    """A number that is whole or lies halfway, as in "12" or "12½", without a decimal sign."""
    whole = int(value // 1)
    return str(whole) if value == whole else f"{whole or ''}½"


def tenth(value: float, words: Words) -> str:
    """A number with one decimal, as in "1.3"."""
    whole, decimal = f"{value:.1f}".split(".")
    return words("{whole}.{decimal}", whole=whole, decimal=decimal)


def days(value: float, words: Words) -> str:
    """As in "12½ days"."""
    if value == 1:
        return words("1 day")
    return words("{number} days", number=half(value))
