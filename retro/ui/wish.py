"""What somebody asked for when they opened their screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """Begin a session, with what is known of it already; or, with `session`, go on with one.

    `language` is that of the screen and, unless another is chosen, of the session. `folder` is
    where the person was; None where this machine is not theirs.
    """

    session: str = ""
    format: str = ""
    title: str = ""
    goal: str = ""
    team: str = ""
    facilitator: str = ""
    people: tuple[str, ...] = ()
    language: str = "en"
    folder: Path | None = None

    @classmethod
    def read(cls, options: Mapping[str, str], language: str) -> "Wish":
        """From the texts that a door hands over; `people` has a name a line."""
        return cls(
            session=options.get("session", ""),
            format=options.get("format", ""),
            title=options.get("title", ""),
            goal=options.get("goal", ""),
            team=options.get("team", ""),
            facilitator=options.get("facilitator", ""),
            people=tuple(options.get("people", "").splitlines()),
            language=language,
            folder=Path(options["folder"]) if options.get("folder") else None,
        )
