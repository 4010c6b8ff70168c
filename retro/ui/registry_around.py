"""What a person can do with a key around the phases: before, while it rests, and after the end."""

from typing import Final

from retro.ui.registry import UserCommand
from retro.ui.registry import translate as _

CHOOSING: Final[tuple[UserCommand, ...]] = (
    UserCommand("take", ("enter",), _("choose"), _("Choose what is marked."), (), 10),
    UserCommand("back", ("escape", "backspace"), _("back"), _("Back to the question."), (), 20),
    UserCommand("all", ("a",), _("all formats"), _("All formats, for those who know."), (), 30),
    UserCommand("leave", ("q",), _("leave"), _("Leave; nothing was begun."), (), 40),
)
LOBBY: Final[tuple[UserCommand, ...]] = (
    UserCommand("take", ("enter",), _("open"), _("Open what is marked."), (), 10),
    UserCommand("code", ("c",), _("join with a code"), _("Join a session by its code."), (), 20),
    UserCommand("start", ("s",), _("begin a session"), _("Begin a new session."), (), 30),
    UserCommand("actions", ("a",), _("open actions"), _("Go through the open actions."), (), 40),
    UserCommand("leave", ("q",), _("leave"), _("Leave; everything stays as it is."), (), 90),
)
INVITATION: Final[tuple[UserCommand, ...]] = (
    UserCommand(
        "close",
        ("enter", "i", "escape", "space"),
        _("go on"),
        _("Go on; i brings it back."),
        (),
        10,
    ),
    UserCommand(
        "again", ("t",), _("try again"), _("Try again to open the door for others."), (), 20
    ),
    UserCommand(
        "codes", ("c",), _("other codes"), _("The codes to watch, and to facilitate."), (), 30
    ),
    UserCommand(
        "renew", ("r",), _("new codes"), _("Make new codes; the old ones open nothing."), (), 40
    ),
    UserCommand("who", ("w",), _("people"), _("Who is in the room."), (), 50),
    UserCommand("leave", ("q",), _("leave"), _("Leave this screen; the session goes on."), (), 60),
)
RESTING: Final[tuple[UserCommand, ...]] = (
    UserCommand(
        "goon", ("enter", "n"), _("go on"), _("Go on with the session, now or on its day."), (), 10
    ),
    UserCommand("day", ("d", "R"), _("another day"), _("Let it rest until another day."), (), 20),
    UserCommand(
        "invite",
        ("i",),
        _("how to join"),
        _("Show how others come in from their own terminal."),
        (),
        30,
    ),
    UserCommand("who", ("w",), _("people"), _("Who is in the room."), (), 40),
    UserCommand("leave", ("q",), _("leave"), _("Leave; the session goes on resting."), (), 50),
)
ENDED: Final[tuple[UserCommand, ...]] = (
    UserCommand(
        "save",
        ("s",),
        _("save the minutes as a file here"),
        _("Write the minutes to a new file in the folder where you started."),
        (),
        10,
    ),
    UserCommand("copy", ("c",), _("copy"), _("Put the minutes on your own clipboard."), (), 15),
    UserCommand("leave", ("q", "escape"), _("leave"), _("Leave the minutes."), (), 20),
)
