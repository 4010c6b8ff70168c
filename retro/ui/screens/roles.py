"""What the screens of a phase say to each sort of viewer where everyone has their own terminal."""

from dataclasses import replace
from typing import Final, TypeAlias

from retro.session.format import Kind, Phase
from retro.session.model import Role
from retro.session.view import Extension, SessionView
from retro.ui.registry import UserCommand
from retro.words import Words

Parts: TypeAlias = tuple[tuple[str, str], ...]

#: With this many people or fewer nobody is hidden among the others.
TOO_FEW: Final = 3
#: With this many or fewer, style and numbers easily give somebody away.
FEW: Final = 5
_SIGNS_MOST: Final = 12

#: What the facilitator alone does.
_LEADING: Final = frozenset(
    (
        *("next", "back", "timer", "longer", "shorter", "reveal", "moretime", "screen", "lock"),
        *("rest", "safer"),
    )
)
#: What somebody who only watches may do.
_WATCHING: Final = frozenset(
    ("columns", "sideways", "guide", "agreements", "who", "privacy", "invite", "leave", "help")
)
#: What is for sessions in which everyone has their own terminal.
APART_ONLY: Final = frozenset(("ready", "screen", "moretime", "invite", "lock"))
#: What would show on a shared screen who writes or chooses what.
_UNSEEN: Final = frozenset(
    ("write", "edit", "remove", "link", "deeper", "dot", "take", "choose", "mood")
)
#: Where the footer has them for those who lead, while something is unseen.
_RANKS_UNSEEN: Final = {"ready": 35, "reveal": 36, "screen": 38}


