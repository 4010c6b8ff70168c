"""Collect: writing in columns. Later phases show what the cards may follow from."""

from functools import cached_property, partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from retro.session.commands import WriteCard
from retro.session.format import Column, Kind
from retro.session.model import Card, Session
from retro.session.select import cards_of, sources
from retro.ui.places import Place
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.write_line import WriteLine

_FOLLOWS_SHOWN = 24


class CollectScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.COLLECT
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.COLLECT)
    AUTO_FOCUS = ".heap"
    _kept_in: CardList | None = None

    def on_mount(self) -> None:
        # A list grows first, and only then is there more around it to scroll in.
        heaps = self.query_one("#heaps")
        self.watch(heaps, "virtual_size", self._bring_into_sight, init=False)

    def compose_body(self) -> ComposeResult:
        # One list has room enough beside what it may follow from.
        with Horizontal(id="columns", classes="stacks" if len(self.columns) > 1 else None):
            if self.phase.source:
                with Vertical(classes="column aside"):
                    yield Static(Content.styled(self._source_title(), "bold $secondary"))
                    yield CardList(id="source", empty=self.words("Nothing was written down."))
            with Horizontal(id="heaps", classes="alone" if len(self.columns) == 1 else None):
                for column in self.columns:
                    with Vertical(classes="column"):
                        if len(self.columns) > 1:
                            title = Content.styled(column.title, "bold $secondary")
                            yield Static(title, classes="head")
                            if any(each.prompt for each in self.columns):
                                yield Static(Content(column.prompt), classes="prompt quiet")
                        yield CardList(
                            id=_id(column), classes="heap", empty=self.words("Nothing yet.")
                        )

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.phase.columns or (Column("", self.phase.title),)

    def _source_title(self) -> str:
        format = self.view.session.format
        return " · ".join(format.phase(key).title for key in self.phase.source)

    def on_resize(self) -> None:
        self.call_after_refresh(self._align_prompts)

    def _align_prompts(self) -> None:
        """Give all columns' prompts the height of the highest, so that their cards begin level."""
        prompts = list(self.query(".prompt").results(Static))
        lines = [
            len(Content(column.prompt).wrap(max(prompt.size.width, 1)))
            for column, prompt in zip(self.columns, prompts, strict=False)
        ]
        for prompt in prompts:
            prompt.styles.min_height = max(lines)

    def hint(self) -> str:
        session = self.view.session
        if not cards_of(session, self.phase.key):
            return self.words("Press Enter and type what the room says, one thing a card.")
        if self.phase.source:
            return self.words("l hangs a card under what it follows from. n when this is complete.")
        return self.words("Is that all? Ask who has something else. Then n.")

    def to_do(self) -> str:
        if self.view.hidden:
            return self.words("Enter opens the writing line; nobody sees your cards yet.")
        return self.words("Read what the others wrote; Enter adds a card.")

    def draw(self, session: Session) -> None:
        for column in self.columns:
            heap = self.query_one(f"#{_id(column)}", CardList)
            self.say_empty(
                heap, self.words("Your cards will stand here."), self.words("Nothing yet.")
            )
            heap.show(self.rows_once(column.key, partial(self._rows, session, column)))
        if self.phase.source:
            rows = self.rows_once("<source>", partial(self._source_rows, session))
            self.query_one("#source", CardList).show(rows)

    def _rows(self, session: Session, column: Column) -> list[Row]:
        rows = []
        for card in cards_of(session, self.phase.key, column.key):
            rows.append(Row(card.id, card.text, tail=self._follows(card), number=card.number))
            if card.applies_when:
                told = self.words("applies when: {situation}", situation=card.applies_when)
                rows.append(Row(f"{card.id}.helps", f"   {told}", heading=True, quiet=True))
        return rows

    def _source_rows(self, session: Session) -> list[Row]:
        met = {card.parent for card in cards_of(session, self.phase.key)}
        return [
            Row(card.id, card.text, mark="✓" if card.id in met else "•")
            for card in sources(session, self.phase)
        ]

    def _follows(self, card: Card) -> str:
        parent = self.view.session.cards.get(card.parent) if card.parent else None
        if parent is None:
            return ""
        text = parent.text.split("\n")[0]
        return f"↳ {text if len(text) <= _FOLLOWS_SHOWN else text[: _FOLLOWS_SHOWN - 1] + '…'}"

    @cached_property
    def lists(self) -> tuple[CardList, ...]:
        """The columns; behind the last, what they may follow from."""
        heaps = self.query(".heap").results(CardList)
        return (*heaps, *self.query("#source").results(CardList))

    @property
    def column(self) -> Column:
        """The column that the choice is in."""
        focused = self.focused.id if self.focused else None
        return next((c for c in self.columns if _id(c) == focused), self.columns[0])

    async def do_write(self, key: str) -> None:
        source = next(iter(self.query("#source").results(CardList)), None)
        chosen = source.chosen if source is not None and source.has_focus else None
        self.write_at(Place("new", self.column.key, int(chosen.id) if chosen else 0))

    def label_for(self, place: Place) -> str:
        if place.verb == "new":
            column = self.phase.column(place.about)
            return column.title if column else self.phase.title
        return super().label_for(place)

    def about(self, place: Place) -> str:
        parent = self.view.session.cards.get(place.under)
        return f"↳ {parent.text}" if parent else super().about(place)

    def draft_places(self) -> list[Place]:
        parents = (0, *(card.id for card in sources(self.view.session, self.phase)))
        news = [Place("new", column.key, id) for column in self.columns for id in parents]
        return [*news, *super().draft_places()]

    async def do_sideways(self, key: str) -> None:
        await self.do_columns(key)

    def turn_while_writing(self, step: int) -> None:
        place = self.query_one(WriteLine).place
        keys = [column.key for column in self.columns]
        if place is not None and place.verb == "new" and not place.phase and len(keys) > 1:
            turned = keys[(keys.index(place.about) + step) % len(keys)]
            self.write_at(Place("new", turned, place.under))

    def after_keeping(self, place: Place) -> None:
        super().after_keeping(place)
        self._kept_in = self.list_after(place)
        self.call_after_refresh(self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        """Scroll to the card that was just kept: in a narrow window columns stand below each other.

        Where nobody knows the order of cards, it may stand at any place among them.
        """
        kept_in = self._kept_in
        if kept_in is None or not self.is_writing:
            return
        heaps, column, row = self.query_one("#heaps"), kept_in.parent, kept_in.chosen
        line = None if row is None else kept_in.line_of(row.id)
        if isinstance(column, Vertical) and column.parent is heaps and line is not None:
            top = column.virtual_region.y + kept_in.virtual_region.y + line
            heaps.scroll_to_region(Region(0, top, 1, 1), animate=False, force=True)

    def list_after(self, place: Place) -> CardList | None:
        if place.verb == "new" and not place.phase:
            where = "source" if place.under else f"cards-{place.about or 'one'}"
            return self.query_one(f"#{where}", CardList)
        return super().list_after(place)

    def offers(self, id: str) -> bool:
        if id == "sideways":
            return len(self.columns) > 1 and super().offers(id)
        if id == "link":
            return bool(self.phase.source) and super().offers(id)
        return super().offers(id)

    async def do_link(self, key: str) -> None:
        card = self.chosen_card()
        parents = sources(self.view.session, self.phase)
        if card is None or card.phase != self.phase.key or not parents:
            self.say(self.words("Choose a card first."))
            return
        if self.apart and self.view.session.writer_of(card) != self.view.viewer:
            self.say(self.words("Only whoever wrote a card can change it."))
            return

        async def linked(chosen: str | None) -> None:
            if chosen is not None:
                parent = int(chosen) or None
                await self.submit(WriteCard(card.id, card.text, column=card.column, parent=parent))

        options = [(str(parent.id), parent.text.split("\n")[0]) for parent in parents]
        options.append(("0", self.words("(under nothing)")))
        question = self.words("What does this follow from?")
        self.app.push_screen(Choice(self.words, question, options, str(card.parent or "")), linked)


def _id(column: Column) -> str:
    """The widget of a column; a phase without columns has one that is nameless."""
    return f"cards-{column.key or 'one'}"
