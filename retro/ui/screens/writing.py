"""Writing in a phase: one line at the bottom, drafts that are never lost."""

import re
from typing import Final

from retro.session.commands import Command, Park, WriteCard
from retro.session.format import Kind
from retro.session.model import Card, Id
from retro.ui.places import NEW, PARKING_LOT, Place
from retro.ui.screens.frame import FrameScreen
from retro.ui.seat import Seat
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.write_line import WriteLine
from retro.ui.widgets.writing_box import WritingBox

_OPEN = "open"
_LEADING_TIME: Final = re.compile(
    r"\s*((?:\d{4}-\d{2}-\d{2}[ T]?)?\d{1,2}[:.hu]\d{2}|\d{4}-\d{2}-\d{2})\s*(.*)", re.DOTALL
)


def split_time(text: str) -> tuple[str, str]:
    """A time at the start of a line, and the rest: "09:40 migration starts"."""
    match = _LEADING_TIME.fullmatch(text)
    if match is None or not match[2].strip():
        return "", text
    return match[1], match[2]


class WritingScreen(FrameScreen):
    """Opens the writing line for a place, keeps drafts, and sends what was written."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._last_seen: dict[Id, Card] = {}

    # What a subclass gives.

    def label_for(self, place: Place) -> str:
        """What is being written at `place`, to stand in the edge of the box."""
        if place == PARKING_LOT:
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
        card = self.edited(place)
        return f"{card.when} {card.text}".strip() if card else ""

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        """The command that keeps `text`, written at `place`."""
        if place == PARKING_LOT:
            return Park(id, text)
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
        place = self._open_in(self.phase.key) or self._left_behind()
        if place is not None:
            self.write_at(place)

    def write_at(self, place: Place) -> None:
        """Open the writing line. What was half typed there before is there again."""
        self._keep_line()
        self._note_open(place, is_open=True)
        label = self.label_for(place)
        if place.phase:
            title = self.view.session.format.phase(place.phase).title
            label = self.words("Still for “{phase}”", phase=title)
        text = self._draft(place) or self.text_at(place)
        self.query_one(WritingBox).open(place, label, self.about(place), text)
        line = self.query_one(WriteLine)
        line.turn = self.turn_while_writing
        self.set_focus(line)
        self._instruct(self.words("Enter keeps it · Esc is done · Ctrl+J starts a new line"))

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
        self.set_focus(self.list_after(place))
        self.refresh_view()
        if unsaved:
            self.say(self.words("Your text is kept as a draft; Enter goes on with it."))

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
        command = self.command_for(message.place, message.text, self.seat.room.new_id())
        if not await self.submit(command):
            return
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

    # Drafts.

    def unfinished_draft(self) -> str:
        """A half-typed text that waits in this phase; empty when there is none."""
        return next((text for place in self.draft_places() if (text := self._draft(place))), "")

    def _left_behind(self) -> Place | None:
        """Where somebody was writing when the others went on to this phase."""
        session = self.view.session
        for phase in reversed(session.format.phases[: session.index]):
            place = self._open_in(phase.key)
            if place is not None and place.verb in ("new", "edit"):
                left = place.left_in(phase.key)
                if self._draft(left):
                    return left
        return None

    def _open_in(self, phase: str) -> Place | None:
        return Place.read(self.seat.room.draft(self.seat.person, f"{phase}|{_OPEN}"))

    def _note_open(self, place: Place, *, is_open: bool) -> None:
        """Remember where somebody is writing, for the day their terminal is lost."""
        key = f"{place.phase or self.phase.key}|{_OPEN}"
        self.seat.room.keep_draft(self.seat.person, key, place.key if is_open else "")

    def _draft(self, place: Place) -> str:
        return self.seat.room.draft(self.seat.person, self._draft_key(place))

    def _keep_draft(self, place: Place, text: str) -> None:
        self.seat.room.keep_draft(self.seat.person, self._draft_key(place), text)

    def _draft_key(self, place: Place) -> str:
        return f"{place.phase or self.phase.key}|{place.key}"

    def _instruct(self, sentence: str) -> None:
        notice = self.query_one(NoticeLine)
        notice.notice = ""
        notice.hint = sentence
