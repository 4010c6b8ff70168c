"""Rounds: who has the floor, who listens, and what is written down meanwhile."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import ClassVar, TypeAlias

from textual.app import ComposeResult
from textual.binding import BindingType

from retro.session.commands import GiveFloor, NameCaseOwner
from retro.session.format import Kind
from retro.session.model import Id, Person, Role, Session
from retro.session.rounds import speakers
from retro.session.select import cards_of
from retro.ui.screens.collect import CollectScreen
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import bindings_for
from retro.ui.turns import floor, goes_on_with, turns
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.floor_line import FloorLine
from retro.words import Words

_NOBODY = "0"

Options: TypeAlias = Callable[[], list[tuple[str, str]]]


class AskForOwner(Choice):
    """Whose case it is: somebody who said yes aloud. Whoever comes meanwhile is on the list."""

    def __init__(self, words: Words, options: Options, now: Id | None) -> None:
        super().__init__(words, words("Whose case is it?"), options(), str(now or ""))
        self._options = options

    def refresh_view(self) -> None:
        """List those who are here now."""
        if self.options != (now := self._options()):
            self.options = now
            self.draw()


class RoundsScreen(CollectScreen):
    """The floor above, and below it what this round works on and what is written in it."""

    KIND: ClassVar[Kind] = Kind.ROUNDS
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.ROUNDS)
    _has_asked = False

    def compose_body(self) -> ComposeResult:
        yield FloorLine()
        yield from super().compose_body()

    def on_mount(self) -> None:
        super().on_mount()
        if self._lacks_owner and self.leads:
            self.call_after_refresh(self._ask_for_owner)

    @property
    def _lacks_owner(self) -> bool:
        return self.phase.has_owner and self.view.session.case_owner is None

    @property
    def present(self) -> Collection[Id] | None:
        """Who is here to speak; None where one keyboard writes for the room, and all are."""
        return self.seat.room.here.keys() if self.apart else None

    @property
    def _is_speaker(self) -> bool:
        speaker = self.view.session.speaker
        return speaker is not None and speaker == self.view.viewer

    # Drawing.

    def say_empty(self, card_list: CardList, own: str, shown: str) -> None:
        if not self.phase.silent:
            own = shown = self.words("Nothing has to be written in this round.")
        super().say_empty(card_list, own, shown)

    def draw(self, session: Session) -> None:
        # Where one keyboard writes for the room, and where others look on, it says no "you".
        alone = self.apart and not self.seat.shared
        viewer = self.view.viewer if alone else None
        line = self.query_one(FloorLine)
        said = floor(session, viewer, self.words, present=self.present, leads=self.leads)
        if line.floor != said:
            line.floor = said
        super().draw(session)

    def hint(self) -> str:
        session = self.view.session
        if self._lacks_owner:
            return self.words("h asks whose case it is; a yes aloud is enough.")
        if not self.phase.in_turn:
            if self.phase.silent:
                return self.words("Keep the silence. When all are done, n goes on.")
            return self.words("When the time is up, or all is said, n goes on.")
        found = turns(session, self.present)
        if found.speaker is None:
            if found.is_over:
                return self.words("Everybody had a turn: n goes on, → goes round once more.")
            return self.words("Press → to begin. Whoever has no words says “next”.")
        if found.next is None:
            return self.words("Press → to end the round, or ← to let somebody speak again.")
        return self.words("Press → to pass the floor on, or ← for somebody out of turn.")

    def to_do(self) -> str:
        session = self.view.session
        if self.phase.owner_listens and session.case_owner == self.view.viewer:
            return self.words("You only listen. Your turn comes.")
        if self._is_speaker:
            return self.words("It is your turn. → passes the floor on when you are done.")
        if self.phase.silent:
            return self.words("Enter opens the writing line.")
        if self.phase.owner_speaks and session.case_owner == self.view.viewer:
            return self.words("It is your turn; the others only listen.")
        if cards_of(session, self.phase.key):
            return self.words("Listen. Enter adds a card.")
        return self.words("Listen to whoever has the floor. Enter writes something down.")

    # What one may do.

    def barred(self, id: str, key: str = "") -> str:
        if id == "pass" and not self.leads and not self._is_speaker:
            return self.words("The facilitator, or whoever has the floor, passes it on.")
        if id in ("whom", "whose") and not self.leads:
            return self.words("That is for the facilitator: ask aloud.")
        if id == "write" and self._listens:
            return self.words("You listen in this round: note on paper what strikes you.")
        return super().barred(id, key)

    @property
    def _listens(self) -> bool:
        owner = self.view.session.case_owner
        return self.apart and self.phase.owner_listens and owner == self.view.viewer

    def offers(self, id: str) -> bool:
        if id in ("pass", "whom") and not self.phase.in_turn:
            return False
        if id == "whose" and not self.view.session.format.has_owner:
            return False
        return super().offers(id)

    # The floor.

    async def do_pass(self, key: str) -> None:
        session = self.view.session
        if not self.phase.in_turn:
            self.say(self.words("Nobody takes turns in this round."))
            return
        following = goes_on_with(session, self.present)
        if following is None and session.speaker is None:
            self.say(self.words("Nobody is here to speak yet."))
            return
        to = following.id if following else None
        await self.submit(GiveFloor(to, session.speaker))

    async def do_whom(self, key: str) -> None:
        """Give the floor to somebody out of turn, or again."""
        session = self.view.session
        if not self.phase.in_turn:
            self.say(self.words("Nobody takes turns in this round."))
            return
        had = Counter(session.spoken)
        others = [each for each in speakers(session) if each.id != session.speaker]
        options = [(str(each.id), self._standing(each, had[each.id])) for each in others]
        if session.speaker is not None:
            options.append((_NOBODY, self.words("(nobody for now)")))
        before = [str(each) for each in session.spoken if each != session.speaker]

        async def chosen(id: str | None) -> None:
            if id is not None:
                now = self.view.session.speaker
                await self.submit(GiveFloor(None if id == _NOBODY else int(id), now))

        question = self.words("Who gets the floor?")
        first = before[-1] if before else ""
        self.app.push_screen(Choice(self.words, question, options, first), chosen)

    def _standing(self, person: Person, times: int) -> str:
        if times:
            return f"{person.name} · ✓ {self.words('has spoken')}"
        if self._is_away(person):
            return f"{person.name} · {self.words('away')}"
        return person.name

    # The owner of the case.

    async def do_whose(self, key: str) -> None:
        if self.view.session.format.has_owner:
            self._ask_for_owner()
        else:
            self.say(self.words("This format is about everybody: nobody brings a case."))

    def _ask_for_owner(self) -> None:
        async def named(id: str | None) -> None:
            if id is not None and await self.submit(NameCaseOwner(int(id))):
                name = self.view.session.people[int(id)].name
                self.say(self.words("It is {name}'s case. h changes that.", name=name), good=True)

        now = self.view.session.case_owner
        self.app.push_screen(AskForOwner(self.words, self._possible_owners, now), named)

    def _possible_owners(self) -> list[tuple[str, str]]:
        """All who take part, those who are here first."""
        people = self.seat.view().session.people.values()
        part = [person for person in people if person.role is not Role.OBSERVER]
        part.sort(key=self._is_away)
        away = self.words("away")
        return [
            (str(each.id), f"{each.name} · {away}" if self._is_away(each) else each.name)
            for each in part
        ]

    def _is_away(self, person: Person) -> bool:
        return self.present is not None and person.id not in self.present

    async def do_next(self, key: str) -> None:
        if self._lacks_owner and not self._has_asked:
            self._has_asked = True
            self._ask_for_owner()
        else:
            await super().do_next(key)