class Roles:
    """Sentences in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    # What to do.

    def watching(self, view: SessionView) -> str:
        """For an observer."""
        if not view.hidden:
            return self.words("You watch and listen. w shows who is here.")
        kind = view.session.phase.kind
        if kind is Kind.POLL:
            return self.words("You watch: they answer unseen, and you see the spread with them.")
        if kind is Kind.VOTE:
            return self.words("You watch: dots are given unseen, and you see the count with them.")
        return self.words("You watch: they write unseen, and you see it when it is shown.")

    def then_ready(self, task: str, phase: Phase, *, short: bool) -> str:
        """A participant's task, and what to do behind it. An answer to a poll is ready as it is.

        In `short` the footer says so alone.
        """
        talks = phase.kind is Kind.ROUNDS and not phase.silent
        if phase.kind is Kind.POLL or talks or short:
            return task
        return f"{task} " + self.words("Space when you are ready.")

    def way_on(self, phase: Phase, *, shared: bool) -> str:
        """For the facilitator, while something is written or chosen unseen."""
        if phase.kind is Kind.POLL:
            shows = self.words("r counts the answers, for all at once.")
            own = self.words("Your own: its number, or o for a screen of your own.")
        elif phase.kind is Kind.VOTE:
            shows = self.words("r counts the dots, for all at once.")
            own = self.words("o: give your own dots here, unseen.")
        else:
            shows = self.words("r shows everything, for all at once.")
            own = self.words("o: write here yourself, unseen.")
        return f"{shows} {own}" if shared else shows

    def shown(self, phase: Phase) -> str:
        """At the moment in which it becomes visible."""
        if phase.kind is Kind.POLL:
            return self.words("The answers are counted.")
        if phase.kind is Kind.VOTE:
            return self.words("The dots are counted.")
        return self.words("Here is everything that was written.")

    def not_all(self) -> str:
        """A gentle word before something is shown; the line above says how many are ready."""
        return self.words("Is somebody still at it? r once more shows it.")

    def all_are_in(self, view: SessionView) -> bool:
        """True when nobody who is here is known to be still at it."""
        return self._number(view) >= view.expected

    # How far.

    def progress(self, view: SessionView, *, shared: bool) -> Parts:
        """The line of how many are ready. It follows the room's beat and tells nothing finer."""
        asked = view.extension
        if asked is not None and not asked.closed:
            return self._question(view, asked)
        parts: list[tuple[str, str]] = []
        if asked is not None:
            result = self.words("More time: {yes} yes, {no} no.", yes=asked.yes, no=asked.no)
            parts.append((result + "  ", "bold $secondary"))
        if view.expected:
            parts += self._how_many(view, shared=shared)
        else:
            parts.append((self.words("Nobody is at a terminal of their own yet."), "$text-muted"))
        if view.is_ready and not shared:
            parts.append(("   ✓ " + self.words("you are ready"), "$success"))
        if view.role is Role.FACILITATOR:
            mode = self.words("shared screen") if shared else self.words("own screen")
            parts.append(("   ▣ " + mode, "$text-muted"))
        return tuple(parts)

    def _how_many(self, view: SessionView, *, shared: bool) -> Parts:
        parts: list[tuple[str, str]] = []
        if view.hidden and (shared or view.role is Role.OBSERVER):
            parts.append((self._activity(view) + "  ", "$foreground"))
        if view.expected <= _SIGNS_MOST:
            number = min(self._number(view), view.expected)
            parts.append(("●" * number, "$success"))
            parts.append(("○" * (view.expected - number) + " ", "$text-muted"))
        return (*parts, (self._count(view), "$text-muted"))

    def _question(self, view: SessionView, asked: Extension) -> Parts:
        """More time, while all are asked: how many said anything, and one's own word alone."""
        question = self.words.plural("{count} more minute?", "{count} more minutes?", asked.minutes)
        parts = [(question + "  ", "bold $warning")]
        if view.role is not Role.OBSERVER:
            yes, no = self.words("yes"), self.words("no")
            # Each word begins with its key.
            keys = f"{yes[0]} {yes} · {no[0]} {no}"
            if view.role is Role.FACILITATOR:
                keys += " · v " + self.words("count")
            parts.append((keys + "   ", "bold $primary"))
        if asked.own is not None:
            own = self.words("yes") if asked.own else self.words("no")
            parts.append((f"✓ {own}   ", "$success"))
        said = self.words(
            "{number} of {all} have answered", number=asked.answered, all=asked.expected
        )
        return (*parts, (said, "$text-muted"))

    def not_counted(self, view: SessionView) -> str:
        """For whoever says that they are ready on a screen that others look at."""
        sentence = self.words("This screen is for all to see, so nobody waits for you.")
        return f"{sentence} {self._activity(view)}" if view.hidden else sentence

    def _activity(self, view: SessionView) -> str:
        kind, count = view.session.phase.kind, view.expected
        if kind is Kind.POLL:
            return self.words.plural(
                "{count} person is answering, unseen.",
                "{count} people are answering, each unseen.",
                count,
            )
        if kind is Kind.VOTE:
            return self.words.plural(
                "{count} person is giving dots, unseen.",
                "{count} people are giving dots, each unseen.",
                count,
            )
        return self.words.plural(
            "{count} person is writing, unseen.", "{count} people are writing, each unseen.", count
        )

    def _number(self, view: SessionView) -> int:
        if view.hidden and view.session.phase.kind is Kind.POLL:
            return view.done
        if view.hidden and view.session.phase.kind is Kind.VOTE:
            # Somebody may be ready who keeps a dot.
            return max(view.done, view.ready)
        return view.ready

    def _count(self, view: SessionView) -> str:
        number, of = self._number(view), view.expected
        if view.hidden and view.session.phase.kind is Kind.POLL:
            return self.words("{number} of {all} have answered", number=number, all=of)
        if view.hidden and view.session.phase.kind is Kind.VOTE:
            return self.words("{number} of {all} have given their dots", number=number, all=of)
        return self.words("{number} of {all} ready", number=number, all=of)

    # Where anonymity ends.

    def limits(self, view: SessionView) -> str:
        """How long it is kept, and how far nobody can tell who wrote what; empty where all is."""
        confidential = (
            self.words("Confidential: erased when the session ends.")
            if view.session.phase.confidential
            else ""
        )
        return "\n".join(filter(None, (confidential, self._unnamed(view))))

    def _unnamed(self, view: SessionView) -> str:
        """How far nobody can tell who wrote what; empty where names are kept anyway."""
        phase = view.session.phase
        if not view.hidden or not view.session.seals(phase) or phase.kind is Kind.VOTE:
            return ""
        people = view.expected
        if people <= TOO_FEW:
            return self.words(
                "No name is kept. You are so few that the others may guess:"
                " give only what you would say aloud."
            )
        if people <= FEW:
            return self.words(
                "Anonymous: no name or order is kept."
                " Among {count} people, numbers and style can still give somebody away.",
                count=people,
            )
        return self.words(
            "Anonymous: no name, order or time is kept. Style can give you away,"
            " and whoever runs this machine could look in."
        )

    # What one may do.

    def barred(self, id: str, key: str, view: SessionView, *, shared: bool) -> str:
        """Why somebody cannot do this at all just now; empty when they can."""
        if view.role is Role.OBSERVER:
            return "" if id in _WATCHING else self._observers_watch()
        if view.role is Role.PARTICIPANT and id in _LEADING:
            return self._only_the_facilitator(id, view)
        if shared and view.hidden and id in _UNSEEN:
            poll = view.session.phase.kind is Kind.POLL
            answers = poll and (id == "take" or key.isdigit())
            return "" if answers else self._write_elsewhere()
        return ""

    def _observers_watch(self) -> str:
        return self.words("You watch and listen here; ask the facilitator to let you take part.")

    def _only_the_facilitator(self, id: str, view: SessionView) -> str:
        answers = view.hidden and view.session.phase.kind is Kind.POLL
        if id == "next":
            if answers:
                return self.words("The facilitator takes the room on, when all have answered.")
            return self.words("The facilitator takes the room on; space says that you are ready.")
        if id == "reveal":
            if answers:
                return self.words("The facilitator counts the answers, when all have answered.")
            return self.words("The facilitator shows it, when all are ready: space says you are.")
        if id == "screen":
            return self.words("This screen is your own already: nobody else is shown it.")
        return self.words("That is for the facilitator: ask aloud.")

    def _write_elsewhere(self) -> str:
        return self.words(
            "Others look at this screen, and this is done unseen."
            " o makes it yours alone; or join from a terminal of your own."
        )

    def ranked(self, command: UserCommand, view: SessionView) -> UserCommand:
        """A command with the place that it has in this viewer's footer."""
        if command.id == "screen":
            # The one that this is not.
            label = "own screen" if view.shared else "shared screen"
            command = replace(command, label=label)
        if command.id in _RANKS_UNSEEN:
            helps = view.hidden or (command.id == "ready" and view.role is Role.PARTICIPANT)
            return replace(command, rank=_RANKS_UNSEEN[command.id] if helps else 0)
        return command
