"""Collect: writing in columns. Later phases show what the cards may follow from."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.commands import Command, WriteCard
from retro.session.format import Column, Kind
from retro.session.model import Card, Id, Session
from retro.session.select import cards_of, sources
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.write_line import WriteLine


class CollectScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.COLLECT
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.COLLECT)

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            for column in self.columns:
                with Vertical(classes="column", id=f"column-{column.key or 'one'}"):
                    if len(self.columns) > 1:
                        yield Static(self._head(column), classes="head")
                    yield CardList(id=f"cards-{column.key or 'one'}", empty=self._empty(column))

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.phase.columns or (Column("", self.phase.title),)

    def _head(self, column: Column) -> Content:
        parts = [(column.title, "bold $secondary")]
        if column.prompt:
            parts.append((f"\n{column.prompt}", "$text-muted"))
        return Content.assemble(*parts)

    def _empty(self, column: Column) -> str:
        return self.words("Nothing yet.")

    def hint(self) -> str:
        session = self.view.session
        if self.view.hidden:
            return self.words(
                "Enter opens the writing line; nobody sees your cards yet. Space when ready."
            )
        if not cards_of(session, self.phase.key):
            return self.words("Press Enter and type what the room says, one thing a card.")
        if self.phase.source:
            return self.words("l hangs a card under what it follows from. n when this is complete.")
        return self.words("Is that all? Ask who has something else. Then n.")

    def draw(self, session: Session) -> None:
        for column in self.columns:
            rows = [
                Row(card.id, card.text, tail=self._follows(card), tone="quiet")
                for card in cards_of(session, self.phase.key, column.key)
            ]
            self.query_one(f"#cards-{column.key or 'one'}", CardList).show(rows)

    def _follows(self, card: Card) -> str:
        parent = self.view.session.cards.get(card.parent) if card.parent else None
        if parent is None:
            return ""
        text = parent.text.split("\n")[0]
        return f"↳ {text if len(text) <= 24 else text[:23] + '…'}"

    @property
    def column(self) -> Column:
        """The column that the choice is in."""
        focused = self.focused.id if self.focused else None
        for column in self.columns:
            if focused == f"cards-{column.key or 'one'}":
                return column
        return self.columns[0]

    async def do_write(self, key: str) -> None:
        self.write_at(f"new:{self.column.key}")

    def label_for(self, place: str) -> str:
        verb, _, key = place.partition(":")
        if verb == "new":
            column = self.phase.column(key)
            return column.title if column else self.phase.title
        return super().label_for(place)

    def command_for(self, place: str, text: str, id: Id) -> Command:
        verb, _, key = place.partition(":")
        if verb == "new":
            return WriteCard(id, text, column=key, phase=self.phase.key)
        return super().command_for(place, text, id)

    def draft_places(self) -> list[str]:
        return [*(f"new:{column.key}" for column in self.columns), "park"]

    async def do_sideways(self, key: str) -> None:
        await self.do_columns(key)

    def turn_while_writing(self, step: int) -> None:
        line = self.query_one(WriteLine)
        keys = [column.key for column in self.columns]
        verb, _, key = line.place.partition(":")
        if verb == "new" and len(keys) > 1:
            self.write_at(f"new:{keys[(keys.index(key) + step) % len(keys)]}")

    def stop_writing(self) -> None:
        verb, _, key = self.query_one(WriteLine).place.partition(":")
        super().stop_writing()
        if verb == "new":
            self.set_focus(self.query_one(f"#cards-{key or 'one'}", CardList))

    def offers(self, id: str) -> bool:
        if id == "sideways":
            return len(self.columns) > 1
        if id == "link":
            return bool(self.phase.source)
        return super().offers(id)

    async def do_link(self, key: str) -> None:
        card = self.chosen_card()
        parents = sources(self.view.session, self.phase)
        if card is None or not parents:
            self.say(self.words("Choose a card first."))
            return

        def linked(chosen: str | None) -> None:
            if chosen is not None:
                parent = int(chosen) or None
                command = WriteCard(card.id, card.text, column=card.column, parent=parent)
                self.run_worker(self.submit(command))

        options = [(str(parent.id), parent.text.split("\n")[0]) for parent in parents]
        options.append(("0", self.words("(under nothing)")))
        self.app.push_screen(
            Choice(
                self.words,
                self.words("What does this follow from?"),
                options,
                str(card.parent or ""),
            ),
            linked,
        )
