"""Group: cards into named topics, with keys or clicks; no dragging."""

from typing import ClassVar

from textual.binding import BindingType

from retro.session.commands import Command, MakeTopic, MoveCard, RenameTopic
from retro.session.format import Kind
from retro.session.model import Card, Id, Session
from retro.session.select import in_order, topics_of
from retro.ui.places import Place
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.seat import Seat
from retro.ui.widgets.card_list import CardList, Row

_TOPIC = Place("topic")


class GroupScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.GROUP
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.GROUP)

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        #: The marked cards, with the topic that each was in then.
        self.marked: dict[Id, Id | None] = {}
        self._making: Id = 0

    def hint(self) -> str:
        if self.marked:
            return self.words.plural(
                "{count} card marked. m gathers them under a name.",
                "{count} cards marked. m gathers them under a name.",
                len(self.marked),
            )
        return self.words(
            "x marks cards that belong together; m gathers them. n when it makes sense."
        )

    def to_do(self) -> str:
        if self.marked:
            return self.hint()
        return self.words("x marks cards that belong together, for you alone; m gathers them.")

    def _mind_the_marks(self, session: Session) -> None:
        """Forget marks on cards that somebody else has moved or removed, and say so."""
        cards = session.cards
        moved = [
            id
            for id, topic in self.marked.items()
            if id not in cards or cards[id].topic not in (topic, self._making or topic)
        ]
        for id in moved:
            del self.marked[id]
        if moved:
            self.say(
                self.words.plural(
                    "Somebody else moved {count} card that you had marked.",
                    "Somebody else moved {count} cards that you had marked.",
                    len(moved),
                )
            )

    def draw(self, session: Session) -> None:
        rows: list[Row] = []
        self._mind_the_marks(session)
        single = False
        for topic in topics_of(session, self.phase):
            if topic.topic is not None:
                rows.append(
                    Row(
                        topic.target,
                        topic.name,
                        mark="■",
                        tone="accent",
                        gap=True,
                        tail=str(len(topic.cards)),
                    )
                )
                rows += [self._row(card, 1) for card in topic.cards]
            else:
                rows.append(self._row(topic.cards[0], 0, gap=not single))
                single = True
        self.query_one("#cards", CardList).show(rows)

    def _row(self, card: Card, level: int, gap: bool = False) -> Row:
        phase = self.view.session.format.phase(card.phase)
        column = phase.column(card.column)
        mark = "[x]" if card.id in self.marked else "[ ]"
        return Row(
            card.id, card.text, mark=mark, level=level, gap=gap, tail=column.title if column else ""
        )

    async def do_mark(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        if chosen is None or chosen.id not in self.view.session.cards:
            self.say(self.words("Mark cards; a topic moves with its cards."))
            return
        card = int(chosen.id)
        if card in self.marked:
            del self.marked[card]
        else:
            self.marked[card] = self.view.session.cards[card].topic
        self.refresh_view()
        self.query_one("#cards", CardList).action_move(1)

    async def do_gather(self, key: str) -> None:
        if not self.marked:
            self.say(self.words("Mark the cards that belong together first, with x."))
            return
        topics = self.view.session.topics
        if not topics:
            self.write_at(_TOPIC)
            return
        options = [(str(topic.id), topic.name) for topic in topics.values()]
        options.insert(0, ("0", self.words("(a new topic)")))

        async def gathered(topic: str | None) -> None:
            if topic == "0":
                self.write_at(_TOPIC)
            elif topic is not None:
                await self._move(int(topic))

        self.app.push_screen(
            Choice(self.words, self.words("Under which topic?"), options), gathered
        )

    async def _move(self, topic: Id) -> None:
        for card in sorted(self.marked):
            before = self.marked.pop(card, None)
            if not await self.submit(MoveCard(card, topic)):
                self.marked[card] = before
        self.refresh_view()

    async def do_apart(self, key: str) -> None:
        card = self.chosen_card()
        if card is None or card.topic is None:
            self.say(self.words("Choose a card inside a topic first."))
        else:
            self.marked.pop(card.id, None)
            await self.submit(MoveCard(card.id, None))

    async def do_edit(self, key: str) -> None:
        chosen = self.query_one("#cards", CardList).chosen
        if chosen is not None and chosen.id in self.view.session.topics:
            self.write_at(Place.of("rename", chosen.id))
        else:
            self.say(self.words("Choose a topic to rename it; cards were written earlier."))

    def subject(self, place: Place) -> str | None:
        if place.verb == "rename":
            topic = self.view.session.topics.get(place.id)
            return topic.name if topic else None
        return super().subject(place)

    def text_at(self, place: Place) -> str:
        topic = self.view.session.topics.get(place.id) if place.verb == "rename" else None
        return topic.name if topic else super().text_at(place)

    def label_for(self, place: Place) -> str:
        if place.verb in ("topic", "rename"):
            return self.words("Name of the topic")
        return super().label_for(place)

    def about(self, place: Place) -> str:
        if place != _TOPIC:
            return super().about(place)
        marked = in_order(self.view.session.cards[id] for id in self.marked)
        return " · ".join(card.text.split("\n")[0] for card in marked)

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        if place == _TOPIC:
            self._making = id
            return MakeTopic(id, text, tuple(sorted(self.marked)))
        if place.verb == "rename":
            return RenameTopic(place.id, text)
        return super().command_for(place, text, id)

    def after_keeping(self, place: Place) -> None:
        if place == _TOPIC:
            self.marked.clear()
        self.stop_writing()

    def draft_places(self) -> list[Place]:
        return [_TOPIC, *super().draft_places()]

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("mark")
