"""Whatever anybody sends, in whatever order, the promises of a session hold.

The suite tries some walks of up to 150 steps. For more, name their number:

    RETRO_WALKS=20000 pytest tests/session/test_machine.py
"""

import json
import os
import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from retro.session import commands as c
from retro.session import documents
from retro.session.confidential import without_confidential
from retro.session.decide import UNDOABLE, decide
from retro.session.events import Event
from retro.session.evolve import evolve_all
from retro.session.format import Format, Kind, Phase
from retro.session.model import Id, Role, Session, Writing
from retro.session.refusal import Refused
from retro.session.select import coherent
from retro.session.view import Audience, Progress, concerns, view
from tests.session.machine_commands import COMMANDS, PEOPLE, Draw
from tests.session.sample import ANN, BOB, FAY, PHASES, begin, items, ripe, stored

APART = Writing.APART
#: A format says nothing about anybody.
NO_FORMAT = Format("", "", "", "", (Phase("", Kind.WELCOME, "", 0),))
DOTS_ARE_OUT = "Dots are being given. What they can be on stays until they are counted."
CARDS_ARE_HIDDEN = (
    "Cards are being written unseen. What they can hang under stays until they are shown."
)
TOO_MUCH = "This cannot be undone any more: there would be more than fits."
#: Going from phase to phase, which loses nothing.
COURSE = (c.Advance, c.GoBack, c.Reveal, c.Finish)
#: These go on from whatever there is, each time they are sent.
RELATIVE = (c.TakeVote, c.TakeAnswer, c.ExtendTimer, c.Undo)
#: What people do at a phase of each kind; a walk is made of these for the most part.
USUAL: dict[Kind, tuple[type[Any], ...]] = {
    Kind.WELCOME: (c.WriteCard, c.ChooseLesson, c.JudgeLesson, c.WriteAgreement),
    Kind.POLL: (c.GiveAnswer, c.GiveAnswer, c.TakeAnswer),
    Kind.REVIEW: (c.ReviewAction, c.ReviewAction, c.SplitAction, c.JudgeLesson),
    Kind.COLLECT: (c.WriteCard, c.WriteCard, c.RemoveCard, c.SayWhenItApplies),
    Kind.TIMELINE: (c.WriteCard, c.LinkCard),
    Kind.EXPLAIN: (c.WriteCard,),
    Kind.GROUP: (c.MakeTopic, c.MoveCard, c.RenameTopic),
    Kind.VOTE: (c.CastVote, c.CastVote, c.TakeVote, c.MoveCard),
    Kind.DISCUSS: (
        *(c.Focus, c.WriteNote, c.RemoveNote),
        *(c.AskMoreTime, c.AskMoreTime, c.SettleMoreTime),
        *(c.AnswerMoreTime, c.AnswerMoreTime, c.AnswerMoreTime),
    ),
    Kind.ROUNDS: (c.WriteCard, c.GiveFloor, c.GiveFloor, c.NameCaseOwner),
    Kind.COMMIT: (c.WriteAction, c.RemoveAction, c.WriteAgreement, c.RetireAgreement),
    Kind.CLOSE: (c.WriteCard, c.WriteAction, c.SayWhenItApplies),
}
#: All that a sealed item may say.
SEALED_FIELDS = {
    "cards": {
        *("id", "phase", "column", "text", "number"),
        *("parent", "when", "verdict", "mood", "topic", "applies_when"),
    },
    "answers": {"id", "phase", "value", "arrow"},
    "votes": {"id", "phase", "target"},
}
#: What nobody but its sender hears of at once.
UNSEEN = (
    *(c.GiveAnswer, c.TakeAnswer, c.CastVote, c.TakeVote),
    *(c.MarkReady, c.AnswerMoreTime),
)
ON_CARDS = (c.WriteCard, c.RemoveCard, c.SayWhenItApplies)
#: No progress at all, the same before and after.
STILL = Progress(0, 0, 0)


