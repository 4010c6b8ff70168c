"""What is wrong with a format is said in the language of whoever reads it."""

from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue
from retro.formats.front import _READERS
from retro.session.format import Kind
from retro.words import Words
from tests.cli.conftest import own_environment, shelf
from tests.cli.shelf import Shelf
from tests.formats.test_reader import (
    BROKEN,
    BROKEN_BODY,
    BROKEN_COLUMNS,
    BROKEN_FRONTS,
    BROKEN_STARTS,
    IDEAS,
    START,
    complaint,
    phase_with,
)
from tests.words.invented import CODE, invented, plain

__all__ = ["invented", "own_environment", "shelf"]

#: What is typed in a format, and what stands between its lines.
TYPED = f"{' '.join(Kind)} {' '.join(_READERS)} use avoid rules true false own HTML UTF YAML KiB"

TEXTS = [
    *(START + phase_with(chips) for chips, _, _ in BROKEN),
    *(START + phase_with(body, "") for body, _, _ in BROKEN_BODY),
    *(START + IDEAS + columns for columns, _, _ in BROKEN_COLUMNS),
    *(text for text, _, _ in BROKEN_FRONTS + BROKEN_STARTS),
]


@pytest.fixture
def broken(shelf: Shelf) -> Path:
    """A format of one's own with a phase of no kind, and no end."""
    own = shelf.folder / "templates"
    own.mkdir(parents=True)
    text = Catalogue().file("hotwash", "en").read_text().replace("key: hotwash", "key: ours")
    (own / "ours.md").write_text(text.replace("`welcome`", "`welcom`", 1))
    return own / "ours.md"


def test_every_problem_is_told_whole(invented: Path) -> None:
    words = Words(CODE)
    for text in TEXTS:
        said = words.retold(complaint(text))
        assert plain(said, f"{text} {TYPED}") == set(), said


def test_a_problem_keeps_its_file_and_line(invented: Path) -> None:
    for text in TEXTS:
        there, here = complaint(text), Words("nl").retold(complaint(text))
        places = [[line.split(": ")[0] for line in said.splitlines()] for said in (there, here)]
        assert places[0] == places[1]
        assert not set(there.splitlines()) & set(here.splitlines())


def test_somebody_who_checks_a_format_reads_it_in_dutch(shelf: Shelf, broken: Path) -> None:
    said = shelf.type("--language", "nl", "formats", "check")
    assert said.status == 1
    assert "`welcom` is geen soort fase; bedoelde je `welcome`?\n" in said.out
    beside = shelf.type("--language", "nl", "formats").err
    assert "ours.md:" in beside
    assert "`welcom` is geen soort fase; bedoelde je `welcome`?" in beside
    broken.write_text(broken.read_text().replace("`welcom`", "`welcome`"))
    advice = shelf.tell("--language", "nl", "formats", "check")
    assert "advies: er is geen vertaling: nl/ours.md ontbreekt.\n" in advice


def test_advice_is_told_whole(invented: Path, shelf: Shelf, broken: Path) -> None:
    wide = "a very wide heading that is far too long"
    text = broken.read_text().replace("`welcom`", "`welcome`").replace("when:", "credit:")
    lines = [f"## {wide}" if line.startswith("## ") else line for line in text.splitlines()]
    broken.write_text("\n".join(line for line in lines if not line.startswith("credit: ")))
    said = shelf.tell("--language", CODE, "formats", "check")
    assert len(said.splitlines()) > 3
    assert plain(said, f"{broken} {TYPED} {wide}") == set(), said
