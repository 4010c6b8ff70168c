"""Letting a session rest: asked before a phase that is better for it, and at any time."""

from datetime import date

from textual import events

from retro.live.errors import NotKept
from retro.session.commands import Advance, Rest
from retro.session.format import Phase
from retro.session.pausing import working_days_after
from retro.session.refusal import Refused
from retro.ui.resting import day_said, days_offered
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.frame import FrameScreen
from retro.ui.trouble import reason
from retro.words import Words

_ANOTHER = "another"
_NOT = "not"


class RestQuestion(Choice):
    """Whether to rest before a phase; yes and no have their letters as well as their numbers."""

    def __init__(self, words: Words, phase: Phase, until: date) -> None:
        question = words("Let it rest first, before “{phase}”?", phase=phase.title)
        options = [
            (until.isoformat(), words("Yes: until {day}", day=day_said(until, words))),
            (_ANOTHER, words("Yes, until another day")),
            (_NOT, words("No, go on now")),
        ]
        super().__init__(words, question, options)

    def on_key(self, event: events.Key) -> None:
        # Numbers are answered where all windows of this sort answer them.
        if event.key in ("y", "j", "n"):
            event.stop()
            self.dismiss(_NOT if event.key == "n" else self.options[0][0])


class Resting(FrameScreen):
    """Part of every phase's screen."""

    def refresh_view(self) -> None:
        if self.seat.view().session.rests is not None:
            self.moved_on()
            self.app.enter_phase()
        else:
            super().refresh_view()

    @property
    def asks_for_rest(self) -> bool:
        """True before a phase that is better after some days, and that has not begun yet."""
        session = self.view.session
        following = session.next_phase
        return following is not None and following.rest > 0 and not session.timer(following.key)

    def ask_before_next(self) -> None:
        """Let the facilitator choose: rest before the next phase, or go on now."""
        following = self.view.session.next_phase
        if following is None:
            return
        until = working_days_after(self.seat.room.now().date(), following.rest)

        async def answered(chosen: str | None) -> None:
            if chosen == _ANOTHER:
                self._ask_for_day(go_on=True)
            elif chosen == _NOT:
                await self.submit(Advance(self.phase.key))
            elif chosen is not None:
                await self._rest(date.fromisoformat(chosen), go_on=True)

        self.app.push_screen(RestQuestion(self.words, following, until), answered)

    async def do_rest(self, key: str) -> None:
        self._ask_for_day(go_on=False)

    def _ask_for_day(self, *, go_on: bool) -> None:
        async def chosen(day: str | None) -> None:
            if day is not None:
                await self._rest(date.fromisoformat(day), go_on=go_on)

        question = self.words("Let this session rest until when?")
        options = days_offered(self.seat.room.now().date(), self.words)
        self.app.push_screen(Choice(self.words, question, options), chosen)

    async def _rest(self, until: date, *, go_on: bool) -> None:
        if go_on and not await self.submit(Advance(self.phase.key)):
            return
        try:
            # The room may show the next phase by now, and this screen nothing any more.
            await self.seat.submit(Rest(until))
        except (Refused, NotKept) as error:
            sentence = reason(error, self.words, guest=self.app.wish.is_guest)
            self.app.notify(sentence, severity="warning", timeout=12)
        else:
            self.app.enter_phase()
