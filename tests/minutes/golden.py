"""The example minutes, which are golden minutes as well: the tests hold them to the byte.

`python -m tests.minutes.golden` writes them anew; read what changed before keeping it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from retro.minutes.markdown import minutes
from retro.words import Words
from tests.minutes.stories import release, removal, sprint

EXAMPLES: Final = Path(__file__).parents[2] / "examples"

GOLDEN: Final[dict[str, Callable[[], str]]] = {
    "minutes-aar.md": lambda: minutes(release(), Words()),
    "minutes-aar-nl.md": lambda: minutes(removal(), Words("nl")),
    "minutes-start-stop-continue.md": lambda: minutes(sprint(), Words()),
}


def write_all() -> None:
    for name, written in GOLDEN.items():
        (EXAMPLES / name).write_bytes(written().encode())


if __name__ == "__main__":
    write_all()
