"""Commit: at most a few actions, each with an owner who says yes, a day and a first step."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from retro.coaching.vague import questions
from retro.session.agreeing import TooMany, too_many
from retro.session.commands import RemoveAction, WriteAction
from retro.session.format import Kind, Lesson
from retro.session.model import Action, ActionKind, Card, Id, Session, Size
from retro.session.select import sources
from retro.session.writing import lesson_of
from retro.ui.drafts import form_key
from retro.ui.screens.action_form import FIELDS, ActionForm
from retro.ui.screens.more_about import KINDS
from retro.ui.screens.more_about import NAMES as MORE
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.card_list import CardList, Row

#: Rows of a window below which every line counts.
_LOW: Final = 22


class CommitScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.COMMIT
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.COMMIT)
    AUTO_FOCUS = "#cards"

    #: The action that was written here last: one question about it stands below it.
    _just_written: Id | None = None
    #: What was said about too many; the same once more is meant.
    _warned_of_many: TooMany | None = None

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
        just_written = self.view.session.actions.get(self._just_written or 0)
        if just_written is not None and (question := self._question(just_written)):
            if self._is_low:
                return question + " " + self.words("e answers it.")
            return self.words("e answers the question. It can stay open: n goes on all the same.")
        for action in actions:
            for question in self._open_questions(action):
                return f"“{action.text[:40]}”: {question}"
        if not actions:
            return self.words("Enter writes an action: a verb first, one owner, a day.")
        quick = any(action.size is Size.QUICK for action in actions)
        if quick or all(action.accepted for action in actions):
            return self.words("Read them back: does every owner say yes? a records it. Then n.")
        return self.words("Is one of them done within a week? e, then Ctrl+O, calls it quick.")

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
        title = Content.styled(self._count(len(actions)), "bold $secondary")
        self.query_one("#count", Static).update(title)
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

    def _count(self, count: int) -> str:
        most = self.phase.most
        if 0 < most < count:
            return self.words("{count}, where {most} are plenty", count=count, most=most)
        if most:
            return self.words("{count} of at most {most}", count=count, most=most)
        return self.words.plural("{count} action", "{count} actions", count)

    def _details(self, action: Action) -> list[Row]:
        words = self.words
        facts = (
            words("due {date}", date=action.due.isoformat()) if action.due else "",
            *(words(label) for kind, label in KINDS if kind is action.kind),
            words("quick") if action.size is Size.QUICK else "",
            words("large") if action.size is Size.LARGE else "",
            words("part of an earlier one") if action.split_from else "",
        )
        is_experiment = action.kind is ActionKind.EXPERIMENT
        details = (
            (" · ".join(filter(None, facts)), True),
            (words("done when: {test}", test=action.done_when), action.done_when),
            (words("first step: {step}", step=action.first_step), action.first_step),
            (
                words("we expect: {hypothesis}", hypothesis=action.hypothesis),
                is_experiment and action.hypothesis,
            ),
            (
                words("we stop when: {rule}", rule=action.stop_rule),
                is_experiment and action.stop_rule,
            ),
            (action.link, True),
        )
        rows = [
            Row(f"{action.id}.{place}", f"    {text}", heading=True, quiet=True)
            for place, (text, is_said) in enumerate(details)
            if text and is_said
        ]
        if action.id != self._just_written or self._is_low:
            return rows
        if question := self._question(action):
            rows.append(Row(f"{action.id}.question", f"  ? {question}", heading=True))
        return rows

    @property
    def _is_low(self) -> bool:
        """Whether the list has no lines to spare for a question: it is the hint then."""
        return self.app.size.height < _LOW

    def _question(self, action: Action) -> str:
        """The one question that would help this action most; empty when it is clear."""
        questions_left = questions(
            action.text,
            owner=action.owner,
            due=action.due,
            done_when=action.done_when,
            first_step=action.first_step,
            large=action.size is Size.LARGE,
            language=self.view.session.format.language,
        )
        for question in questions_left:
            return self.words(question.sentence)
        return ""

    def _ideas(self, session: Session) -> Sequence[Card]:
        cards = sources(session, self.phase)
        improve = [c for c in cards if lesson_of(session, c) is Lesson.IMPROVE]
        return [*improve, *(c for c in cards if c not in improve)]

    def _sign(self, card: Card) -> str:
        lesson = lesson_of(self.view.session, card)
        return {Lesson.SUSTAIN: "=", Lesson.IMPROVE: "↑"}.get(lesson, "•")

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
        many = too_many(self.view.session, adding=1)
        if many is not None and many != self._warned_of_many and not self._is_begun():
            self._warned_of_many = many
            self.say(self._why_fewer(many))
            return
        self._open_form(WriteAction(self.seat.room.new_id(), "", parent=parent), new=True)

    def _why_fewer(self, many: TooMany) -> str:
        """Why not another one, in a sentence; whoever means it presses Enter again."""
        if many.are_new:
            return self.words(
                "That makes {new}: of more than {most} at once, fewer get done."
                " Park it, or Enter again writes it.",
                new=many.new,
                most=many.most,
            )
        return self.words(
            "The team has {open} open with this one: of more than {most}, fewer get done."
            " Park it, or Enter again writes it.",
            open=many.open,
            most=many.most_open,
        )

    def _is_begun(self) -> bool:
        """Whether a new action is half typed already."""
        return bool(self.seat.room.draft(self.seat.person, form_key(self.seat, None, "text")))

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

        form = ActionForm(self.seat, command, names, ideas, new=new)

        def closed(_result: None) -> None:
            if form.kept:
                self._just_written = command.id
            self.refresh_view()
            self.query_one("#cards", CardList).choose(command.id)

        self.app.push_screen(form, closed)

    def unfinished_draft(self) -> str:
        """What is half typed in a form counts, though it has no line of its own."""
        which = (None, *self.view.session.actions)
        names = [*(name for name, _question, _example in FIELDS), *MORE]
        keys = (form_key(self.seat, action, name) for action in which for name in names)
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
        kind=action.kind,
        size=action.size,
        strength=action.strength,
        control=action.control,
        hypothesis=action.hypothesis,
        stop_rule=action.stop_rule,
        link=action.link,
    )
