"""The table of layers, as pyproject.toml has it in its contracts, and the picture of it."""

import re
from graphlib import TopologicalSorter
from typing import Any, Final

from tests.packaging.checkout import ROOT, project

PAGE: Final = ROOT / "CONTRIBUTING.md"
#: It may import everything.
FREE: Final = "cli"
MARKS: Final = ("<!-- layers -->\n", "<!-- end of layers -->\n")


def parts() -> set[str]:
    """The packages in `retro`."""
    return {path.parent.name for path in (ROOT / "retro").glob("*/__init__.py")}


def contracts() -> dict[str, dict[str, Any]]:
    """The contract that says what a part may import, by the part."""
    every = project()["tool"]["importlinter"]["contracts"]
    named = [(each, re.match(r"(\w+) imports ", each["name"])) for each in every]
    return {match[1]: each for each, match in named if match}


def allowed(part: str) -> set[str]:
    """The parts that the name of its contract says it may import."""
    if part == FREE:
        return parts() - {part}
    said = contracts()[part]["name"].removeprefix(f"{part} imports ")
    if said == "nothing of retro":
        return set()
    start, word, rest = said.partition(" but ")
    if word:
        assert start == "all of retro"
        return parts() - {part} - _listed(rest)
    return _listed(said.removeprefix("of retro only "))


def _listed(text: str) -> set[str]:
    return set(text.replace(" and ", ", ").split(", "))


def picture() -> str:
    """A line a part, each above all that it may import."""
    order = TopologicalSorter({part: sorted(allowed(part)) for part in sorted(parts())})
    rows: list[str] = []
    order.prepare()
    while order.is_active():
        level = sorted(order.get_ready())
        rows += [f"{part:<10} {_may(part)}".rstrip() for part in reversed(level)]
        order.done(*level)
    return "\n".join(["```text", *reversed(rows), "```", ""])


def _may(part: str) -> str:
    others = allowed(part)
    if part == FREE:
        return "everything"
    missing = parts() - {part} - others
    if len(missing) == 1:
        return f"everything but {missing.pop()}"
    return ", ".join(sorted(others)) or "nothing"


def in_step(page: str) -> str:
    """A page with the picture between its marks as it is now."""
    begin, end = MARKS
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}{picture()}{end}{after}"
