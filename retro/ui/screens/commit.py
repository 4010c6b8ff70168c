"""Commit: at most a few actions, each with an owner who says yes, a day and a first step."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.session.commands import RemoveAction, WriteAction
from retro.session.format import Kind, Lesson
from retro.session.model import Action, Card, Session
from retro.session.select import sources
from retro.ui.screens.action_form import FIELDS, ActionForm, draft_key
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row


class CommitScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.COMMIT
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.COMMIT)
    AUTO_FOCUS = "#cards"

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            if self.phase.source:
                with Vertical(classes="column aside"):
                    title = self.words("It may follow from")
                    yield Static(Content.styled(title, "bold $secondary"))
                    yield CardList(id="ideas")
            with Vertical(classes="column main"):
                yield Static(id="count")
                yield CardList(
                    id="cards", empty=self.words("No action yet. None at all is a result too.")
                )

    def hint(self) -> str:
        actions = list(self.view.session.actions.values())
        for action in actions:
            for question in self._open_questions(action):
                return f"“{action.text[:40]}”: {question}"
        if not actions:
            return self.words("Enter writes an action: a verb first, one owner, a day.")
        return self.words("Read them back: does every owner say yes? a records it. Then n.")

    def to_do(self) -> str:
        if not self.view.session.actions:
            return self.words("Enter writes an action: a verb first, one owner, a day.")
        return self.words("Is your name on one? Then a says yes to it. Enter writes another.")

    def _open_questions(self, action: Action) -> list[str]:
        asked = []
        if not action.owner:
            asked.append(self.words("who takes this?"))
        if not action.due:
            asked.append(self.words("by when?"))
        if not action.done_when:
            asked.append(self.words("how will we see that it is done?"))
        if not action.first_step:
            asked.append(self.words("what is the first step?"))
        return asked

    def draw(self, session: Session) -> None:
        actions = sorted(session.actions.values(), key=lambda action: action.number)
        most = self.phase.most
        title = self.words("{count} of at most {most}", count=len(actions), most=most)
        self.query_one("#count", Static).update(Content.styled(title, "bold $secondary"))
        rows: list[Row] = []
        for place, action in enumerate(actions, 1):
            owner = action.owner or self.words("who?")
            rows.append(
                Row(
                    action.id,
                    action.text,
                    mark=str(place),
                    tail=f"{owner} ✓" if action.accepted else owner,
                    tone="good" if action.accepted else "accent",
                    gap=True,
                )
            )
            rows += self._details(action)
        self.query_one("#cards", CardList).show(rows)
        if self.phase.source:
            self.query_one("#ideas", CardList).show(
                [Row(card.id, card.text, mark=self._sign(card)) for card in self._ideas(session)]
            )

    def _details(self, action: Action) -> list[Row]:
        details = []
        if action.due:
            details.append(self.words("due {date}", date=f"{action.due:%Y-%m-%d}"))
        if action.done_when:
            details.append(self.words("done when: {test}", test=action.done_when))
        if action.first_step:
            details.append(self.words("first step: {step}", step=action.first_step))
        return [
            Row(f"{action.id}.{place}", f"    {text}", heading=True, quiet=True)
            for place, text in enumerate(details)
        ]

    def _ideas(self, session: Session) -> Sequence[Card]:
        cards = sources(session, self.phase)
        improve = [c for c in cards if self._lesson(c) is Lesson.IMPROVE]
        return [*improve, *(c for c in cards if c not in improve)]

    def _lesson(self, card: Card) -> Lesson:
        column = self.view.session.format.phase(card.phase).column(card.column)
        return column.lesson if column else Lesson.NONE

    def _sign(self, card: Card) -> str:
        return {Lesson.SUSTAIN: "=", Lesson.IMPROVE: "↑"}.get(self._lesson(card), "•")

    def _chosen(self) -> Action | None:
        chosen = self.query_one("#cards", CardList).chosen
        return (
            self.view.session.actions.get(chosen.id)
            if (chosen is not None and isinstance(chosen.id, int))
            else None
        )

    async def do_write(self, key: str) -> None:
        parent = None
        if self.phase.source:
            ideas = self.query_one("#ideas", CardList)
            if ideas.has_focus and ideas.chosen is not None:
                parent = int(ideas.chosen.id)
        if self.phase.most and len(self.view.session.actions) >= self.phase.most:
            self.say(
                self.words(
                    "{most} at most: more would not get done. Drop one first, or park this.",
                    most=self.phase.most,
                )
            )
            return
        self._open_form(WriteAction(self.seat.room.new_id(), "", parent=parent), new=True)

    async def do_edit(self, key: str) -> None:
        action = self._chosen()
        if action is None:
            self.say(self.words("Choose an action first."))
        else:
            self._open_form(_as_command(action), new=False)

    def _open_form(self, command: WriteAction, *, new: bool) -> None:
        names = [person.name for person in self.view.session.people.values()]
        ideas = [
            (card.id, card.text.split("\n")[0])
            for card in (self._ideas(self.view.session) if self.phase.source else ())
        ]

        def closed(_result: None) -> None:
            self.refresh_view()
            self.query_one("#cards", CardList).choose(command.id)

        self.app.push_screen(ActionForm(self.seat, command, names, ideas, new=new), closed)

    def unfinished_draft(self) -> str:
        """What is half typed in a form counts, though it has no line of its own."""
        which = (None, *self.view.session.actions)
        keys = (draft_key(action, name) for action in which for name, _question, _ex in FIELDS)
        drafts = (self.seat.room.draft(self.seat.person, key) for key in keys)
        return next(filter(None, drafts), super().unfinished_draft())

    async def do_accept(self, key: str) -> None:
        action = self._chosen()
        if action is None:
            self.say(self.words("Choose an action first."))
        elif not action.owner:
            self.say(self.words("Who takes this? e fills in a name."))
        else:
            await self.submit(replace(_as_command(action), accepted=not action.accepted))

    async def do_remove(self, key: str) -> None:
        action = self._chosen()
        if action is not None and await self.submit(RemoveAction(action.id)):
            self.say(self.words("Removed; u brings it back."))

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("write" if message.card_list.id == "ideas" else "edit")


def _as_command(action: Action) -> WriteAction:
    return WriteAction(
        action.id,
        action.text,
        owner=action.owner,
        accepted=action.accepted,
        due=action.due,
        done_when=action.done_when,
        first_step=action.first_step,
        parent=action.parent,
    )
