"""What somebody asked for when they opened their screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from retro.live.access import Admission
from retro.session.model import Writing
from retro.ui.invitation import Passage


@dataclass(frozen=True, slots=True)
class Wish:
    """Begin a session, with what is known of it already; or, with `session`, go on with one.

    `language` is that of the screen and, unless another is chosen, of the session. In a session a
    screen is in the language that the person `asked` for, or else in the one that they chose there
    before, or else in the one that their terminal `speaks`; where none of these is known, in that
    of the session. `folder` is where the person was; None where this machine is not theirs.
    `admission` is what the code or ticket of somebody who came in opens. A `member` sees the
    sessions of the team. Somebody who `is_guest` came from elsewhere: without a code, and no
    member, they get nowhere. `asks_code`: ask for a code first, or try `code`. `listen`, `port`
    (-1: as it comes) and `advertise` are for the door that others come in through. `attach` is
    what the owner types to come back, and `passage` is what a guest came in through, where that
    was not the door. `plan` is the key of the session whose plan is taken over, "none", or
    "latest", which is what is offered unasked.
    """

    session: str = ""
    format: str = ""
    title: str = ""
    goal: str = ""
    team: str = ""
    facilitator: str = ""
    people: tuple[str, ...] = ()
    language: str = "en"
    asked: str = ""
    speaks: str = ""
    folder: Path | None = None
    admission: Admission | None = None
    member: bool = False
    is_guest: bool = False
    asks_code: bool = False
    code: str = ""
    listen: str = ""
    port: int = -1
    advertise: str = ""
    writing: Writing = Writing.APART
    attach: str = "retro attach"
    passage: Passage | None = None
    view: str = ""
    plan: str = ""

    @classmethod
    def read(cls, options: Mapping[str, str], language: str) -> "Wish":
        """From the texts that a door hands over; `people` has a name a line.

        A text never says who somebody is: `admission`, `member`, `is_guest` and the asking for a
        code are the door's to add.
        """
        port = options.get("port", "")
        together = options.get("writing") == Writing.TOGETHER
        return cls(
            session=options.get("session", ""),
            format=options.get("format", ""),
            title=options.get("title", ""),
            goal=options.get("goal", ""),
            team=options.get("team", ""),
            facilitator=options.get("facilitator", ""),
            people=tuple(options.get("people", "").splitlines()),
            language=language,
            asked=options.get("language", ""),
            folder=Path(options["folder"]) if options.get("folder") else None,
            listen=options.get("listen", ""),
            port=int(port) if port.isascii() and port.isdecimal() else -1,
            advertise=options.get("advertise", ""),
            writing=Writing.TOGETHER if together else Writing.APART,
            view=options.get("view", ""),
            plan=options.get("plan", ""),
        )
