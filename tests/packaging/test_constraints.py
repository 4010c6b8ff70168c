"""The pinned versions: whole, without addresses, and what pyproject.toml asks for."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.checkout import ROOT, project

PINNED = re.compile(r"([a-z0-9-]+)==([A-Za-z0-9.+]+)(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")


def pinned(name: str) -> dict[str, str]:
    """Versions by package. Fails for a line that is no pinned and hashed package."""
    text = (ROOT / "constraints" / f"{name}.txt").read_text(encoding="ascii")
    # A comment tells of packages that pip-compile holds to be unsafe, such as setuptools.
    text = "".join(line for line in text.splitlines(True) if not line.startswith("#"))
    assert PINNED.sub("", text).strip() == ""
    return {match[1]: match[2] for match in PINNED.finditer(text)}


def wanted(name: str) -> list[Requirement]:
    """What has to be there: to build and to run, and for tests what they need as well."""
    said = project()
    lines = [*said["build-system"]["requires"], *said["project"]["dependencies"]]
    if name == "test":
        lines += said["project"]["optional-dependencies"]["test"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", ["run", "test"])
def test_what_is_needed_is_pinned_to_a_version_that_fits(name: str) -> None:
    versions = pinned(name)
    for requirement in wanted(name):
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement}: {version}"


def test_tests_run_with_the_versions_that_people_run() -> None:
    assert pinned("run").items() <= pinned("test").items()


def test_compiled_packages_have_files_for_more_than_one_system() -> None:
    text = (ROOT / "constraints" / "run.txt").read_text(encoding="ascii")
    compiled = re.search(r"^pyyaml==.*?(?=^[a-z])", text, re.MULTILINE | re.DOTALL)
    assert compiled
    assert compiled[0].count("--hash=") > 20
