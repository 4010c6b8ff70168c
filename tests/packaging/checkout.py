"""The checkout that the tests are in."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def readme() -> str:
    """What README.md says."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def marked_block(mark: str) -> str:
    """The shell code in README.md that follows a mark, such as `run` or `test`."""
    found = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*?)^```$", readme(), re.MULTILINE | re.DOTALL)
    assert len(found) == 1, f"README.md has {len(found)} blocks marked {mark}"
    return str(found[0])
