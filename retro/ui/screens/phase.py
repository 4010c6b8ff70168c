"""What one can do in every phase: go on and back, undo, time, the guide, people, help."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from retro.session.commands import (
    Advance,
    AnswerMoreTime,
    AskMoreTime,
    ExtendTimer,
    Finish,
    GoBack,
    MarkReady,
    PauseTimer,
    RemoveCard,
    Reveal,
    SettleMoreTime,
    StartTimer,
    Undo,
)
from retro.session.extension import ASKED_IN
from retro.session.format import Kind
from retro.session.model import Card
from retro.ui.places import PARKING_LOT, Place
from retro.ui.registry import UserCommand, commands_for
from retro.ui.registry import command as command_called
from retro.ui.screens.company import Company
from retro.ui.screens.dialogs import Question, YesOrNo
from retro.ui.screens.guide import show_guide
from retro.ui.screens.help import HelpScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.screens.rest import Resting
from retro.ui.screens.when_it_helps import WhenItHelps
from retro.ui.screens.working_agreements import AgreementsInPhase
from retro.ui.screens.writing import WritingScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.lines import NoticeLine

MINUTE: Final = timedelta(minutes=1)
#: Minutes that the room is asked for at once.
EXTENSION: Final = 3
_DRAFT_SHOWN: Final = 40
#: Keys that move through what is shown, wherever they are no answer.
_MOVES: Final = ("up", "down")


def bindings_for(kind: Kind) -> list[BindingType]:
    """Key bindings for a phase of this kind. A key that is for other phases says so."""
    bound: dict[str, Binding] = {}
    for known in (*commands_for(kind), *commands_for_others(kind)):
        for key in known.keys:
            if key in _MOVES and not known.fits(kind):
                continue
            action = f"command('{known.id}', '{key}')"
            new = Binding(key, action, known.label, show=False, id=f"{known.id}.{key}")
            bound.setdefault(key, new)
    return list(bound.values())


def commands_for_others(kind: Kind) -> Sequence[UserCommand]:
    """The commands that only phases of other kinds have."""
    here = set(commands_for(kind))
    return [c for every in Kind for c in commands_for(every) if c not in here]


class PhaseScreen(Resting, Company, AgreementsInPhase, WhenItHelps, WritingScreen):
    """One phase. A subclass says what stands in the middle, and what the keys of its kind do."""

    KIND: ClassVar[Kind]
    #: Before the lists, in which the key goes down.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "yes", show=False, priority=True)]

    _warned_of_draft = False
    _warned_of_others = False

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, keys are text."""
        if action == "yes":
            yes = self.words("yes")
            return yes.startswith("j") and self.asks_for_time and not self.is_writing
        return action != "command" or not self.is_writing

    async def action_yes(self) -> None:
        """Answer with the letter that yes begins with in another language."""
        await self.action_command("privacy", "y")

    async def action_command(self, id: str, key: str = "") -> None:
        """Do what a key, a click or the palette asks for."""
        self.query_one(NoticeLine).notice = ""
        if key in ("y", "n") and self.asks_for_time:
            await self._answer_more_time(more=key == "y")
            return
        why_not = self.barred(id, key)
        if why_not:
            self.say(self._way_to_lead() or why_not)
            return
        if id == self.reopens and (left := self.left_behind()):
            self.write_at(left[0])
            return
        asked = command_called(id)
        method = getattr(self, f"do_{id}", None)
        if method is not None and asked.fits(self.phase.kind):
            await method(key)
            return
        if key == "enter":
            # It is pressed for anything.
            self.say(self.advice())
            return
        phases = self.view.session.format.phases
        where = ", ".join(phase.title for phase in phases if asked.fits(phase.kind))
        if where:
            label = self.words(asked.label)
            self.say(self.words("“{label}” is for: {where}.", label=label, where=where))

    def _way_to_lead(self) -> str:
        """What somebody at the machine itself does when no facilitator is here any more."""
        seat = self.seat
        if not seat.may_lead_again or self.leads or self.app.wish.is_guest:
            return ""
        if seat.looks_on:
            return self.words("No facilitator is here: i, then c, shows the code to lead with.")
        return self.words("No facilitator is here: w, then h, and you lead.")

    def offers(self, id: str) -> bool:
        # While the room is asked for more time, their keys answer that.
        return not (id in ("next", "privacy") and self.asks_for_time) and super().offers(id)

    async def on_card_list_opened(self, message: CardList.Opened) -> None:
        await self.opened(message)

    async def opened(self, message: CardList.Opened) -> None:
        """A chosen row was clicked once more."""
        await self.action_command("edit")

    def chosen_card(self) -> Card | None:
        """The card that the choice is on, in the list that has the focus."""
        lists = self.lists
        focused = self.focused if isinstance(self.focused, CardList) else None
        chosen = (focused or lists[0]).chosen if lists else None
        if chosen is None or not isinstance(chosen.id, int):
            return None
        return self.view.session.cards.get(chosen.id)

    # The course of the session.

    async def do_next(self, key: str) -> None:
        draft = self.unfinished_draft()
        if not draft and self.view.session.next_phase is None and (left := self.left_behind()):
            draft = left[1]
        if draft and not self._warned_of_draft:
            self._warned_of_draft = True
            self.say(self._not_kept(draft))
        elif self.view.hidden:
            await self.do_reveal(key)
        elif self.view.session.next_phase is None:
            self._ask_to_finish()
        elif self.asks_for_rest:
            self.ask_before_next()
        else:
            await self.submit(Advance(self.phase.key))

    def _not_kept(self, draft: str) -> str:
        if self.seat.shared:
            return self.words("You have a text here that is not kept yet; n again leaves it.")
        start = draft.strip().split("\n")[0][:_DRAFT_SHOWN]
        here = self.waiting_places()
        key = self.way_back(here[0]) if here else self.words("Enter")
        return self.words(
            "Not kept yet: “{start}”. {key} goes on with it; n again leaves it.",
            start=start,
            key=key,
        )

    def _ask_to_finish(self) -> None:
        async def answered(sure: bool | None) -> None:
            if sure:
                await self.submit(Finish())

        self.app.push_screen(
            Question(
                self.words,
                self.words("End this session?"),
                self.words("The minutes are written from what is there. It cannot be reopened."),
            ),
            answered,
        )

    async def do_back(self, key: str) -> None:
        await self.submit(GoBack(self.phase.key))

    async def do_undo(self, key: str) -> None:
        if await self.submit(Undo()):
            self.say(self.words("Undone."))

    async def do_timer(self, key: str) -> None:
        timer = self.view.session.timer(self.phase.key)
        running = timer is not None and timer.since is not None
        await self.submit(PauseTimer() if running else StartTimer())

    async def do_longer(self, key: str) -> None:
        await self.submit(ExtendTimer(MINUTE))

    async def do_shorter(self, key: str) -> None:
        await self.submit(ExtendTimer(-MINUTE))

    async def do_ready(self, key: str) -> None:
        if self.offers("ready"):
            await self.submit(MarkReady(not self.view.is_ready))
        elif self.apart and self.seat.shared:
            self.say(self.roles.not_counted(self.view))
        elif self.apart:
            self.say(self.words("Whoever has answered is ready: press a number."))
        else:
            self.say(self.words("Here one keyboard writes for all: ask aloud who is ready."))

    async def do_reveal(self, key: str) -> None:
        """Show what is unseen; ask once more while somebody is still at it."""
        if not self.view.hidden:
            self.say(self.words("Everything here is on the screen already."))
        elif self._warned_of_others or self.roles.all_are_in(self.view):
            await self.submit(Reveal())
        else:
            self._warned_of_others = True
            self.say(self.roles.not_all())

    async def do_screen(self, key: str) -> None:
        """Let others look at this screen, or have it alone."""
        if not self.apart:
            self.say(self.words("Here one keyboard writes for all: there is nothing unseen."))
            return
        await self.app.share(not self.seat.shared)

    # More time, as the room wants it.

    @property
    def asks_for_time(self) -> bool:
        """True while the room is asked whether it wants more time."""
        asked = self.view.extension
        return asked is not None and not asked.closed and not self.watches

    async def do_moretime(self, key: str) -> None:
        if not self.apart:
            self.say(self.words("Ask aloud; + gives a minute more."))
        elif self.phase.kind not in ASKED_IN:
            self.say(self.words("The room is asked while it talks; here + gives a minute more."))
        elif self.asks_for_time:
            await self._count_more_time()
        else:
            await self.submit(AskMoreTime(self.seat.room.new_id(), EXTENSION))

    async def _count_more_time(self) -> None:
        if not await self.submit(SettleMoreTime()):
            return
        counted = self.view.extension
        if counted is not None and counted.yes > counted.no:
            self.say(self.words("{count} minutes more.", count=counted.minutes), good=True)
        elif counted is not None:
            self.say(self.words("No more time: round it off."))

    async def _answer_more_time(self, *, more: bool) -> None:
        if not await self.submit(AnswerMoreTime(more)):
            return
        if self.seat.shared:
            self.say(self.words("Your answer is in."), good=True)
        elif more:
            self.say(self.words("You said yes to more time. Nobody sees who said what."), good=True)
        else:
            self.say(self.words("You said no to more time. Nobody sees who said what."), good=True)

    async def on_progress_line_asked(self) -> None:
        """Somebody clicked on the question whether there is to be more time."""
        if not self.asks_for_time:
            return

        async def answered(more: bool | None) -> None:
            if more is not None:
                await self._answer_more_time(more=more)

        question = self.words("More time for this?")
        self.app.push_screen(YesOrNo(self.words, question), answered)

    # Beside the course.

    async def do_guide(self, key: str) -> None:
        show_guide(self, reads_on=key == "G")

    async def do_park(self, key: str) -> None:
        self.write_at(PARKING_LOT)

    async def do_who(self, key: str) -> None:
        def closed(_result: None) -> None:
            self.refresh_view()

        self.app.push_screen(PeopleScreen(self.seat), closed)

    async def do_leave(self, key: str) -> None:
        self.app.leave()

    async def do_help(self, key: str) -> None:
        self.app.push_screen(HelpScreen(self.words, self.view, self.available()))

    # Cards.

    async def do_columns(self, key: str) -> None:
        lists = self.lists
        if not lists:
            return
        here = lists.index(self.focused) if isinstance(self.focused, CardList) else 0
        step = -1 if key in ("left", "shift+tab") else 1
        self.set_focus(lists[(here + step) % len(lists)])

    async def do_edit(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self.words("Choose a card first."))
        else:
            self.write_at(Place.of("edit", card.id))

    async def do_remove(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self.words("Choose a card first."))
        elif await self.submit(RemoveCard(card.id)):
            self.say(self.words("Removed; u brings it back."))
