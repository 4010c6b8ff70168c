"""Discuss: topics in order of their dots, one at a time, with notes and decisions."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.commands import Focus, RemoveNote
from retro.session.format import Kind
from retro.session.model import Note, Session
from retro.session.select import TopicCards, by_votes, notes_on, tally
from retro.ui.places import Place
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.paragraph import Paragraph


class DiscussScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.DISCUSS
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.DISCUSS)
    AUTO_FOCUS = "#notes"

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(classes="column aside", id="queue"):
                yield Static(Content.styled(self.words("Topics"), "bold $secondary"))
                yield CardList(id="topics")
            with Vertical(classes="column main"):
                yield Paragraph(id="topic")
                yield CardList(id="notes", empty=self.words("No notes yet."))

    @property
    def topics(self) -> tuple[TopicCards, ...]:
        return by_votes(self.view.session, self.phase)

    @property
    def steers_not(self) -> bool:
        """True for somebody who looks through the topics for themselves alone."""
        return self.apart and not self.leads

    @property
    def topic(self) -> TopicCards | None:
        """The topic that the room talks about: the one in focus, else the first."""
        topics = self.topics
        focus = self.view.session.focus
        return next((t for t in topics if t.target == focus), topics[0] if topics else None)

    def hint(self) -> str:
        if self.topic is None:
            return self.words("There are no topics to talk about: n goes on.")
        return self.words("Enter writes a note, d a decision. → goes to the next topic.")

    def to_do(self) -> str:
        if self.topic is None:
            return self.words("There are no topics to talk about.")
        return self.words("Talk about this topic. Enter writes a note, d a decision.")

    def offers(self, id: str) -> bool:
        # Topics can be chosen as well, and are changed elsewhere.
        if id in ("edit", "remove") and self.query_one("#notes", CardList).chosen is None:
            return False
        return super().offers(id)

    def barred(self, id: str, key: str = "") -> str:
        if id == "turn" and self.apart and not self.leads and not self.watches:
            return self.words("The facilitator turns the room to the next topic: ask aloud.")
        return super().barred(id, key)

    def draw(self, session: Session) -> None:
        topic = self.topic
        topics = self.query_one("#topics", CardList)
        topics.show([self._topic_row(place, each) for place, each in enumerate(self.topics, 1)])
        heading = self.query_one("#topic", Paragraph)
        if topic is None:
            heading.parts = ()
            return
        if not (self.steers_not and topics.has_focus):
            topics.choose(topic.target)
        parts: list[tuple[str, str]] = [(topic.name, "bold $accent")]
        if topic.topic is not None:
            parts += [(f"\n· {card.text}", "$text-muted") for card in topic.cards]
        heading.parts = tuple(parts)
        notes = [self._note_row(note) for note in notes_on(session, topic.target)]
        self.query_one("#notes", CardList).show(notes)

    def _topic_row(self, place: int, topic: TopicCards) -> Row:
        dots = tally(self.view.session)[topic.target]
        now = self.topic is not None and topic.target == self.topic.target
        return Row(
            topic.target,
            topic.name,
            mark="▸" if now else str(place),
            tail=f"● {dots}" if dots else "",
            tone="accent",
            quiet=not now,
        )

    def _note_row(self, note: Note) -> Row:
        return Row(
            note.id,
            note.text,
            mark="✓" if note.decision else "•",
            tail=self.words("decision") if note.decision else "",
            tone="good",
        )

    async def do_write(self, key: str) -> None:
        if self.topic is not None:
            self.write_at(Place.of("note", self.topic.target))

    async def do_decision(self, key: str) -> None:
        if self.topic is not None:
            self.write_at(Place.of("decision", self.topic.target))

    async def do_turn(self, key: str) -> None:
        targets = [topic.target for topic in self.topics]
        if self.topic is not None:
            place = targets.index(self.topic.target) + (-1 if key == "left" else 1)
            if 0 <= place < len(targets):
                await self.submit(Focus(targets[place]))
            else:
                self.say(
                    self.words("That was the last topic. n goes on.")
                    if place > 0
                    else self.words("This is the first topic.")
                )

    async def opened(self, message: CardList.Opened) -> None:
        if message.card_list.id == "topics":
            if self.steers_not:
                self.say(self.barred("turn"))
            else:
                await self.submit(Focus(int(message.row.id)))
        else:
            await super().opened(message)

    async def on_card_list_chosen(self, message: CardList.Chosen) -> None:
        """The facilitator who moves through the topics takes the room along."""
        topics = message.card_list
        if topics.id == "topics" and topics.has_focus and not self.steers_not:
            await self.submit(Focus(int(message.row.id)))

    async def do_edit(self, key: str) -> None:
        chosen = self.query_one("#notes", CardList).chosen
        if chosen is None:
            self.say(self.words("Choose a note first."))
        else:
            self.write_at(Place.of("edit", chosen.id))

    async def do_remove(self, key: str) -> None:
        chosen = self.query_one("#notes", CardList).chosen
        if chosen is not None and await self.submit(RemoveNote(int(chosen.id))):
            self.say(self.words("Removed; u brings it back."))

    def label_for(self, place: Place) -> str:
        if place.verb == "decision":
            return self.words("Decision")
        if place.verb == "note" or self.edited_note(place):
            return self.words("Note")
        return super().label_for(place)

    def about(self, place: Place) -> str:
        topics = (topic for topic in self.topics if topic.target == place.id)
        return next((topic.name for topic in topics), super().about(place))

    def after_keeping(self, place: Place) -> None:
        """Notes come one after the other; a decision is one."""
        if place.verb == "note":
            self.keep_writing()
        else:
            self.stop_writing()

    def draft_places(self) -> list[Place]:
        targets = [topic.target for topic in self.topics]
        written = [Place.of(verb, t) for t in targets for verb in ("note", "decision")]
        return [*written, *super().draft_places()]
