"""What could be better in a format is said with its line; the program's own need none of it."""

from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue, packaged_folder
from retro.formats.checking import warnings
from retro.formats.reader import Template

WEAK = """---
key: weak
language: en
people: 2-60
situation: party
when: {long}
---
# Weak

What it is for.

## A heading that is wide
`welcome` `100 min`
> {long}?

## Turns
`rounds` `2 min` `in turn`
> Who?

## Notes
`collect` `30 min`
> What?

### A column that is far too wide
`#one`
> {long}
"""


def told(file: Path, catalogue: Catalogue) -> list[tuple[int, str]]:
    template = catalogue.read(file)
    assert isinstance(template, Template)
    return [(each.line, each.sentence) for each in warnings(file, template, catalogue)]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_formats_of_the_program_have_nothing_to_mend(language: str) -> None:
    catalogue = Catalogue()
    for file in sorted((packaged_folder() / language).glob("*.md")):
        assert told(file, catalogue) == [], file.name


def test_everything_that_is_weak_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "weak.md"
    file.write_text(WEAK.format(long="long words " * 10), encoding="utf-8")
    found = told(file, Catalogue([tmp_path]))
    for line, part in (
        (1, "nothing says when to use it"),
        (1, "there are no ground rules"),
        (1, "`when:` is 109 characters wide"),
        (1, "no situation is called `party`"),
        (1, "all phases together take 132 minutes"),
        (1, "let the last phase be a `close`"),
        (1, "nl/weak.md is missing"),
        (12, "the heading is 22 characters wide; up to 16 fit"),
        (12, "the prompt is 111 characters wide; up to 90 fit"),
        (16, "60 people in turn have 2 seconds each here"),
        (24, "the heading is 29 characters wide; up to 24 fit"),
        (24, "the prompt is 109 characters wide; up to 60 fit"),
    ):
        assert any(at == line and part in sentence for at, sentence in found), part
    assert found == sorted(found, key=lambda each: each[0])


def test_a_translation_of_another_shape_is_told(tmp_path: Path) -> None:
    for language in ("en", "nl"):
        (tmp_path / language).mkdir()
        text = (packaged_folder() / language / "ssc.md").read_text(encoding="utf-8")
        text = text.replace("key: ssc", "key: ours")
        (tmp_path / language / "ours.md").write_text(text, encoding="utf-8")
    catalogue = Catalogue([tmp_path])
    assert told(tmp_path / "en" / "ours.md", catalogue) == []
    dutch = tmp_path / "nl" / "ours.md"
    dutch.write_text(
        dutch.read_text(encoding="utf-8").replace("`3 dots`", "`5 dots`"), encoding="utf-8"
    )
    ((line, sentence),) = told(tmp_path / "en" / "ours.md", Catalogue([tmp_path]))
    assert (line, sentence) == (1, "the phase `#vote` is not the same as in nl/ours.md")
