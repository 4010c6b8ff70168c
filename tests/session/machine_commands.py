"""Commands as people might send them, sensible and not, drawn for the session as it stands."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final, TypeVar

from retro.session import commands as c
from retro.session.model import (
    ActionKind,
    ActionState,
    Applied,
    Helped,
    Id,
    Role,
    Session,
    Size,
    Verdict,
)
from retro.session.rules import PROGRAM
from tests.session.sample import ANN, BOB, FAY, OLA, STRANGER

PEOPLE: Final = (FAY, ANN, BOB, OLA, STRANGER, PROGRAM)

T = TypeVar("T")


class Draw:
    """What a command is made of. Every text is unlike any other, so that a leak can be told."""

    def __init__(self, dice: Random, session: Session, fresh: Callable[[], Id]) -> None:
        self._dice = dice
        self.session = session
        self.fresh = fresh

    def one(self, *options: T) -> T:
        return self._dice.choice(options)

    def among(self, ids: Sequence[Id]) -> Id:
        """One of these, or once in a while one that is not there."""
        return self._dice.choice(ids) if ids and self._dice.random() < 0.9 else 424242

    def some(self, ids: Sequence[Id]) -> tuple[Id, ...]:
        return tuple(self._dice.sample(ids, min(len(ids), self._dice.randrange(4))))

    def text(self) -> str:
        return f"text{self.fresh()}."

    def id_for(self, table: str) -> Id:
        """A new id, or that of something there is already."""
        ids = list(getattr(self.session, table))
        return self._dice.choice(ids) if ids and self._dice.random() < 0.3 else self.fresh()

    def card(self) -> Id:
        return self.among(list(self.session.cards))

    def card_here(self) -> Id:
        """A card that can be the parent of one written now, if there is one."""
        keys = (*self.session.phase.source, self.session.phase.key)
        return self.among([c.id for c in self.session.cards.values() if c.phase in keys])

    def grouped(self) -> list[Id]:
        """The cards that may become topics."""
        keys = ("ideas", "lessons")
        return [card.id for card in self.session.cards.values() if card.phase in keys]

    def target(self) -> Id:
        return self.among([*self.grouped(), *self.session.topics])


def _write_card(draw: Draw) -> c.Command:
    columns = [column.key for column in draw.session.phase.columns]
    past = [phase.key for phase in draw.session.format.phases[: draw.session.index + 2]]
    return c.WriteCard(
        draw.id_for("cards"),
        draw.text(),
        column=draw.one("", *columns),
        parent=draw.one(None, draw.card_here(), draw.card_here()),
        when=draw.one("", "9:00", "10:30"),
        verdict=draw.one(None, *Verdict),
        mood=draw.one(None, None, None, -2, 2, 3),
        phase=draw.one("", draw.one("", draw.one(*past))),
    )


def _change_person(draw: Draw) -> c.Command:
    return c.ChangePerson(
        draw.one(*PEOPLE),
        name=draw.one(None, None, f"name{draw.fresh()}"),
        role=draw.one(None, None, *Role),
        named=draw.one(None, True, False),
    )


def _write_action(draw: Draw) -> c.Command:
    return c.WriteAction(
        draw.id_for("actions"),
        draw.text(),
        owner=draw.one("", "Ann"),
        accepted=draw.one(True, False),
        parent=draw.one(None, draw.card()),
        kind=draw.one(*ActionKind),
        size=draw.one(*Size),
        link=draw.one("", "https://example.org/1", "javascript:alert(1)"),
    )


def _review_action(draw: Draw) -> c.Command:
    return c.ReviewAction(
        draw.among(list(draw.session.earlier)),
        draw.one(None, *ActionState),
        draw.one("", "an ask"),
        draw.one(*Helped),
        draw.one(True, False),
        draw.one(None, None, "", "Bob"),
        draw.one(None, None, date(2024, 6, 1)),
    )


def _split_action(draw: Draw) -> c.Command:
    parts = [(draw.id_for("actions"), draw.text()) for _ in range(draw.one(1, 2, 2, 3, 6))]
    return c.SplitAction(draw.among(list(draw.session.earlier)), tuple(parts))


COMMANDS: Final[dict[type[Any], Callable[[Draw], c.Command]]] = {
    c.Join: lambda draw: c.Join(draw.one(*PEOPLE), f"name{draw.fresh()}", draw.one(*Role)),
    c.ChangePerson: _change_person,
    c.RemovePerson: lambda draw: c.RemovePerson(draw.one(*PEOPLE)),
    c.HandOver: lambda draw: c.HandOver(draw.one(*PEOPLE)),
    c.Lock: lambda draw: c.Lock(draw.one(True, False)),
    c.ChangeSetup: lambda draw: c.ChangeSetup(draw.one(None, "A title"), draw.one(None, "", "g")),
    c.WriteCard: _write_card,
    c.RemoveCard: lambda draw: c.RemoveCard(draw.card()),
    c.LinkCard: lambda draw: c.LinkCard(draw.card(), draw.one(None, draw.card())),
    c.Reveal: lambda draw: c.Reveal(),
    c.GiveAnswer: lambda draw: c.GiveAnswer(draw.id_for("answers"), draw.one(*range(7))),
    c.TakeAnswer: lambda draw: c.TakeAnswer(draw.one(None, 1)),
    c.MakeTopic: lambda draw: c.MakeTopic(
        draw.id_for("topics"), draw.text(), draw.some(draw.grouped())
    ),
    c.RenameTopic: lambda draw: c.RenameTopic(draw.among(list(draw.session.topics)), draw.text()),
    c.MoveCard: lambda draw: c.MoveCard(
        draw.among(draw.grouped()), draw.one(None, draw.among(list(draw.session.topics)))
    ),
    c.CastVote: lambda draw: c.CastVote(draw.id_for("votes"), draw.target()),
    c.TakeVote: lambda draw: c.TakeVote(draw.target()),
    c.Focus: lambda draw: c.Focus(draw.one(None, draw.target())),
    c.WriteNote: lambda draw: c.WriteNote(
        draw.id_for("notes"), draw.text(), draw.one(None, draw.target()), draw.one(True, False)
    ),
    c.RemoveNote: lambda draw: c.RemoveNote(draw.among(list(draw.session.notes))),
    c.WriteAction: _write_action,
    c.RemoveAction: lambda draw: c.RemoveAction(draw.among(list(draw.session.actions))),
    c.ReviewAction: _review_action,
    c.SplitAction: _split_action,
    c.SayWhenItApplies: lambda draw: c.SayWhenItApplies(draw.card(), draw.one("", draw.text())),
    c.ChooseLesson: lambda draw: c.ChooseLesson(
        draw.among(list(draw.session.lessons)), draw.one(True, False)
    ),
    c.JudgeLesson: lambda draw: c.JudgeLesson(
        draw.among(list(draw.session.lessons)), draw.one(*Applied)
    ),
    c.WriteAgreement: lambda draw: c.WriteAgreement(draw.id_for("agreements"), draw.text()),
    c.RetireAgreement: lambda draw: c.RetireAgreement(
        draw.among(list(draw.session.agreements)), draw.one(True, False)
    ),
    c.Park: lambda draw: c.Park(draw.id_for("parked"), draw.text()),
    c.Unpark: lambda draw: c.Unpark(draw.among(list(draw.session.parked))),
    c.MarkReady: lambda draw: c.MarkReady(draw.one(True, False)),
    c.StartTimer: lambda draw: c.StartTimer(),
    c.PauseTimer: lambda draw: c.PauseTimer(),
    c.ExtendTimer: lambda draw: c.ExtendTimer(timedelta(minutes=draw.one(-3, 0, 3))),
    c.AskMoreTime: lambda draw: c.AskMoreTime(draw.fresh(), draw.one(0, 1, 5, 60)),
    c.AnswerMoreTime: lambda draw: c.AnswerMoreTime(draw.one(True, False)),
    c.SettleMoreTime: lambda draw: c.SettleMoreTime(),
    c.NameCaseOwner: lambda draw: c.NameCaseOwner(draw.one(None, *PEOPLE)),
    c.GiveFloor: lambda draw: c.GiveFloor(
        draw.one(None, *PEOPLE), draw.one(draw.session.speaker, draw.session.speaker, None, ANN)
    ),
    c.Rest: lambda draw: c.Rest(draw.one(date(2024, 5, 3), date(2024, 5, 9), date(2023, 1, 1))),
    c.GoOn: lambda draw: c.GoOn(),
    c.WriteAnonymously: lambda draw: c.WriteAnonymously(),
    c.Advance: lambda draw: c.Advance(draw.session.phase.key),
    c.GoBack: lambda draw: c.GoBack(draw.session.phase.key),
    c.Undo: lambda draw: c.Undo(),
    c.Recover: lambda draw: c.Recover(),
    c.NoteTime: lambda draw: c.NoteTime(),
    c.Finish: lambda draw: c.Finish(),
}
"""How to draw a command of each type."""
