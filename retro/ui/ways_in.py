"""The ways into a session, from what somebody wished for to their seat in a room."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from textual.screen import Screen

from retro.formats.catalogue import FALLBACK
from retro.formats.suggest import suggest
from retro.live.access import Admission
from retro.live.errors import NotKept, NotOpened
from retro.live.lobby import Setup
from retro.live.register import ENDED, NO_MORE
from retro.live.room import Room
from retro.session.model import Id, Role, Writing
from retro.session.rules import NOBODY
from retro.ui.entrance import NotReachable
from retro.ui.invitation import return_line
from retro.ui.screens.chooser import ChooserScreen, Held
from retro.ui.screens.code import CodeScreen
from retro.ui.screens.frame import FrameScreen
from retro.ui.screens.home import HomeScreen
from retro.ui.screens.join import JoinScreen
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.lobby import LobbyScreen
from retro.ui.screens.setup import SetupScreen
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.words import SOURCE, languages

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


#: Said to the owner of a machine where everybody in the session came from elsewhere.
LOOKS_ON: Final = (
    "Nobody at this machine is in this session: it shows what all see. Join with a code to take "
    "part."
)

#: Where people come from, and go back to when they begin nothing.
GROUNDS: Final = (HomeScreen, LobbyScreen)


class WaysIn:
    """Leads one app to its seat: by a code or ticket, through the lobby, or by beginning."""

    def __init__(self, app: "RetroApp") -> None:
        self.app = app

    async def enter(self) -> None:
        """Go the way that was wished for."""
        wish = self.app.wish
        if wish.admission is not None:
            await self.admitted(wish.admission)
        elif wish.asks_code or (wish.is_guest and not wish.member):
            self.ask_code(wish.code)
        elif wish.member:
            self.app.push_screen(LobbyScreen(self.app.words))
        elif wish.view == "home":
            self.app.push_screen(HomeScreen(self.app.words, wish.team))
        elif wish.view == "review":
            self.app.push_screen(LeadScreen(self.app.words, wish.team or None))
        elif wish.session:
            await self.go_on(wish.session)
        else:
            self.begin_anew(wish.format)

    def ask_code(self, code: str = "") -> None:
        """Ask for a code, and go on with what it opens; one that came along is tried first."""
        self.app.push_screen(CodeScreen(self.app.words, code))

    def begin_anew(self, format: str = "") -> None:
        """Fill in the form of a new session, after choosing a format."""
        if format:
            self._set_up(format)
        else:
            self.choose(self._set_up, self.app.wish.team, self._language())

    def choose(
        self,
        then: Callable[[str | None], None],
        team: str,
        language: str,
        *,
        over_form: bool = False,
    ) -> None:
        """Help to choose a format, by what this team used lately; `then` gets its key, or None.

        Where no team is known yet, it is what was used in any session here.
        """
        app = self.app
        catalogue = app.catalogue.for_team(team)
        chooser = suggest(catalogue, language)
        screen = ChooserScreen(app.words, chooser, self._held(team), over_form=over_form)
        app.push_screen(screen, then)

    def _held(self, team: str) -> Held:
        """When which format was last held."""
        follow_up = self.app.lobby.follow_up
        used: dict[str, date] = {}
        # Without knowing what was used one can choose all the same.
        with suppress(NotOpened):
            rows = follow_up.sessions_of(team) if team else follow_up.sessions()
            for row in rows:
                used[row.format] = max(row.started.date(), used.get(row.format, date.min))
        return Held(used, follow_up.today)

    def _language(self) -> str:
        """The language of the formats: the one wished for, or English where it has none."""
        wished = self.app.wish.language
        return wished if wished in self.app.catalogue.languages() else FALLBACK

    def _set_up(self, format: str | None) -> None:
        app = self.app
        wish = replace(app.wish, format=format or "", language=self._language())
        try:
            teams = app.lobby.follow_up.team_names()
            if wish.team and not wish.people:
                wish = replace(wish, people=app.lobby.follow_up.people(wish.team))
            app.push_screen(SetupScreen(app.words, app.catalogue, wish, teams))
        except NotOpened as error:
            self._give_up(error)
            return
        broken = app.catalogue.problems()
        if broken and not wish.is_guest:
            told = app.words("This format of your own is left out; `retro formats check` has more:")
            app.notify(
                f"{told}\n{app.words.retold(str(broken[0]).splitlines()[0])}",
                severity="warning",
                timeout=12,
            )

    async def begin(self, setup: Setup) -> None:
        """Begin a session and sit down in it. Raises what `Lobby.create` raises."""
        room = await self.app.lobby.create(setup)
        if self.app.wish.is_guest:
            # They come back from elsewhere. Without a ticket the session is there all the same.
            with suppress(NotKept):
                await room.give_ticket(room.facilitator)
        await self._host(room, room.facilitator)
        if setup.writing is Writing.APART and self.app.entrance is not None:
            self.app.show_invitation()

    async def go_on(self, key: str) -> None:
        """Sit down again in a session that was begun at this machine."""
        room = await self._open(key)
        if room is not None:
            person = own_person(room)
            await self._host(room, person)
            if self.app.closed_because:
                self.app.notify(self.app.closed_because, severity="warning", timeout=12)
            if person == NOBODY:
                self.app.notify(self.app.words(LOOKS_ON), timeout=12)

    async def _host(self, room: Room, person: Id) -> None:
        """Sit down at a screen that others look at, with the door open where they write apart."""
        session = room.view(person).session
        is_apart = session.writing is Writing.APART and not room.closed
        room.unlock(person)
        if is_apart:
            await self.open_door()
        is_guest = self.app.wish.is_guest
        leads = person == NOBODY or session.people[person].role is Role.FACILITATOR
        seat = self._seat(room, person, shared=is_apart and leads, is_guest=is_guest)
        self.app.take_seat(seat)

    async def open_door(self) -> None:
        """Open the door for others; where that fails the session goes on, and says why."""
        app, wish = self.app, self.app.wish
        if app.entrance is None:
            return
        try:
            invitation = await app.entrance.open(wish.listen, wish.port, wish.advertise)
        except NotReachable as error:
            app.closed_because = app.words.retold(str(error))
            return
        app.closed_because = ""
        if app.seat is not None:
            app.seat.invitation = invitation

    async def admitted(self, admission: Admission) -> None:
        """Come in with what a code or a ticket opened."""
        room = await self._open(admission.key)
        if room is None:
            return
        if not self.app.lobby.admits(admission):
            self.turn_away(room)
        elif admission.person is not None:
            # Whoever was admitted by a ticket has shown it: the room knows it again.
            room.unlock(admission.person)
            self.entered(room, admission.person)
        else:
            self.app.speak(self._spoken(room, NOBODY))
            self.app.push_screen(JoinScreen(self.app.words, room, admission))

    def turn_away(self, room: Room) -> None:
        """End for somebody who was let in by what counts no more: their line may be hours old."""
        words = self.app.words
        self.app.exit(return_code=1, message=words(ENDED) if room.closed else words(NO_MORE))

    def entered(self, room: Room, person: Id) -> None:
        """Take the seat that a name or a ticket was given for, and say how to come back to it."""
        seat = self._seat(room, person, is_guest=True)
        self.app.take_seat(seat)
        screen = self.app.screen
        if (line := return_line(seat)) and isinstance(screen, FrameScreen):
            told = self.app.words("You are in. Should your terminal close, come back with:")
            # The line by itself, so that it can be copied whole; once the screen is there.
            screen.call_later(screen.say, f"{told}\n{line}", good=True)

    def _seat(
        self, room: Room, person: Id, *, shared: bool = False, is_guest: bool = False
    ) -> Seat:
        app = self.app
        app.speak(self._spoken(room, person))
        invitation = app.entrance.invitation if app.entrance else None
        ticket = room.ticket(person) if is_guest else ""
        passage = app.wish.passage
        return Seat(room, person, app.words, app.wish.folder, shared, invitation, ticket, passage)

    def _spoken(self, room: Room, person: Id) -> str:
        """The language of somebody's own screen in a session; see Wish."""
        wish, session = self.app.wish, room.view(person).session
        wished = (wish.asked, room.language(person), wish.speaks, session.language)
        return next((code for code in wished if code in languages()), SOURCE)

    def respoken(self) -> Screen[Any] | None:
        """The screen before a session once more, in the app's language; None for a form."""
        words, screen = self.app.words, self.app.screen
        match screen:
            case JoinScreen():
                return screen.once_more(words)
            case CodeScreen():
                return screen.once_more(words)
            case LobbyScreen():
                return LobbyScreen(words)
            case HomeScreen():
                return HomeScreen(words, screen.team)
        return None

    def back(self, message: str = "") -> None:
        """Leave a form: to where somebody came from; otherwise altogether."""
        above = self.app.screen_stack[:-1]
        if any(isinstance(screen, GROUNDS) for screen in above):
            self.app.call_later(self._to_the_ground)
        else:
            self.app.exit(message=message)

    def _to_the_ground(self) -> None:
        while not isinstance(self.app.screen, GROUNDS):
            self.app.pop_screen()

    async def _open(self, key: str) -> Room | None:
        try:
            return await self.app.lobby.open(key)
        except NotOpened as error:
            self._give_up(error)
            return None

    def _give_up(self, error: NotOpened) -> None:
        words, guest = self.app.words, self.app.wish.is_guest
        self.app.exit(return_code=1, message=reason(error, words, guest=guest))


def own_person(room: Room) -> Id:
    """Who sits at the machine of a session: who has a place there and needed no ticket for that.

    Rather whoever facilitates; they may have handed over. Whoever came in with a code keeps their
    place to themselves, also when they facilitate now, and the place of somebody who was only
    entered by name waits for them. Where that leaves nobody, it is NOBODY: a screen to look at.
    """
    people = room.view(NOBODY).session.people.values()
    own = [p for p in people if room.is_claimed(p.id) and not room.has_ticket(p.id)]
    own.sort(key=lambda person: person.role is not Role.FACILITATOR)
    return own[0].id if own else NOBODY
