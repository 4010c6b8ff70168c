"""Poll: one question each, answered unseen, shown as a spread."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from retro.session.commands import GiveAnswer, TakeAnswer
from retro.session.format import Kind
from retro.session.model import Session
from retro.session.select import spread
from retro.ui.registry import UserCommand
from retro.ui.screens.phase import bindings_for
from retro.ui.screens.safety import SafetyScreen
from retro.ui.widgets.card_list import CardList, Row


class PollScreen(SafetyScreen):
    KIND: ClassVar[Kind] = Kind.POLL
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.POLL)

    _was_hidden = False

    def compose_body(self) -> ComposeResult:
        yield CardList(id="cards", classes="roomy")
        yield from self.compose_warning()

    def hint(self) -> str:
        if self.feels_unsafe:
            return self.hint_unsafe()
        session, left = self.view.session, self.view.answers_left
        if left and session.voters() > 1:
            return self.words.plural(
                "All hands up at once; press a number for every hand. {count} to go.",
                "All hands up at once; press a number for every hand. {count} to go.",
                left,
            )
        if left:
            return self.words("Press the number of your answer.")
        return self.words("That is everyone. Talk about the spread if it is wide; n goes on.")

    def to_do(self) -> str:
        if not self.view.hidden:
            return self.words("Look at the spread: what stands out?")
        if self.view.answers_left:
            return self.words("Press the number of your answer; you alone see it here.")
        return self.words("Your answer is in; another number changes it.")

    def draw(self, session: Session) -> None:
        scale = self.phase.scale
        if scale is None:
            return
        counts = spread(session, self.phase)
        widest = max(counts.values(), default=0)
        rows: list[Row] = []
        for value in reversed(scale.values):
            count = counts[value]
            wide = min(widest, 12)
            bar = "█" * (round(count * wide / widest) if widest else 0)
            rows.append(
                Row(
                    value,
                    scale.label(value),
                    mark=str(value),
                    tail=self._tail(count, f"{bar:<{wide}} {count}"),
                    tone="accent",
                    gap=bool(rows) and self.app.size.height >= 30,
                )
            )
        cards = self.query_one("#cards", CardList)
        cards.show(rows)
        self.draw_warning()
        if self._was_hidden and not self.view.hidden:
            # Others may look on, and the choice was on one's own answer.
            cards.choose(rows[0].id)
        self._was_hidden = self.view.hidden

    def _tail(self, count: int, shown: str) -> str:
        """What stands behind an answer: one's own while it is unseen, then how many gave it."""
        if not count:
            return ""
        return "✓ " + self.words("your answer") if self.view.hidden else shown

    def available(self) -> list[UserCommand]:
        """The numbers shown are those of this scale."""
        scale = self.phase.scale
        shown = f"{scale.values[0]}-{scale.values[-1]}" if scale else ""
        return [replace(c, shown=shown) if c.id == "choose" else c for c in super().available()]

    def offers(self, id: str) -> bool:
        counted = self.apart and not self.view.hidden
        if id == "take" and not self._is_answered:
            return False
        if id == "arrow":
            return self.phase.arrow and not counted and super().offers(id)
        return not (counted and id in ("choose", "take")) and super().offers(id)

    @property
    def _is_answered(self) -> bool:
        """True once there is an answer here to take back."""
        if self.apart:
            return not self.view.answers_left
        return any(spread(self.view.session, self.phase).values())

    async def do_choose(self, key: str) -> None:
        value = int(key) if key.isdigit() else None
        if value is None:
            chosen = self.query_one("#cards", CardList).chosen
            value = int(chosen.id) if chosen else 0
        if not await self.submit(GiveAnswer(self.seat.room.new_id(), value)):
            return
        if self.veiled:
            self.say(self.words("Your answer is in; this screen does not show it."), good=True)
        else:
            self.query_one("#cards", CardList).choose(value)

    async def do_arrow(self, key: str) -> None:
        self.say(self.words("Here a number is enough."))

    async def do_take(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        if self.apart:
            # There is one answer each, wherever the choice is now.
            if await self.submit(TakeAnswer()) and self.veiled:
                self.say(self.words("Your answer is taken back."), good=True)
        elif chosen is not None:
            await self.submit(TakeAnswer(int(chosen.id)))

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("choose")
