"""Words without blame: a question for whoever just wrote something, on their own screen alone.

It comes after the text is kept, and nothing of it is: it is no part of the session, of a draft or
of a log, and nobody counts. Only that somebody wants none is remembered, for this session.
"""

import asyncio
from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from textual import events

from retro.session.commands import Command, SayWhenItApplies, WriteAction, WriteCard, WriteNote
from retro.session.format import Kind
from retro.session.model import Id
from retro.session.text import CARD_LIMIT, clean
from retro.ui.places import Place
from retro.ui.screens.action_form import ActionForm
from retro.ui.screens.drafting import DraftingScreen
from retro.ui.widgets.wording_line import WordingLine
from retro.ui.widgets.write_line import WriteLine
from retro.ui.widgets.writing_box import WritingBox

if TYPE_CHECKING:
    from retro.coaching.blame import Hint

#: Where it is remembered that somebody wants no questions; it is no place to write at.
SWITCH: Final = "switch:wording"
_OFF: Final = "off"


class WordingScreen(DraftingScreen):
    """Asks about words that blame, where everyone writes at their own terminal."""

    #: Where the text that is asked about can be changed in the writing line; None for nowhere.
    _changes_at: Place | None = None
    #: True while that text is being changed: the question stays in sight.
    _rewords = False
    #: What was asked about: not again.
    _asked: frozenset[tuple[Id, str]] = frozenset()
    _form: ActionForm | None = None

    @property
    def is_unwatched(self) -> bool:
        """True where nobody but the writer looks at this screen."""
        return self.apart and not self.seat.shared and not self.watches

    @property
    def asks_about_words(self) -> bool:
        """True unless this person wants no questions, or others look on."""
        switch = self.seat.room.draft(self.seat.person, SWITCH)
        return self.is_unwatched and switch != _OFF

    async def do_wording(self, key: str) -> None:
        if not self.is_unwatched:
            self.say(self.words("Others look at this screen: nothing is asked about words here."))
        elif self.asks_about_words:
            self.seat.room.keep_draft(self.seat.person, SWITCH, _OFF)
            self._put_away()
            self.say(self.words("No more questions about your words; W asks again."), good=True)
        else:
            self.seat.room.keep_draft(self.seat.person, SWITCH, "")
            told = self.words("A question about words that blame may come up; you alone see it.")
            self.say(told, good=True)

    def offers(self, id: str) -> bool:
        return (id != "wording" or self.is_unwatched) and super().offers(id)

    def write_at(self, place: Place) -> None:
        """Open the writing line."""
        raise NotImplementedError

    # After something was kept.

    def look_at_words(self, command: Command) -> None:
        """Ask about the words of a text that this person just kept, if there is reason to."""
        self._put_away()
        text = getattr(command, "text", "")
        if not text or not self.asks_about_words:
            return
        place: Place | None = None
        match command:
            case WriteCard(id=id) | WriteNote(id=id):
                place = Place.of("edit", id)
            case SayWhenItApplies(card=id):
                place = Place.of("helps", id)
            case _:
                id = getattr(command, "id", 0)
        looking = self._ask(clean(text[:CARD_LIMIT]), id, place)
        # A fault in there is no reason to lose the screen.
        self.run_worker(looking, group="wording", exclusive=True, exit_on_error=False)

    async def _ask(self, text: str, id: Id, place: Place | None) -> None:
        session = self.view.session
        names = [person.name for person in session.people.values()]
        found = await asyncio.to_thread(_hints, text, session.format.language, names)
        new = (hint for hint in found if (id, hint.phrase.casefold()) not in self._asked)
        hint = next(new, None)
        line = self.query_one(WriteLine)
        if hint is None or line.text.strip() or not self.asks_about_words:
            return
        self._asked |= {(id, hint.phrase.casefold())}
        self._changes_at = place
        shown = next(iter(self.query(WordingLine)), None)
        if shown is None:
            shown = WordingLine()
            await self.query_one("#page").mount(shown, after=self.query_one(WritingBox))
        shown.phrase, shown.question = hint.phrase, hint.question
        self._say_keys()
        shown.display = True

    def _say_keys(self) -> None:
        if self._rewords or (self.is_writing and self._changes_at is None):
            keys = ""
        elif self.is_writing:
            keys = self.words("Esc, then e changes it")
        elif self._changes_at is not None or self.phase.kind is Kind.COMMIT:
            keys = self.words("e changes it · Esc: away")
        else:
            keys = self.words("Esc: away")
        for line in self.query(WordingLine):
            line.keys = keys

    def _put_away(self) -> None:
        self._rewords = False
        for line in self.query(WordingLine):
            line.display = False

    @property
    def _is_asking(self) -> bool:
        return any(line.display for line in self.query(WordingLine))

    # What puts it away.

    def on_key(self, event: events.Key) -> None:
        """E changes the text that is asked about; Esc, and any other key, leave it as it is."""
        if not self._is_asking or self.is_writing:
            return
        place = self._changes_at
        if event.key == "e" and place is not None:
            self._rewords = True
            self.write_at(place)
            self._say_keys()
        else:
            self._put_away()
            if event.key != "escape":
                return
        event.stop()
        event.prevent_default()

    def on_text_area_changed(self) -> None:
        """Somebody writes on."""
        if self._is_asking and not self._rewords and self.query_one(WriteLine).text:
            self._put_away()

    def on_write_line_left(self) -> None:
        if self._rewords:
            self._put_away()
        self.call_later(self._say_keys)

    def on_wording_line_closed(self) -> None:
        self._put_away()

    # An action has a form of its own.

    def on_screen_suspend(self) -> None:
        above = self.app.screen
        self._form = above if isinstance(above, ActionForm) else None

    def on_screen_resume(self) -> None:
        form, self._form = self._form, None
        kept = self.seat.view().session.actions.get(form.command.id) if form else None
        if form is not None and form.kept and kept is not None:
            self.look_at_words(WriteAction(kept.id, kept.text))


def _hints(text: str, language: str, names: Collection[str]) -> "tuple[Hint, ...]":
    """What there is to ask; loaded for whoever writes, and not before."""
    from retro.coaching.blame import hints

    return hints(text, language, names)
