"""The team's sessions: go into one, begin one, read what came of the earlier ones."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from retro.live.access import Admission
from retro.live.errors import NotOpened
from retro.live.rows import SessionRow
from retro.minutes.markdown import minutes
from retro.session.model import Role
from retro.session.rules import NOBODY
from retro.ui.privacy import anonymous
from retro.ui.registry_around import LOBBY
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.lines import KeyBar, NoticeLine
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


#: The least time between two drawings of what changes in the sessions, in seconds.
DRAW_EVERY: Final = 1.0


class Changed(Message):
    """Something is otherwise in one of the sessions."""


class LobbyScreen(CommandedScreen):
    """For whoever belongs to the team; somebody with a code alone never sees it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LOBBY)
    AUTO_FOCUS = "CardList"
    app: "RetroApp"

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.rows: dict[str, SessionRow] = {}
        self._watching = ExitStack()
        self._waiting: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content.styled("retro", "bold $secondary"))
            yield Static(
                Content.styled(self.words("Which session?"), "bold $accent"), id="question"
            )
            yield CardList(
                id="answers", empty=self.words("Nothing yet. s begins a session, c joins one.")
            )
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self.query_one(KeyBar).commands = LOBBY
        self._draw()

    def on_screen_resume(self) -> None:
        self._draw()

    def on_screen_suspend(self) -> None:
        self._watching.close()

    def on_unmount(self) -> None:
        self._watching.close()

    def _watch_the_rooms(self) -> None:
        """Hear of what all may see in the sessions that are open, and of other sessions."""
        self._watching.close()
        lobby = self.app.lobby
        self._watching.callback(lobby.changes.add(self._tell))
        for room in lobby.rooms.values():
            self._watching.callback(room.watch(self._tell, person=NOBODY))

    def _tell(self) -> None:
        self.post_message(Changed())

    def on_changed(self) -> None:
        if self._waiting is None:
            self._waiting = self.set_timer(DRAW_EVERY, self._draw_again)

    def _draw_again(self) -> None:
        self._waiting = None
        if self.is_current:
            self._draw()

    def _draw(self) -> None:
        self._watch_the_rooms()
        try:
            rows = self.app.lobby.sessions()
        except NotOpened as error:
            self._refuse(error)
            return
        self.rows = {row.key: row for row in rows}
        live = [row for row in rows if row.closed is None and not row.damaged]
        ended = [row for row in rows if row.closed is not None or row.damaged]
        shown: list[Row] = []
        if live:
            shown.append(Row("live", self.words("Under way"), heading=True))
            shown += [Row(r.key, r.title, tail=self._stand(r), tone="accent") for r in live]
        if ended:
            shown.append(Row("ended", self.words("Minutes"), heading=True, gap=bool(live)))
            shown += [Row(r.key, r.title, lead=f"{r.started:%Y-%m-%d}", tail=r.team) for r in ended]
        self.query_one(CardList).show(shown)

    def _stand(self, row: SessionRow) -> str:
        room = self.app.lobby.rooms.get(row.key)
        count = len(room.here) if room else 0
        here = self.words.plural("{count} here", "{count} here", count)
        if row.rests:
            return self.words("rests until {day}", day=row.rests.isoformat())
        return f"{row.phase} · {here}"

    def _say(self, sentence: str) -> None:
        self.query_one(NoticeLine).say(sentence)

    def _refuse(self, error: NotOpened) -> None:
        self._say(reason(error, self.words, guest=self.app.wish.is_guest))

    async def on_card_list_opened(self) -> None:
        await self.do_take()

    async def do_take(self) -> None:
        self._say("")
        chosen = self.query_one(CardList).chosen
        row = self.rows.get(str(chosen.id)) if chosen else None
        if row is None:
            return
        if row.damaged:
            self._refuse(NotOpened(row.damaged))
        elif row.closed is not None:
            self._read(row)
        elif self.app.wish.folder is not None and not self.app.wish.is_guest:
            await self.app.ways_in.go_on(row.key)
        else:
            await self._go_in(row)

    async def _go_in(self, row: SessionRow) -> None:
        """Let a member in, but not where their key would stand beside what is anonymous."""
        try:
            room = await self.app.lobby.open(row.key)
        except NotOpened as error:
            self._refuse(error)
            return
        codes = room.codes
        if codes is None:
            self._say(self.words("Everyone writes at one keyboard there; nobody joins from afar."))
        elif anonymous(room.view(NOBODY).session):
            door = self.app.entrance.invitation if self.app.entrance else None
            line = door.line(codes.participant) if door else codes.participant
            self._say(
                self.words(
                    "Part of it is anonymous, and your key says who you are. Leave, then type:"
                    "\n{line}",
                    line=line,
                )
            )
        else:
            await self.app.ways_in.admitted(Admission(row.key, Role.PARTICIPANT))

    def _read(self, row: SessionRow) -> None:
        try:
            session = self.app.lobby.read(row.key)
        except NotOpened as error:
            self._refuse(error)
            return
        text = minutes(session, Words(row.language))
        self.app.push_screen(ReadingScreen(self.words, row.title, text))

    async def do_code(self) -> None:
        self.app.ways_in.ask_code()

    async def do_start(self) -> None:
        self.app.ways_in.begin_anew()

    async def do_actions(self) -> None:
        self.app.push_screen(LeadScreen(self.words))

    async def do_leave(self) -> None:
        self.app.leave()
