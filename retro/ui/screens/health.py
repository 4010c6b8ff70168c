"""Health check: a colour for how it is, and an arrow for which way it goes."""

from collections import Counter
from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType

from retro.session.commands import GiveAnswer, TakeAnswer
from retro.session.format import Kind
from retro.session.model import Answer, Id, Session
from retro.ui.registry import UserCommand
from retro.ui.screens.phase import bindings_for
from retro.ui.screens.poll import PollScreen
from retro.ui.widgets.lights import Lights, Lit

_WAYS: Final = {"up": 1, "right": 0, "down": -1}


class HealthScreen(PollScreen):
    """A poll with two keys for each answer: a number, then an arrow."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.POLL)
    #: The answer that was given last here, and its value: what an arrow belongs to.
    _last: tuple[Id, int] | None = None
    _said_way = False

    def compose_body(self) -> ComposeResult:
        yield Lights(self.words, id="lights")
        yield from self.compose_warning()

    # What to do.

    def hint(self) -> str:
        left = self.view.answers_left
        if not left:
            return self.words("Talk about it where colours or arrows differ; n goes on.")
        if self._last is not None and not self._said_way:
            return self.words.plural(
                "Then ↑ better, → the same or ↓ worse; then the next. {count} to go.",
                "Then ↑ better, → the same or ↓ worse; then the next. {count} to go.",
                left,
            )
        return self.words.plural(
            "For each of you: a number for the colour, then an arrow. {count} to go.",
            "For each of you: a number for the colour, then an arrow. {count} to go.",
            left,
        )

    def to_do(self) -> str:
        if not self.view.hidden:
            return self.words("Look at the colours and arrows: what stands out?")
        if self._own is None:
            return self.words("Press 1, 2 or 3 for the colour; you alone see it here.")
        if self._said_way:
            return self.words("Your answer is in; another number or arrow changes it.")
        return self.words("Now the arrow: ↑ better, → the same, ↓ worse. That is all.")

    # Drawing.

    @property
    def _own(self) -> Answer | None:
        """One's own answer, while it is unseen and this screen may show it."""
        if not self.apart or not self.view.hidden:
            return None
        answers = self.view.session.answers.values()
        return next((each for each in answers if each.phase == self.phase.key), None)

    def draw(self, session: Session) -> None:
        scale = self.phase.scale
        if scale is None:
            return
        answers = [each for each in session.answers.values() if each.phase == self.phase.key]
        counts = Counter((each.value, each.arrow or 0) for each in answers)
        own = self._own
        is_open = self.view.hidden or (not self.apart and self.view.answers_left > 0)
        lights = self.query_one(Lights)
        lit = Lit(
            scale.labels,
            scale.low,
            {} if self.view.hidden else dict(counts),
            (own.value, own.arrow or 0) if own else None,
            is_open=is_open,
            asks_way=own is not None or self._last is not None,
        )
        if lights.lit != lit:
            lights.lit = lit
        self.draw_warning()

    def available(self) -> list[UserCommand]:
        """The arrows stand together in the footer."""
        return [
            replace(each, shown="↑→↓") if each.id == "arrow" else each
            for each in super().available()
        ]

    # Answering.

    async def on_lights_pressed(self, message: Lights.Pressed) -> None:
        await self.action_command("choose", str(message.value))

    async def do_choose(self, key: str) -> None:
        scale = self.phase.scale
        if not key.isdigit() or scale is None or int(key) not in scale.values:
            self.say(self.words("Press 1, 2 or 3: red, amber or green."))
            return
        own = self._own
        arrow = own.arrow if own else None
        id, value = self.seat.room.new_id(), int(key)
        if not await self.submit(GiveAnswer(id, value, arrow)):
            return
        self._last, self._said_way = (id, value), arrow is not None and self._said_way
        self.refresh_view()
        if self.veiled:
            told = self.words("Your colour is in, unseen. Now the arrow: ↑ → or ↓.")
            self.say(told, good=True)

    async def do_arrow(self, key: str) -> None:
        own = self._own
        if own is not None:
            given: tuple[Id, int] | None = own.id, own.value
        else:
            given = self._last
        if given is None or key not in _WAYS:
            self.say(self.words("First the colour: 1 red, 2 amber or 3 green."))
        elif await self.submit(GiveAnswer(given[0], given[1], _WAYS[key])):
            self._said_way = True
            self.refresh_view()
            if self.veiled:
                self.say(self.words("Your answer is in; this screen does not show it."), good=True)

    async def do_take(self, key: str) -> None:
        """Take back one's own answer; where one keyboard answers for all, the last one."""
        answers = self.view.session.answers
        if self.apart:
            taken = await self.submit(TakeAnswer())
        elif self._last is not None and self._last[0] in answers:
            taken = await self.submit(TakeAnswer(self._last[1]))
        else:
            given = [each.value for each in answers.values() if each.phase == self.phase.key]
            taken = bool(given) and await self.submit(TakeAnswer(given[-1]))
        self._last, self._said_way = None, False
        if taken and self.is_attached:
            self.refresh_view()
            self.say(self.words("The last answer is taken back."), good=True)
