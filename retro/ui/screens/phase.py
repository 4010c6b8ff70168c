"""What the screens of all phases share: the frame, writing, and sending commands."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from retro.live.errors import NotKept
from retro.session.commands import (
    Advance,
    Command,
    ExtendTimer,
    Finish,
    GoBack,
    MarkReady,
    Park,
    PauseTimer,
    RemoveCard,
    Reveal,
    StartTimer,
    Undo,
    WriteCard,
)
from retro.session.format import Kind
from retro.session.model import Card, Id, Role, Session, Writing
from retro.session.refusal import Refused
from retro.session.view import SessionView
from retro.ui.registry import UserCommand, commands_for
from retro.ui.registry import command as command_called
from retro.ui.screens.dialogs import Question
from retro.ui.screens.guide import GuideScreen
from retro.ui.screens.help import HelpScreen
from retro.ui.screens.people import PeopleScreen
from retro.ui.seat import Seat
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.cues import CuePanel
from retro.ui.widgets.heading import Agenda, TimerLine, TitleLine
from retro.ui.widgets.lines import KeyBar, NoticeLine, Prompt
from retro.ui.widgets.write_line import WriteLine

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

MINUTE: Final = timedelta(minutes=1)
MOVES: Final = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -10000, "end": 10000}


def bindings_for(kind: Kind) -> list[BindingType]:
    """Key bindings for a phase of this kind. A key that is for other phases says so.

    All have priority, so that keys are obeyed in the order in which they were typed: without it,
    what follows Enter in one burst would still go to the list and not to the writing line.
    """
    bound: dict[str, Binding] = {}
    for known in (*commands_for(kind), *commands_for_others(kind)):
        for key in known.keys:
            action = f"command('{known.id}', '{key}')"
            new = Binding(key, action, show=False, id=f"{known.id}.{key}", priority=True)
            bound.setdefault(key, new)
    moves = [Binding(key, f"move({by})", show=False, priority=True) for key, by in MOVES.items()]
    return [*bound.values(), *moves]


def commands_for_others(kind: Kind) -> Sequence[UserCommand]:
    """The commands that only phases of other kinds have."""
    here = set(commands_for(kind))
    return [c for every in Kind for c in commands_for(every) if c not in here]


class PhaseScreen(Screen[None]):
    """One phase. A subclass says what stands in the middle, and what the keys of its kind do."""

    KIND: ClassVar[Kind]
    AUTO_FOCUS = "CardList"
    CSS_PATH = "phase.tcss"

    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat
        self.words = seat.words
        self.view: SessionView = seat.view()
        self.phase = self.view.session.phase
        self._warned_of_draft = False

    # What a subclass gives.

    def compose_body(self) -> ComposeResult:
        """The widgets in the middle."""
        yield CardList(id="cards")

    def draw(self, session: Session) -> None:
        """Bring the middle up to date with what the viewer may see now."""
        raise NotImplementedError

    def hint(self) -> str:
        """One sentence that says what to do next."""
        return ""

    def label_for(self, place: str) -> str:
        """What is being written at `place`, to stand above the writing line."""
        return self.words("Parking lot") if place == "park" else self.words("Change the card")

    def text_at(self, place: str) -> str:
        """The text that is there already; empty for something new."""
        card = self._edited(place)
        return card.text if card else ""

    def command_for(self, place: str, text: str, id: Id) -> Command:
        """The command that keeps `text`, written at `place`."""
        card = self._edited(place)
        if card is not None:
            return WriteCard(
                card.id,
                text,
                column=card.column,
                parent=card.parent,
                when=card.when,
                verdict=card.verdict,
                mood=card.mood,
            )
        return Park(id, text)

    # The frame.

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield TitleLine(self.words)
            with Horizontal(id="where"):
                yield Agenda()
                yield TimerLine(self.words)
            yield Prompt()
            with Horizontal(id="middle"):
                with Vertical(id="body"):
                    yield from self.compose_body()
                yield CuePanel(self.words)
            with Vertical(id="writing"):
                yield WriteLine()
            yield NoticeLine()
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self.query_one("#writing").display = False
        self.query_one(CuePanel).show(self.phase)
        self.query_one(CuePanel).display = False
        self.set_interval(1.0, self._tick)
        self.refresh_view()
        place = self._draft("open")
        if place:
            self.write_at(place)

    def refresh_view(self) -> None:
        """Draw the newest view."""
        self.view = self.seat.view()
        session = self.view.session
        if session.phase.key != self.phase.key or session.closed:
            self.app.enter_phase()
            return
        self.query_one(TitleLine).view = self.view
        self.query_one(Agenda).view = self.view
        prompt = self.query_one(Prompt)
        prompt.prompt = self.prompt()
        prompt.detail = self.phase.detail
        self.draw(session)
        self.query_one(NoticeLine).hint = self.hint()
        self.query_one(KeyBar).commands = self.available()
        self._tick()

    def prompt(self) -> str:
        """The question of this phase."""
        return self.phase.prompt or self.phase.title

    def available(self) -> list[UserCommand]:
        """The commands that make sense now, for the footer and the help page."""
        return [c for c in commands_for(self.phase.kind) if self.offers(c.id)]

    def offers(self, id: str) -> bool:
        """False for a command that would be refused at this moment in any case."""
        apart = self.view.session.writing is Writing.APART
        facilitates = self.view.role is Role.FACILITATOR
        if id in ("next", "back", "timer", "longer", "shorter", "reveal") and not facilitates:
            return False
        if id == "ready":
            return apart
        if id == "reveal":
            return self.view.hidden
        if id == "columns":
            return len(self.query(CardList)) > 1
        if id == "undo":
            return self.view.can_undo
        if id == "back":
            return self.view.session.index > 0
        return True

    def _tick(self) -> None:
        timer = self.view.session.timer(self.phase.key)
        if timer is None or not self.is_mounted:
            return
        line = self.query_one(TimerLine)
        line.left = timedelta(seconds=round(timer.left(self.seat.room.now()).total_seconds()))
        line.planned = timer.planned
        line.paused = timer.since is None

    # Sending.

    def say(self, sentence: str, *, bad: bool = False) -> None:
        """Show one sentence until the next key."""
        self.query_one(NoticeLine).say(sentence, "$error" if bad else "$warning")

    async def submit(self, command: Command) -> bool:
        """Send a command. False, with the reason on the screen, when it was not accepted."""
        try:
            await self.seat.submit(command)
        except Refused as refused:
            self.say(self.words(refused.reason, **refused.values))
            return False
        except NotKept as lost:
            self.say(self.words("Not saved.") + f" {lost}", bad=True)
            return False
        self.refresh_view()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, keys are text."""
        if action in ("command", "move"):
            return not isinstance(self.focused, WriteLine)
        return True

    def action_move(self, by: int) -> None:
        """Move the choice in the list that has the focus; other places scroll."""
        if isinstance(self.focused, CardList):
            self.focused.action_move(by)
        elif self.focused is not None:
            self.focused.scroll_relative(y=by, animate=False)

    async def action_command(self, id: str, key: str = "") -> None:
        """Do what a key, a click or the palette asks for."""
        notice = self.query_one(NoticeLine)
        notice.notice = ""
        asked = command_called(id)
        method = getattr(self, f"do_{id}", None)
        if method is None or not asked.fits(self.phase.kind):
            where = ", ".join(
                phase.title for phase in self.view.session.format.phases if asked.fits(phase.kind)
            )
            label = self.words(asked.label)
            if where:
                self.say(self.words("“{label}” is for: {where}.", label=label, where=where))
            return
        await method(key)

    # Writing.

    def write_at(self, place: str) -> None:
        """Open the writing line. What was half typed there before is there again."""
        line = self.query_one(WriteLine)
        line.place = place
        line.turn = self.turn_while_writing
        self._keep_draft("open", place)
        kept = self._draft(place)
        line.load_text(kept or self.text_at(place))
        line.move_cursor(line.document.end)
        frame = self.query_one("#writing")
        frame.border_title = self.label_for(place)
        frame.display = True
        self.set_focus(line)
        notice = self.query_one(NoticeLine)
        notice.notice = ""
        notice.hint = self.words("Enter keeps it · Esc is done · Ctrl+J starts a new line")

    def turn_while_writing(self, step: int) -> None:
        """Tab was pressed in the writing line."""

    def _draft(self, place: str) -> str:
        return self.seat.room.draft(self.seat.person, f"{self.phase.key}|{place}")

    def _keep_draft(self, place: str, text: str) -> None:
        self.seat.room.keep_draft(self.seat.person, f"{self.phase.key}|{place}", text)

    def on_text_area_changed(self) -> None:
        line = self.query_one(WriteLine)
        if line.place:
            self._keep_draft(line.place, line.text)

    async def on_write_line_kept(self, message: WriteLine.Kept) -> None:
        command = self.command_for(message.place, message.text, self.seat.room.new_id())
        if await self.submit(command):
            self.after_keeping(message.place)
        else:
            self.query_one(WriteLine).put_back(message.text)

    def after_keeping(self, place: str) -> None:
        """Go on with another card where that is what people do; otherwise leave."""
        if place.partition(":")[0] in ("park", "edit"):
            self.stop_writing()
        else:
            notice = self.query_one(NoticeLine)
            notice.hint = self.words("Kept. Write the next one, or Esc when done.")

    def on_write_line_left(self) -> None:
        self.stop_writing()

    def stop_writing(self) -> None:
        """Close the writing line. Its text stays as a draft."""
        line = self.query_one(WriteLine)
        unsaved = bool(line.text.strip()) and line.text != self.text_at(line.place)
        if not unsaved:
            self._keep_draft(line.place, "")
        line.place = ""
        self._keep_draft("open", "")
        line.load_text("")
        self.query_one("#writing").display = False
        for body in self.query(self.AUTO_FOCUS or "CardList"):
            self.set_focus(body)
            break
        self.refresh_view()
        if unsaved:
            self.say(self.words("Your text is kept as a draft; Enter goes on with it."))

    def _edited(self, place: str) -> Card | None:
        verb, _, rest = place.partition(":")
        return self.view.session.cards.get(int(rest)) if verb == "edit" else None

    def _unfinished_draft(self) -> str:
        return next((text for place in self.draft_places() if (text := self._draft(place))), "")

    def draft_places(self) -> list[str]:
        """Where a half-typed text may wait in this phase."""
        return ["new", "park"]

    # What every phase can do.

    async def do_next(self, key: str) -> None:
        draft = self._unfinished_draft()
        if draft and not self._warned_of_draft:
            self._warned_of_draft = True
            start = draft.strip().split("\n")[0][:40]
            self.say(
                self.words(
                    "Not kept yet: “{start}”. Enter goes on with it; n again leaves it.",
                    start=start,
                )
            )
            return
        if self.view.session.next_phase is None:
            await self._ask_to_finish()
        else:
            await self.submit(Advance(self.phase.key))

    async def _ask_to_finish(self) -> None:
        def answered(sure: bool | None) -> None:
            if sure:
                self.run_worker(self.submit(Finish()), exclusive=True)

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
        if self.view.session.writing is Writing.APART:
            await self.submit(MarkReady(not self.view.is_ready))

    async def do_reveal(self, key: str) -> None:
        if self.view.hidden:
            await self.submit(Reveal())
        else:
            self.say(self.words("Everything here is on the screen already."))

    async def do_guide(self, key: str) -> None:
        panel = self.query_one(CuePanel)
        if self.has_class("-wide"):
            panel.display = not panel.display
        else:
            self.app.push_screen(GuideScreen(self.words, self.phase))

    async def do_park(self, key: str) -> None:
        self.write_at("park")

    async def do_who(self, key: str) -> None:
        self.app.push_screen(PeopleScreen(self.seat))

    async def do_leave(self, key: str) -> None:
        self.app.leave()

    async def do_help(self, key: str) -> None:
        self.app.push_screen(HelpScreen(self.words, self.view, self.available()))

    async def do_columns(self, key: str) -> None:
        lists = list(self.query(CardList))
        here = lists.index(self.focused) if isinstance(self.focused, CardList) else 0
        step = -1 if key in ("left", "shift+tab") else 1
        self.set_focus(lists[(here + step) % len(lists)])

    async def do_edit(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self.words("Choose a card first."))
        else:
            self.write_at(f"edit:{card.id}")

    async def do_remove(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self.words("Choose a card first."))
        elif await self.submit(RemoveCard(card.id)):
            self.say(self.words("Removed; u brings it back."))

    def chosen_card(self) -> Card | None:
        """The card that the choice is on, in the list that has the focus."""
        focused = self.focused if isinstance(self.focused, CardList) else None
        chosen = (focused or self.query(CardList).first()).chosen
        if chosen is None or not isinstance(chosen.id, int):
            return None
        return self.view.session.cards.get(chosen.id)

    async def on_card_list_opened(self, message: CardList.Opened) -> None:
        await self.action_command("edit")