def test_every_command_can_be_drawn() -> None:
    assert set(COMMANDS) == set(get_args(c.Command))


class Walk:
    """People sending commands to one session, and a store that keeps what they did."""

    def __init__(self, dice: Random) -> None:
        play = dice.choice([begin, ripe])(dice.choice([APART, APART, Writing.TOGETHER]))
        play.at(dice.choice(PHASES).key)
        self.dice = dice
        self.now = play.now
        self.first = self.session = play.session
        self.events: list[Event] = []
        self.last_id: Id = 1_000_000
        self.dots: Counter[tuple[str, Id]] = Counter({("vote", ANN): len(self.session.votes)})
        self.most_voters = self.session.voters()
        self.tables: documents.Tables = {}
        self.sealed: documents.Document = {}
        self._keep(None)

    def step(self) -> None:
        if self.session.rests is not None and self.dice.random() < 0.7:
            self._send(c.GoOn(), self._facilitator())
        (act,) = self.dice.choices(
            [self.usual, self.anything, self.turn, self.think_again, self.restart],
            [60, 20, 12, 6, 2],
        )
        self.now += timedelta(seconds=self.dice.choice([1, 1, 1, 30, 600, -60]))
        act()

    def usual(self) -> None:
        """Somebody does what the phase is for."""
        kind = self.dice.choice(USUAL[self.session.phase.kind])
        leads = kind in (c.Focus, c.AskMoreTime, c.SettleMoreTime, c.GiveFloor, c.NameCaseOwner)
        by = self._facilitator() if leads else self.dice.choice((FAY, ANN, BOB))
        self._send(COMMANDS[kind](self._draw()), by)

    def anything(self) -> None:
        """Anybody sends anything but the end, which every walk comes to in time."""
        kind = self.dice.choice([kind for kind in COMMANDS if kind is not c.Finish])
        self._send(COMMANDS[kind](self._draw()), self.dice.choice((*PEOPLE, FAY, ANN, BOB)))

    def turn(self) -> None:
        """The facilitator goes a phase on, or back."""
        here = self.session.phase.key
        first, last = self.session.index == 0, self.session.next_phase is None
        go_back = (last or self.dice.random() < 0.45) and not first
        self._send(c.GoBack(here) if go_back else c.Advance(here), self._facilitator())

    def think_again(self) -> None:
        self._send(c.Undo(), self.dice.choice((FAY, ANN, BOB)))

    def restart(self) -> None:
        """The server stops, and goes on from what was stored."""
        self.replay()
        self.session = self._read()
        self.first, self.events = self.session, []

    def end(self) -> None:
        self._send(c.Finish(), self._facilitator())
        self.replay()

    def replay(self) -> None:
        assert evolve_all(self.first, self.events) == self.session

    def _facilitator(self) -> Id:
        people = self.session.people.values()
        return next(person.id for person in people if person.role is Role.FACILITATOR)

    def _draw(self) -> Draw:
        return Draw(self.dice, self.session, self._fresh)

    def _fresh(self) -> Id:
        self.last_id += 1
        return self.last_id

    def _send(self, command: c.Command, by: Id) -> None:
        before = self.session
        note(f"{by}: {command}")
        try:
            events = decide(before, command, by, self.now, self.dice)
        except Refused as refused:
            assert str(refused)
            return
        self.events.extend(events)
        self.session = evolve_all(before, events)
        if not events:
            return
        self.most_voters = max(self.most_voters, self.session.voters())
        self._keep(before)
        self._count_dots(by, before)
        self._check_course(command, before)
        self._check_repeated(command, by)
        self._check_undo(command, by, before)
        self._check_times(command, before)
        self._check_budgets()
        self._check_stored()
        self._check_views()
        self._check_concerns(command, by, before)
        assert coherent(self.session)

    def _keep(self, before: Session | None) -> None:
        changes, sealed = documents.changes(before, self.session)
        for table, id, document in changes:
            if document is None:
                del self.tables[table][id]
            else:
                self.tables.setdefault(table, {})[id] = document
        if sealed is not None:
            self.sealed = sealed

    def _read(self) -> Session:
        tables = {
            table: {int(id): document for id, document in documents_of.items()}
            for table, documents_of in json.loads(json.dumps(self.tables)).items()
        }
        return documents.read(self.session.key, tables, json.loads(json.dumps(self.sealed)))

    def _check_course(self, command: c.Command, before: Session) -> None:
        if isinstance(command, COURSE):
            kept = without_confidential(before) if self.session.closed else before
            assert items(kept, ["timers"]) == items(self.session, ["timers"])
        if self.session.closed:
            assert not any(map(self.session.hides, self.session.format.phases))
            assert not self.session.writers
            assert not self.session.spent

    def _check_repeated(self, command: c.Command, by: Id) -> None:
        if isinstance(command, RELATIVE):
            return
        try:
            assert decide(self.session, command, by, self.now, Random(1)) == ()
        except Refused:
            # Whoever takes away their own part in the session cannot do that again.
            assert isinstance(command, c.RemovePerson | c.ChangePerson)

    def _count_dots(self, by: Id, before: Session) -> None:
        """Who gave how many dots, counted by what each command did, across restarts."""
        for former, change in ((before, -1), (self.session, 1)):
            for vote in former.votes.values():
                self.dots[vote.phase, by] += change

    def _check_undo(self, command: c.Command, by: Id, before: Session) -> None:
        if type(command) not in UNDOABLE:
            return
        try:
            undo = decide(self.session, c.Undo(), by, self.now, Random(1))
        except Refused as refused:
            # A room that has grown smaller does not get its old dots and answers back.
            smaller = self.session.writing is not APART and self.session.voters() < self.most_voters
            unseen = (DOTS_ARE_OUT, CARDS_ARE_HIDDEN)
            assert refused.reason in ((*unseen, TOO_MUCH) if smaller else unseen)
            return
        undone = evolve_all(self.session, undo)
        assert items(undone) == items(before)
        assert undone.answered == before.answered
        assert undone.spent == before.spent
        assert dict(undone.writers) == dict(before.writers)
        assert undone.undo.get(by, ()) == before.undo.get(by, ())[-49:]

    def _check_times(self, command: c.Command, before: Session) -> None:
        if isinstance(command, c.NoteTime):
            return  # It is the room's own, and no doing of anybody.
        if before.seals(before.phase) or isinstance(command, c.AnswerMoreTime):
            assert self.session.last == before.last

    def _check_budgets(self) -> None:
        """Counted here once more, by phase and person, or by phase where one keyboard votes."""
        together = self.session.writing is Writing.TOGETHER
        voters = self.most_voters if together else 1
        dots: dict[Any, int] = {}
        for vote in self.session.votes.values():
            giver = None if together else self.session.writer_of(vote)
            if giver is None and not together:
                continue
            for key in ((vote.phase, giver), (vote.phase, giver, vote.target)):
                dots[key] = dots.get(key, 0) + 1
        for key, count in dots.items():
            assert count <= (3 if len(key) == 2 else 2) * voters, key
        if not together and self.session.closed is None:
            assert self.session.spent == dict(+self.dots)
            assert max(self.dots.values(), default=0) <= 3
        answers: dict[Any, int] = {}
        for answer in self.session.answers.values():
            who = (answer.phase, None if together else answer.person)
            answers[who] = answers.get(who, 0) + 1
        for (phase, person), count in answers.items():
            sealed = person is None and not together
            assert count <= (len(PEOPLE) if sealed else voters), phase

    def _check_stored(self) -> None:
        session = self.session
        assert self._read() == stored(session)
        sealed = {phase.key for phase in session.format.phases if session.seals(phase)}
        for table, fields in SEALED_FIELDS.items():
            for document in self.sealed.get(table, ()):
                assert document.keys() <= fields
                assert document.get("number", 0) == 0
            assert not any(d["phase"] in sealed for d in self.tables.get(table, {}).values())
        assert self.sealed.keys() <= {"cards", "answers", "votes", "answered", "spent"}
        kept_open = repr(self.tables)
        for card in session.cards.values():
            if card.phase in sealed:
                assert card.text not in kept_open
                assert not card.applies_when or card.applies_when not in kept_open
                assert card.id not in self.tables.get("cards", {})

    def _check_views(self) -> None:
        session = self.session
        hidden = {phase.key for phase in session.format.phases if session.hides(phase)}
        for viewer in PEOPLE:
            seen = view(session, viewer)
            bare = replace(seen.session, format=NO_FORMAT, index=0)
            shown = repr(replace(seen, session=bare))
            numbers = set(re.findall(r"\d+", shown))
            for card in session.cards.values():
                own = viewer in (card.author, session.writers.get(card.id))
                if card.phase in hidden and not own:
                    assert card.text not in shown
                    assert not card.applies_when or card.applies_when not in shown
                    assert str(card.id) not in numbers
                else:
                    assert seen.session.cards[card.id] == card
            for vote in session.votes.values():
                if vote.phase in hidden and session.writers.get(vote.id) != viewer:
                    assert str(vote.id) not in numbers
                else:
                    assert seen.session.votes[vote.id] == vote
            for answer in session.answers.values():
                own = viewer in (answer.person, session.writers.get(answer.id))
                if answer.phase in hidden and not own:
                    assert str(answer.id) not in numbers
            assert set(seen.session.writers.values()) <= {viewer}
            assert {person for _, person in seen.session.answered} <= {viewer}
            assert {person for _, person in seen.session.spent} <= {viewer}
            assert seen.session.ready <= {viewer}
            assert not seen.session.undo
            assert seen.session.more_time is None
            self._check_nobody_is_named(seen.session, hidden)
        anonymous = {phase.key for phase in session.format.phases if session.seals(phase)} - {
            "vote"
        }
        for table in (session.cards, session.answers):
            for item in table.values():
                if item.phase in anonymous - hidden:
                    assert item.id not in session.writers

    def _check_nobody_is_named(self, seen: Session, hidden: set[str]) -> None:
        if seen.writing is APART:
            assert all(v.person is None or v.phase in hidden for v in seen.votes.values())
            assert all(a.person is None or a.phase in hidden for a in seen.answers.values())

    def _check_concerns(self, command: c.Command, by: Id, before: Session) -> None:
        """Whoever a change does not concern sees nothing else than before."""
        after = self.session
        whose = concerns(before, after)
        if after.writing is APART:
            about = getattr(command, "card", getattr(command, "id", 0))
            card = after.cards.get(about, before.cards.get(about))
            unseen = isinstance(command, ON_CARDS) and card is not None
            if isinstance(command, UNSEEN) or (
                unseen and card and after.hides(after.format.phase(card.phase))
            ):
                assert whose == frozenset({by})
        if whose is None:
            return
        old, new = Audience(before, STILL), Audience(after, STILL)
        for viewer in {*PEOPLE, *after.people} - whose:
            for shared in (False, True):
                assert old.view(viewer, shared=shared) == new.view(viewer, shared=shared)


@pytest.mark.no_cover  # every line of it is covered by the tests of the rules
@given(seed=st.integers(0, 2**64), steps=st.integers(0, 150))
@settings(
    max_examples=int(os.environ.get("RETRO_WALKS", "80")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_anybody_sends(seed: int, steps: int) -> None:
    """A failing walk is shown with its commands, cut to the fewest steps that fail."""
    walk = Walk(Random(seed))
    for _ in range(steps):
        walk.step()
    walk.end()
