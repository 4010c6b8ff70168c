"""Writes docs/format-list.md from the formats themselves: `python -m tests.formats.documents`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from retro.formats.catalogue import Catalogue
from retro.formats.reader import Template
from retro.formats.suggest import situations_in

PAGE: Final = Path(__file__).parents[2] / "docs" / "format-list.md"
_SAFETY: Final = {"low": "little", "some": "some", "high": "a good deal"}


def page() -> str:
    """All formats, under what they are for: the English ones, with their Dutch titles."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    catalogue = Catalogue()
    dutch = {each.format.key: each.format.title for each in catalogue.templates("nl")}
    templates = catalogue.templates("en")
    _question, situations = situations_in(catalogue, "en")
    yield "# All formats"
    yield ""
    yield f"There are {len(templates)}, each in English and in Dutch. `retro start` helps to choose"
    yield "one; `retro formats show KEY` shows all of it. A format that is for several situations"
    yield "stands under each of them. How to write one of your own is in [formats.md](formats.md)."
    yield ""
    yield "*Trust* is how freely people must be able to speak."
    for key, text in situations.items():
        yield from ("", f"## {text}", "")
        yield "| key | title | in Dutch | minutes | people | trust | take it when |"
        yield "|---|---|---|---:|---:|---|---|"
        found = [each for each in templates if key in each.situations]
        for each in sorted(found, key=lambda e: (e.format.minutes, e.format.key)):
            yield _row(each, dutch[each.format.key])


def _row(template: Template, dutch: str) -> str:
    format = template.format
    fewest, most = format.people
    people = str(most) if fewest == most else f"{fewest}–{most}"
    cells = (f"`{format.key}`", format.title, dutch, format.minutes, people)
    return "| " + " | ".join(map(str, (*cells, _SAFETY[template.safety], template.when))) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
