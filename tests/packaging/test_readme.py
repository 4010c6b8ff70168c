"""README.md says what is so."""

import re
import shlex

from retro.cli.main import ENTRIES
from retro.formats.catalogue import Catalogue
from tests.packaging.checkout import ROOT, marked_block, readme

ROW = re.compile(r"^\| `retro(?: (?P<name>[a-z-]+)[^`]*)?` \| (?P<line>.*) \|$", re.MULTILINE)


def test_every_command_is_in_the_table_with_its_line() -> None:
    rows = {match["name"]: match["line"] for match in ROW.finditer(readme())}
    assert rows.pop(None), "retro alone"
    assert rows == {entry.name: entry.line for entry in ENTRIES if entry.section}


def test_both_lines_are_lines() -> None:
    for mark in ("run", "test"):
        (line,) = marked_block(mark).splitlines()
        words = shlex.split(line)
        assert words[:4] == ["python3", "-m", "venv", ".venv"]
        assert "--require-hashes" in words
        assert (ROOT / "constraints" / f"{mark}.txt").is_file()
        assert f"constraints/{mark}.txt" in words


def test_the_format_to_try_exists() -> None:
    words = shlex.split(marked_block("run"))
    assert words[-3:-1] == [".venv/bin/retro", "start"]
    assert Catalogue().find(words[-1], "en")


def test_links_lead_to_files() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme())
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
