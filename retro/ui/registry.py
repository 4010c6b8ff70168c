"""Everything a person can do with a key: one registry for bindings, footer, palette and help.

A sentence stands here in English and is translated where it is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from retro.session.format import Kind

FOOTER_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class UserCommand:
    """One thing a person can do.

    `id` is stable: key maps and the documentation refer to it. `keys` are Textual key names, the
    first is the one shown, unless `shown` says how to show them all. `label` stands in the footer,
    `help` on the help page and in the palette. `kinds` bounds the phases it is for (empty: all).
    `rank` orders the footer; 0 keeps it out.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    kinds: tuple[Kind, ...] = ()
    rank: int = 0
    shown: str = ""

    def fits(self, kind: Kind) -> bool:
        return not self.kinds or kind in self.kinds


_WRITTEN: Final = (
    Kind.COLLECT,
    Kind.TIMELINE,
    Kind.EXPLAIN,
    Kind.DISCUSS,
    Kind.ROUNDS,
    Kind.COMMIT,
    Kind.CLOSE,
)
_DIGITS: Final = tuple("1234567890")


def translate(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is looked up when it is shown."""
    return sentence


_ = translate

COMMANDS: Final[tuple[UserCommand, ...]] = (
    UserCommand(
        "write",
        ("enter",),
        _("write"),
        _("Write a card; Enter keeps it, Esc is done."),
        _WRITTEN,
        10,
    ),
    UserCommand(
        "choose",
        (*_DIGITS, "enter"),
        _("answer"),
        _("Give this answer; Enter gives the marked one."),
        (Kind.POLL,),
        10,
        "0-9",
    ),
    UserCommand(
        "arrow",
        ("up", "right", "down"),
        _("which way"),
        _("Say which way it goes: up is better, right the same, down worse."),
        (Kind.POLL,),
        12,
    ),
    UserCommand(
        "take",
        ("backspace", "delete", "left"),
        _("take back"),
        _("Take back an answer, or a dot."),
        (Kind.POLL, Kind.VOTE),
        15,
    ),
    UserCommand(
        "safer",
        ("s",),
        _("how to go on"),
        _("People hold back: choose another way to work, or talk about that first."),
        (Kind.POLL,),
        11,
    ),
    UserCommand(
        "pass",
        ("right",),
        _("pass it on"),
        _("Give the floor to whoever is next. Whoever has it can do so as well."),
        (Kind.ROUNDS,),
        8,
    ),
    UserCommand(
        "whom",
        ("left",),
        _("who speaks"),
        _("Give the floor to somebody out of turn, or to somebody again."),
        (Kind.ROUNDS,),
        12,
    ),
    UserCommand(
        "whose",
        ("h",),
        _("whose case"),
        _("Say whose case this is, or that it is somebody else's."),
        (Kind.ROUNDS,),
        14,
    ),
    UserCommand(
        "judge",
        tuple("12345"),
        _("answer"),
        _("Say how this action stands: done, going, blocked, dropped, or skip it."),
        (Kind.REVIEW,),
        10,
        "1-5",
    ),
    UserCommand(
        "along",
        tuple("123"),
        _("take along"),
        _("Take this lesson along into the work, or not after all."),
        (Kind.WELCOME,),
        10,
        "1-3",
    ),
    UserCommand(
        "dot", ("enter", "right"), _("give a dot"), _("Give this topic a dot."), (Kind.VOTE,), 10
    ),
    UserCommand(
        "columns",
        ("tab", "shift+tab"),
        _("column"),
        _("Go to the next or the previous column."),
        (Kind.COLLECT, Kind.TIMELINE, Kind.DISCUSS, Kind.ROUNDS, Kind.COMMIT, Kind.CLOSE),
        18,
    ),
    UserCommand(
        "sideways",
        ("right", "left"),
        _("column"),
        _("Go to the column on the right or on the left."),
        (Kind.COLLECT,),
    ),
    UserCommand(
        "turn",
        ("right", "left"),
        _("next topic"),
        _("Turn the room to the next or the previous topic."),
        (Kind.DISCUSS, Kind.REVIEW),
        12,
    ),
    UserCommand(
        "owner",
        ("h",),
        _("hand over"),
        _("Give this action to somebody else, who says yes aloud."),
        (Kind.REVIEW,),
        20,
    ),
    UserCommand(
        "day",
        ("d",),
        _("another day"),
        _("Give this action another day: 2026-12-01, 1-12, +14 or 2w."),
        (Kind.REVIEW,),
        22,
    ),
    UserCommand(
        "split",
        ("s",),
        _("split"),
        _("Put smaller actions in its place, one a line."),
        (Kind.REVIEW,),
        24,
    ),
    UserCommand(
        "decision",
        ("d",),
        _("decision"),
        _("Write down a decision about this topic."),
        (Kind.DISCUSS,),
        14,
    ),
    UserCommand(
        "link",
        ("l",),
        _("link"),
        _("Link this to what it follows from, and say how it compares."),
        (Kind.TIMELINE, Kind.COLLECT),
        20,
    ),
    UserCommand(
        "mood",
        ("m",),
        _("how it felt"),
        _("Say how good or bad this moment was, in five steps."),
        (Kind.TIMELINE,),
        45,
    ),
    UserCommand(
        "helps",
        ("h",),
        _("when it helps"),
        _("Say of a lesson in which situation it helps."),
        (Kind.COLLECT,),
        24,
    ),
    UserCommand(
        "deeper",
        ("c",),
        _("what made that so"),
        _("Write what made this condition so."),
        (Kind.EXPLAIN,),
        20,
    ),
    UserCommand(
        "mark", ("x", "enter"), _("mark"), _("Mark this card for a topic."), (Kind.GROUP,), 10
    ),
    UserCommand(
        "gather",
        ("m",),
        _("make a topic"),
        _("Gather the marked cards under a name."),
        (Kind.GROUP,),
        12,
    ),
    UserCommand(
        "apart", ("s",), _("take out"), _("Take this card out of its topic."), (Kind.GROUP,), 16
    ),
    UserCommand(
        "accept",
        ("a",),
        _("owner says yes"),
        _("Record that the owner said yes to this action."),
        (Kind.COMMIT,),
        14,
    ),
    UserCommand(
        "edit",
        ("e",),
        _("edit"),
        _("Change the chosen card."),
        (
            Kind.COLLECT,
            Kind.TIMELINE,
            Kind.EXPLAIN,
            Kind.GROUP,
            Kind.DISCUSS,
            Kind.ROUNDS,
            Kind.COMMIT,
            Kind.CLOSE,
        ),
        30,
    ),
    UserCommand(
        "remove",
        ("delete", "backspace"),
        _("remove"),
        _("Remove the chosen card; u brings it back."),
        _WRITTEN,
    ),
    UserCommand(
        "agreements",
        ("f",),
        _("agreements"),
        _("How we work together: read, add, reword or retire."),
        (Kind.WELCOME, Kind.DISCUSS, Kind.COMMIT, Kind.CLOSE),
        55,
    ),
    UserCommand("ready", ("space",), _("ready"), _("Say that you are ready, or not yet.")),
    UserCommand("reveal", ("r",), _("show"), _("Show what was written in silence.")),
    UserCommand(
        "next", ("n",), _("next"), _("Go on to the next phase; at the last one, end."), (), 40
    ),
    UserCommand("back", ("b",), _("back"), _("Go back a phase; nothing is lost."), (), 41),
    UserCommand("undo", ("u",), _("undo"), _("Take back your last change in this phase."), (), 42),
    UserCommand("timer", ("t",), _("timer"), _("Pause the timer, or let it run on."), (), 50),
    UserCommand(
        "longer", ("plus", "equals_sign"), _("a minute more"), _("Give this phase a minute more.")
    ),
    UserCommand("shorter", ("minus",), _("a minute less"), _("Give this phase a minute less.")),
    UserCommand(
        "moretime",
        ("v",),
        _("more time?"),
        _("Ask everyone whether they want more time; once more counts the answers."),
    ),
    UserCommand(
        "rest", ("R",), _("rest"), _("Let the session rest for some days, and go on then.")
    ),
    UserCommand(
        "guide",
        ("g", "G"),
        _("guide"),
        _("What to say here, and what to watch for; G reads on."),
        (),
        60,
    ),
    UserCommand(
        "wording",
        ("W",),
        _("questions about words"),
        _("Ask about words that blame, after you wrote them, or not."),
    ),
    UserCommand("park", ("p",), _("park"), _("Put something in the parking lot."), (), 70),
    UserCommand("who", ("w",), _("people"), _("Who is in the room, and who may be named.")),
    UserCommand(
        "invite", ("i",), _("how to join"), _("Show how others come in from their own terminal.")
    ),
    UserCommand(
        "screen",
        ("o",),
        _("own screen"),
        _("Make this screen one for all to see, or your own with what you write unseen."),
    ),
    UserCommand("lock", ("z",), _("lock"), _("Let nobody new in, or let people in again.")),
    UserCommand("privacy", ("y",), _("privacy"), _("What is kept of this, and who sees what.")),
    UserCommand("leave", ("q",), _("leave"), _("Leave this screen; the session goes on.")),
    UserCommand(
        "help", ("question_mark", "f1"), _("help"), _("All keys, and where we are."), (), 90
    ),
)

#: Keys that are no commands: for help and documentation.
MOVING: Final[tuple[tuple[str, str], ...]] = (
    ("↑ ↓", _("Choose another card; Home and End go to the first and the last.")),
    ("esc", _("Close a window, or stop writing; nothing is lost.")),
    ("ctrl+p", _("Everything else: themes, all commands.")),
)
WRITING: Final[tuple[tuple[str, str], ...]] = (
    ("enter", _("Keep the text. On an empty line: stop writing.")),
    ("ctrl+j", _("Begin a new line in the same card.")),
    ("tab", _("Go on writing in the next column.")),
    ("esc", _("Stop writing; the text stays as a draft.")),
)

KEY_SIGNS: Final = {
    "question_mark": "?",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "backspace": "⌫",
    "delete": "del",
    "escape": "esc",
    "slash": "/",
}


def sign(command: UserCommand) -> str:
    """The key as the footer shows it."""
    return command.shown or key_sign(command.keys[0])


def key_sign(key: str) -> str:
    """One key as people know it."""
    return KEY_SIGNS.get(key, key)


def commands_for(kind: Kind) -> tuple[UserCommand, ...]:
    """What a person can do in a phase of this kind."""
    return tuple(command for command in COMMANDS if command.fits(kind))


def footer_for(commands: Iterable[UserCommand]) -> tuple[UserCommand, ...]:
    """The few that stand in the footer, in order: help is always the last of them."""
    ranked = sorted((c for c in commands if c.rank), key=lambda command: command.rank)
    if len(ranked) <= FOOTER_MOST:
        return tuple(ranked)
    return (*ranked[: FOOTER_MOST - 1], ranked[-1])


def command(id: str) -> UserCommand:
    """The command with this id; KeyError when there is none."""
    for candidate in COMMANDS:
        if candidate.id == id:
            return candidate
    raise KeyError(id)
