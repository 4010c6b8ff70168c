"""Writing in a phase: one line at the bottom, drafts that are never lost."""

import re
from dataclasses import replace
from typing import Final

from retro.session.commands import Command, Park, WriteCard, WriteNote
from retro.session.format import Kind
from retro.session.model import Card, Id, Note
from retro.session.refusal import Refused
from retro.ui.drafts import KEPT_LATER, form_key, waiting
from retro.ui.places import NEW, PARKING_LOT, Place
from retro.ui.registry import command as command_called
from retro.ui.screens.wording import WordingScreen
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.write_line import WriteLine
from retro.ui.widgets.writing_box import WritingBox

_START_SHOWN: Final = 40
_LEADING_TIME: Final = re.compile(
    r"\s*((?:\d{4}-\d{2}-\d{2}[ T]?)?\d{1,2}[:.hu]\d{2}|\d{4}-\d{2}-\d{2})\s*(.*)", re.DOTALL
)


def split_time(text: str) -> tuple[str, str]:
    """A time at the start of a line, and the rest: "09:40 migration starts"."""
    match = _LEADING_TIME.fullmatch(text)
    if match is None or not match[2].strip():
        return "", text
    return match[1], match[2]


class WritingScreen(WordingScreen):
    """Opens the writing line for a place, keeps drafts, and sends what was written."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._last_seen: dict[Id, Card] = {}
        self._seen_notes: dict[Id, Note] = {}
        self._subject: str | None = None

    # What a subclass gives.

    def label_for(self, place: Place) -> str:
        """What is being written at `place`, to stand in the edge of the box."""
        if place.verb == PARKING_LOT.verb:
            return self.words("Parking lot")
        return self.words("Change the card")

    def about(self, place: Place) -> str:
        """What it is written about, to stand above the line; empty for nothing."""
        if place != PARKING_LOT:
            return ""
        parked = sorted(self.view.session.parked.values(), key=lambda item: item.number)
        return "\n".join("· " + " ".join(item.text.split()) for item in parked[-3:])

    def text_at(self, place: Place) -> str:
        """The text that is there already; empty for something new."""
        note = self.edited_note(place)
        if note is not None:
            return note.text
        card = self.edited(place)
        return f"{card.when} {card.text}".strip() if card else ""

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        """The command that keeps `text`, written at `place`. Refused when it cannot be read."""
        if place.verb == PARKING_LOT.verb:
            return Park(id, text)
        note = self.edited_note(place)
        if note is not None:
            return WriteNote(note.id, text, note.target, note.decision)
        if place.verb in ("note", "decision"):
            return WriteNote(id, text, place.id, place.verb == "decision")
        card = self.edited(place)
        phase = card.phase if card else place.phase or self.phase.key
        when = ""
        if self.view.session.format.phase(phase).kind is Kind.TIMELINE:
            when, text = split_time(text)
        if place.verb == "new":
            parent = place.under or None
            return WriteCard(id, text, column=place.about, parent=parent, when=when, phase=phase)
        if card is None:
            # It was removed before it was ever seen here: it is a card again, under its own id.
            return WriteCard(place.id, text, when=when, phase=phase)
        return WriteCard(
            card.id,
            text,
            column=card.column,
            parent=card.parent,
            when=when,
            verdict=card.verdict,
            mood=card.mood,
            phase=phase,
        )

    def may_be_empty(self, place: Place) -> bool:
        """Whether Enter keeps no text as well: what is written there can be taken away."""
        return False

    def instruction(self, place: Place) -> str:
        """What the keys do while something is written at `place`."""
        if place.phase:
            return self.words(
                "Enter keeps it there · Tab: to the parking lot · Ctrl+X throws it away"
                " · Esc: later"
            )
        return self.words("Enter keeps it · Esc is done · Ctrl+J starts a new line")

    def way_back(self, place: Place) -> str:
        """The key that goes on with what was begun at `place`."""
        if place.phase and self.reopens == "park":
            return "p"
        return self.words("Enter")

    def draft_places(self) -> list[Place]:
        """Where a half-typed text may wait in this phase."""
        return [NEW, PARKING_LOT]

    def after_keeping(self, place: Place) -> None:
        """Go on with another card where that is what people do; otherwise leave."""
        if place == PARKING_LOT:
            self.write_at(place)
            self.keep_writing()
        elif place.verb == "new" and not place.phase:
            self.keep_writing()
        else:
            self.stop_writing()

    def keep_writing(self) -> None:
        """Stay at the same place for another text."""
        self._instruct(self.words("Kept. Write the next one, or Esc when done."))

    def turn_while_writing(self, step: int) -> None:
        """Tab was pressed in the writing line."""

    # The line.

    def on_mount(self) -> None:
        """Be where one was: what was half typed when a terminal was lost is open again."""
        place = self._open_in(self.phase.key)
        if place is not None and not self.barred("write"):
            self.write_at(place)
            return
        left = self._left_open()
        if left is not None:
            self.write_at(left)
            self.say(
                self.words(
                    "The room went on. Your text for “{phase}” is here:"
                    " Enter keeps it there, Esc leaves it as a draft.",
                    phase=self._title_of(left),
                )
            )
        elif self._left_a_form():
            session = self.view.session
            self.say(
                self.words(
                    "The room went on. Your half-written action is kept for when it goes back"
                    " to “{phase}”.",
                    phase=session.format.phases[session.index - 1].title,
                )
            )

    def _left_a_form(self) -> bool:
        """True where the room went on from the actions while somebody was writing one."""
        session = self.view.session
        if not self.apart or self.leads or not session.index:
            return False
        begun = self.seat.room.draft(self.seat.person, form_key(self.seat, None, "text"))
        return bool(begun) and session.format.phases[session.index - 1].kind is Kind.COMMIT

    def moved_on(self) -> None:
        """Take along the very last letters that were typed."""
        self._keep_line()

    def _title_of(self, place: Place) -> str:
        return self.view.session.format.phase(place.phase).title

    def write_at(self, place: Place) -> None:
        """Open the writing line. What was half typed there before is there again."""
        self._keep_line()
        self._note_open(place, is_open=True)
        label = self.label_for(place)
        if place.phase and place.verb != PARKING_LOT.verb:
            label = self.words("Still for “{phase}”", phase=self._title_of(place))
        text = self._draft(place) or self.text_at(place)
        self._subject = self.subject(place)
        self.query_one(WritingBox).open(place, label, self.about(place), text)
        line = self.query_one(WriteLine)
        line.may_be_empty = self.may_be_empty(place)
        line.turn = self._park_what_was_left if place.phase else self.turn_while_writing
        self.set_focus(line)
        self._instruct(self.instruction(place))

    def stop_writing(self) -> None:
        """Close the writing line. Its text stays as a draft."""
        line = self.query_one(WriteLine)
        place = line.place
        if place is None:
            return
        unsaved = bool(line.text.strip()) and line.text != self.text_at(place)
        self._keep_draft(place, line.text if unsaved else "")
        self._note_open(place, is_open=False)
        self.query_one(WritingBox).close()
        page = next(iter(self.query(self.AUTO_FOCUS or "CardList")), None)
        self.set_focus(self.list_after(place) or page)
        self.refresh_view()
        if unsaved:
            key = self.way_back(place)
            self.say(self.words("Your text is kept as a draft; {key} goes on with it.", key=key))

    @property
    def reopens(self) -> str:
        """The command that goes on with a text from an earlier phase: where none writes, p."""
        return "write" if command_called("write").fits(self.phase.kind) else "park"

    def _park_what_was_left(self, step: int) -> None:
        """Take a text of an earlier phase to the parking lot, to be kept there with Enter."""
        text = self._thrown_away()
        self.write_at(PARKING_LOT)
        line = self.query_one(WriteLine)
        line.load_text("\n".join(filter(None, (line.text, text))))
        line.move_cursor(line.document.end)
        self._keep_line()

    def _thrown_away(self) -> str:
        """Empty the line and forget its draft; what stood there."""
        line = self.query_one(WriteLine)
        text, place = line.text, line.place
        if place is not None:
            self._keep_draft(place, "")
            self._note_open(place, is_open=False)
        line.place = None
        line.load_text("")
        return text

    def on_write_line_dropped(self) -> None:
        """Throw away a text that was left behind in an earlier phase."""
        line = self.query_one(WriteLine)
        if line.place is not None and line.place.phase:
            line.load_text("")
            self.stop_writing()
            self.say(self.words("Thrown away."))

    def list_after(self, place: Place) -> CardList | None:
        """The list that has the choice again after writing at `place`."""
        return next(iter(self.query(self.AUTO_FOCUS or "CardList").results(CardList)), None)

    def on_text_area_changed(self) -> None:
        self._keep_line()

    def _keep_line(self) -> None:
        line = self.query_one(WriteLine)
        if line.place is not None:
            self._keep_draft(line.place, line.text)

    async def on_write_line_kept(self, message: WriteLine.Kept) -> None:
        line = self.query_one(WriteLine)
        if (line.place, line.text) != (message.place, message.text):
            return  # Enter was pressed again while the first was on its way.
        # Until it is kept it stays in the line and so among the drafts, whatever becomes of both.
        try:
            command = self.command_for(message.place, message.text, self.seat.room.new_id())
        except Refused as error:
            self.say(reason(error, self.words, guest=self.app.wish.is_guest))
            return
        self._subject = None  # What changes now is one's own doing.
        kept = await self.submit(command)
        if line.place == message.place:
            self._subject = self.subject(message.place)
        if not kept:
            return
        self.look_at_words(command)
        if line.place == message.place:
            line.load_text(line.text.removeprefix(message.text))
            self._keep_line()
            self.after_keeping(message.place)
        else:
            self._keep_draft(message.place, "")

    def on_write_line_left(self) -> None:
        self.stop_writing()

    def edited(self, place: Place) -> Card | None:
        """The card that is changed at `place`, as it was when it was last there.

        Somebody may remove a card while another changes it.
        """
        if place.verb != "edit":
            return None
        card = self.view.session.cards.get(place.id)
        if card is not None:
            self._last_seen[place.id] = card
        return self._last_seen.get(place.id)

    def edited_note(self, place: Place) -> Note | None:
        """The note that is changed at `place`, as it was when it was last there."""
        if place.verb != "edit":
            return None
        note = self.view.session.notes.get(place.id)
        if note is not None:
            self._seen_notes[place.id] = note
        return self._seen_notes.get(place.id)

    # What others do meanwhile.

    def subject(self, place: Place) -> str | None:
        """What a text at `place` changes or hangs under, as it is now; None where there is none."""
        session = self.view.session
        if place.verb == "edit" and (note := session.notes.get(place.id)):
            return note.text
        card = session.cards.get(place.id if place.verb == "edit" else place.under)
        return card.text if card else None

    def refresh_view(self) -> None:
        super().refresh_view()
        if self.is_attached and self.is_writing:
            self._mind_the_subject()

    def _mind_the_subject(self) -> None:
        """Tell whoever writes what became of what they write about. Nothing typed is lost."""
        line = self.query_one(WriteLine)
        before, place = self._subject, line.place
        if place is None or before is None:
            return
        self._subject = now = self.subject(place)
        if now == before or now == line.text:
            return
        if now is not None:
            start = _start(now)
            self.say(
                self.words("Somebody changed that meanwhile. It now says: “{start}”.", start=start)
            )
        elif place.verb in ("edit", "rename"):
            self.say(self.words("Somebody removed that meanwhile. Your text is here still."))
        else:
            self._write_without(place, line.text, _start(before))

    def _write_without(self, place: Place, text: str, gone: str) -> None:
        """What this was to hang under is gone: let it stand alone, or else in the parking lot."""
        self._keep_draft(place, "")
        self._note_open(place, is_open=False)
        line = self.query_one(WriteLine)
        line.place = None
        self.write_at(self.place_without(place))
        # Behind what waits there already.
        line.load_text("\n".join(filter(None, (line.text, text))))
        line.move_cursor(line.document.end)
        self._keep_line()
        self.say(self.words("Somebody removed “{start}”. Your text is here still.", start=gone))

    def place_without(self, place: Place) -> Place:
        """Where a text goes that can no longer hang under what it was begun for."""
        return replace(place, under=0)

    # Drafts.

    def unfinished_draft(self) -> str:
        """A half-typed text that waits in this phase; empty when there is none."""
        return next((self._draft(place) for place in self.waiting_places()), "")

    def waiting_places(self) -> list[Place]:
        """Where one waits in this phase."""
        return [place for place in self.draft_places() if self._draft(place)]

    def left_behind(self) -> tuple[Place, str] | None:
        """The latest text that waits in a phase gone by, and what it says."""
        return next(iter(waiting(self.seat, earlier=True)), None)

    def _left_open(self) -> Place | None:
        """Where somebody was writing when the others went on to this phase."""
        session = self.view.session
        for phase in reversed(session.format.phases[: session.index]):
            place = self._open_in(phase.key)
            if place is not None and place.verb in KEPT_LATER:
                left = place.left_in(phase.key)
                if self._draft(left):
                    return left
        return None

    def _instruct(self, sentence: str) -> None:
        notice = self.query_one(NoticeLine)
        notice.notice = ""
        notice.hint = sentence


def _start(text: str) -> str:
    """The beginning of a text, to tell it by."""
    first = text.strip().split("\n")[0]
    return first if len(first) <= _START_SHOWN else first[: _START_SHOWN - 1] + "…"
