"""What a person can do with a key between sessions; as `registry` has it for sessions."""

from typing import Final

from retro.ui.registry import UserCommand
from retro.ui.registry import translate as _

LEAD: Final[tuple[UserCommand, ...]] = (
    UserCommand(
        "take", ("enter",), _("all of it"), _("All of this action, and its history."), (), 10
    ),
    UserCommand("done", ("d",), _("done"), _("It is done."), (), 20),
    UserCommand("going", ("g",), _("going on"), _("Somebody is at it."), (), 25),
    UserCommand(
        "blocked", ("b",), _("blocked"), _("It is stuck; say what is asked of whom."), (), 30
    ),
    UserCommand("drop", ("x",), _("drop"), _("It will not be done; say why, if you like."), (), 35),
    UserCommand("reopen", ("o",), _("open again"), _("It is still to be done.")),
    UserCommand("owner", ("w",), _("owner"), _("Who takes it; they say yes aloud."), (), 40),
    UserCommand("due", ("t",), _("date"), _("By when; without a date, none."), (), 45),
    UserCommand("note", ("c",), _("note"), _("A note on how it stands.")),
    UserCommand("edit", ("e",), _("edit"), _("Change what will be done.")),
    UserCommand("undo", ("u",), _("undo"), _("Take back what you changed last here."), (), 50),
    UserCommand("add", ("a",), _("add"), _("Add an action that was agreed outside a session.")),
    UserCommand(
        "filter", ("slash",), _("find"), _("Find by text, owner, team, session or id."), (), 55
    ),
    UserCommand("sort", ("s",), _("sort"), _("Sort by age, due date, owner or session."), (), 60),
    UserCommand("team", ("tab",), _("team"), _("The actions of another team, or of all.")),
    UserCommand("minutes", ("m",), _("minutes"), _("The minutes of the session it comes from.")),
    UserCommand("insights", ("n",), _("insights"), _("What follows from one session to the next.")),
    UserCommand("back", ("escape", "backspace"), _("back"), _("Show all again; then go back.")),
    UserCommand("leave", ("q",), _("leave"), _("Leave; everything is kept.")),
    UserCommand("help", ("question_mark", "f1"), _("help"), _("All keys of this screen."), (), 90),
)
HOME: Final[tuple[UserCommand, ...]] = (
    UserCommand("take", ("enter",), _("open"), _("Open what is marked."), (), 10),
    UserCommand("start", ("s",), _("begin a session"), _("Begin a new session."), (), 20),
    UserCommand(
        "review", ("r",), _("actions"), _("Go through the actions and change them."), (), 30
    ),
    UserCommand(
        "agreements",
        ("g",),
        _("agreements"),
        _("The working agreements: keep, change, retire."),
        (),
        40,
    ),
    UserCommand("minutes", ("m",), _("minutes"), _("The minutes of a past session."), (), 50),
    UserCommand("lessons", ("l",), _("lessons"), _("The lessons of earlier sessions."), (), 60),
    UserCommand("insights", ("n",), _("insights"), _("What follows from one session to the next.")),
    UserCommand("people", ("p",), _("people"), _("Who belongs to the team.")),
    UserCommand("team", ("tab",), _("team"), _("Another team.")),
    UserCommand("back", ("escape",), _("back"), _("Close a line that asks; then leave.")),
    UserCommand("leave", ("q",), _("leave"), _("Leave; everything stays as it is.")),
    UserCommand("help", ("question_mark", "f1"), _("help"), _("All keys of this screen."), (), 90),
)
AGREEMENTS: Final[tuple[UserCommand, ...]] = (
    UserCommand("take", ("enter",), _("all of it"), _("How this agreement came to be."), (), 10),
    UserCommand("add", ("a",), _("add"), _("Add what the team agreed on."), (), 20),
    UserCommand("edit", ("e",), _("change"), _("Change its words."), (), 30),
    UserCommand("retire", ("x",), _("retire"), _("End it; it stays in the history."), (), 40),
    UserCommand("restore", ("o",), _("bring back"), _("Keep to it again."), (), 50),
    UserCommand("back", ("escape", "backspace"), _("back"), _("Go back."), ()),
    UserCommand("leave", ("q",), _("leave"), _("Leave; everything is kept.")),
    UserCommand("help", ("question_mark", "f1"), _("help"), _("All keys of this screen."), (), 90),
)
ROSTER: Final[tuple[UserCommand, ...]] = (
    UserCommand("add", ("a", "enter"), _("add"), _("Add somebody to the team."), (), 10),
    UserCommand(
        "remove", ("delete", "x"), _("take off the list"), _("Take somebody off the list."), (), 20
    ),
    UserCommand(
        "rename",
        ("e",),
        _("rename the team"),
        _("Call the team otherwise, with its actions."),
        (),
        30,
    ),
    UserCommand("back", ("escape", "backspace"), _("back"), _("Go back."), ()),
    UserCommand("leave", ("q",), _("leave"), _("Leave; everything is kept.")),
    UserCommand("help", ("question_mark", "f1"), _("help"), _("All keys of this screen."), (), 90),
)
