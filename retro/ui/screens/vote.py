"""Vote: dots, a budget a person and a limit a topic."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from retro.session.commands import CastVote, TakeVote
from retro.session.format import Kind
from retro.session.model import Session
from retro.session.select import tally, topics_of
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row


class VoteScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.VOTE
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.VOTE)

    def compose_body(self) -> ComposeResult:
        yield CardList(id="cards", classes="roomy")

    def hint(self) -> str:
        left = self.view.dots_left
        if not left or self.apart:
            return self.words("All dots are given. n goes on to the talk.")
        if self.view.session.voters() > 1:
            return self.words.plural(
                "Ask for dots topic by topic; → gives one, ← takes one back. {count} dot left.",
                "Ask for dots topic by topic; → gives one, ← takes one back. {count} dots left.",
                left,
            )
        return self.words.plural(
            "→ gives a dot, ← takes one back. {count} dot left.",
            "→ gives a dot, ← takes one back. {count} dots left.",
            left,
        )

    def to_do(self) -> str:
        left = self.view.dots_left
        if not self.view.hidden:
            return self.words("The dots are counted: the talk begins at the top.")
        if not left:
            return self.words("All your dots are given; ← takes one back.")
        return self.words.plural(
            "Enter gives a dot, ← takes one back; you alone see yours. {count} dot left.",
            "Enter gives a dot, ← takes one back; you alone see yours. {count} dots left.",
            left,
        )

    def draw(self, session: Session) -> None:
        dots = tally(session)
        rows: list[Row] = []
        for topic in topics_of(session, self.phase):
            count = dots[topic.target]
            sign = "●" * count if count <= 12 else f"● {count}"
            rows.append(
                Row(
                    topic.target,
                    topic.name,
                    tail=sign,
                    tone="accent",
                    mark="■" if topic.topic else "•",
                    gap=bool(rows),
                )
            )
        self.query_one("#cards", CardList).show(rows)

    def offers(self, id: str) -> bool:
        counted = self.apart and not self.view.hidden
        return not (counted and id in ("dot", "take")) and super().offers(id)

    async def do_dot(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        if chosen is not None:
            await self.submit(CastVote(self.seat.room.new_id(), int(chosen.id)))

    async def do_take(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        if chosen is not None:
            await self.submit(TakeVote(int(chosen.id)))

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("dot")
