"""What contributors and hosts read says what is so."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from retro import __version__
from tests.cli.test_docs import (
    test_commands_are_commands_with_such_options as commands_are_commands,
)
from tests.cli.test_docs import test_links_lead_to_files as links_lead_to_files
from tests.packaging.checkout import ROOT
from tests.packaging.layers import parts

PAGES = (
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/install.md",
    "docs/architecture.md",
    "docs/testing.md",
    "docs/benchmarks.md",
)
EVERY = [str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def column(name: str, pattern: str) -> list[str]:
    """What the pattern finds at the beginning of the rows of the tables on a page."""
    return re.findall(rf"^\| `{pattern}[^`]*` \|", text_of(name), re.MULTILINE)


@pytest.mark.parametrize("name", EVERY)
def test_links_lead_to_files(name: str) -> None:
    links_lead_to_files(name)


@pytest.mark.parametrize("name", EVERY)
def test_links_within_pages_lead_to_headings(name: str) -> None:
    for target, heading in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", text_of(name)):
        page = (ROOT / name).parent / target if target else ROOT / name
        headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        names = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
        assert heading in names, (target, heading)


@pytest.mark.parametrize("name", PAGES)
def test_commands_are_commands(name: str) -> None:
    commands_are_commands(name)


@pytest.mark.parametrize("name", EVERY)
def test_what_is_run_for_tests_and_benchmarks_is_there(name: str) -> None:
    text = text_of(name)
    for module in re.findall(r"python -m (tests[\w.]*)", text):
        spec = find_spec(module)
        assert spec is not None, module
        if spec.submodule_search_locations:
            spec = find_spec(f"{module}.__main__")
            assert spec is not None, module
        assert spec.origin is not None
        source = Path(spec.origin).read_text(encoding="utf-8")
        assert "__main__" in source or spec.origin.endswith("__main__.py"), module
    for line in re.findall(r"pytest ((?:tests[\w/.]* ?)+)", text):
        paths = [path.rstrip(".") for path in line.split()]
        assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_files_that_are_named_are_there(name: str) -> None:
    for path in re.findall(
        r"`((?:retro|tests|docs|examples|constraints)/[\w./-]+)`", text_of(name)
    ):
        assert (ROOT / path).exists(), path


def test_every_part_is_in_the_architecture() -> None:
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", text_of("docs/architecture.md"), re.M)
    assert {part for part, _ in rows} == parts()
    for part, files in rows:
        for file in re.findall(r"`([\w.]+)`", files):
            assert (ROOT / "retro" / part / file).exists(), (part, file)


def test_every_folder_of_tests_is_spoken_of() -> None:
    folders = {f"tests/{path.parent.name}" for path in ROOT.glob("tests/*/test_*.py")}
    assert folders <= set(column("docs/testing.md", r"(tests/\w+)"))


def test_every_benchmark_is_spoken_of() -> None:
    benchmarks = {path.stem for path in ROOT.glob("tests/bench/[a-z]*.py")}
    assert set(column("docs/benchmarks.md", r"python -m tests\.bench\.(\w+)")) == benchmarks


def test_campaigns_are_the_ones_that_readme_speaks_of() -> None:
    campaigns = set(re.findall(r"python -m (tests\.\S+ (?:--states )?\d+)", text_of("README.md")))
    told = text_of("docs/testing.md") + text_of("docs/benchmarks.md")
    known = re.findall(r"python -m (tests\.[^`]+)", told)
    assert {each for each in campaigns if not any(line.startswith(each) for line in known)} == set()


def test_the_changelog_has_its_form() -> None:
    text = text_of("CHANGELOG.md")
    releases = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert releases[0] == "[Unreleased]"
    dated = [
        re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", each) for each in releases[1:]
    ]
    versions = [match[1] for match in dated if match]
    days = [match[2] for match in dated if match]
    assert len(versions) == len(dated)
    assert versions[0] == __version__, "the version that is here is the latest that was released"
    assert days == sorted(days, reverse=True)
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    for line in text.partition("\n## ")[2].splitlines():
        assert re.match(r"## |### |- |  \S|$|\[Unreleased\]", line), line


def test_the_wheel_that_is_named_has_the_version_that_is_here() -> None:
    named = set(re.findall(r"retro-([\w.]+?)-py3", text_of("docs/install.md")))
    assert named == {__version__}
