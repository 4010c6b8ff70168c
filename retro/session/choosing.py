"""The rules for polls, dots and ready marks."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import CastVote, GiveAnswer, MarkReady, TakeAnswer, TakeVote
from retro.session.events import Answered, Event, ReadyMarked, Removed, Written
from retro.session.format import Kind, Phase
from retro.session.model import Answer, Id, Item, Session, Vote, Writing
from retro.session.rules import BALLOTS_LIMIT, Asked, garbled, gone, new_id, refuse
from retro.session.select import targets, topic_phases


def give_answer(asked: Asked, command: GiveAnswer) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.POLL)
    session, phase = asked.session, asked.phase
    if phase.scale is None or command.value not in phase.scale.values:
        refuse("Choose one of the numbers on the screen.")
    _still_open(asked, "The answers are on the screen already.")
    sealed, voters = session.seals(phase), session.voters()
    writer = asked.by if sealed else None
    own = own_answers(session, phase, asked.by)
    former = own[0] if own and voters == 1 else session.answers.get(command.id)
    if former in own:
        changed = replace(former, value=command.value)
        return () if changed == former else (Written(changed, writer),)
    if sealed and (phase.key, asked.by) in session.answered:
        refuse("Your answer is in, and nobody can tell which one it is: it stays.")
    if former is not None:
        garbled()
    if len(own) >= voters:
        refuse("All {people} answers are in. Take one back to change it.", people=voters)
    id = new_id(session.answers, command.id, BALLOTS_LIMIT)
    answer = Answer(id, phase.key, None if sealed else asked.by, command.value)
    marks = (Answered(phase.key, asked.by, True),) if sealed else ()
    return (Written(answer, writer), *marks)


def take_answer(asked: Asked, command: TakeAnswer) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.POLL)
    _still_open(asked, "The answers are on the screen already.")
    session, phase = asked.session, asked.phase
    own = own_answers(session, phase, asked.by)
    chosen = [a for a in own if command.value is None or a.value == command.value]
    if not chosen:
        return ()
    marks = (Answered(phase.key, asked.by, False),) if session.seals(phase) else ()
    return (Removed(chosen[-1]), *marks)


def own_answers(session: Session, phase: Phase, person: Id) -> list[Answer]:
    """The answers of one phase that this person gave and may still change.

    Where one keyboard answers for the room, those are everybody's, whoever sits at it now.
    """
    return [
        answer
        for answer in session.answers.values()
        if answer.phase == phase.key
        and (session.writing is Writing.TOGETHER or session.writer_of(answer) == person)
    ]


def taking_part_again(asked: Asked, item: Item, before: Item | None) -> tuple[Event, ...]:
    """Keep the mark of who took part in step with an answer that is undone."""
    if isinstance(item, Answer) and asked.session.seals(asked.phase):
        return (Answered(asked.phase.key, asked.by, before is not None),)
    return ()


def cast_vote(asked: Asked, command: CastVote) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.VOTE)
    _still_open(asked, "The dots have been counted.")
    session, phase = asked.session, asked.phase
    if command.id in session.votes:
        return ()
    asked.discussable(command.target)
    if command.target not in targets(session, phase):
        gone()
    mine = own_votes(session, phase, asked.by)
    voters = session.voters()
    if len(mine) >= phase.most * voters:
        refuse("All {budget} dots are given. Take one back first.", budget=phase.most * voters)
    if mine.count(command.target) >= phase.dots_a_topic * voters:
        refuse("One topic gets {each} dots at most.", each=phase.dots_a_topic * voters)
    id = new_id(session.votes, command.id, BALLOTS_LIMIT)
    return (Written(Vote(id, phase.key, asked.by, command.target)),)


def take_vote(asked: Asked, command: TakeVote) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.VOTE)
    _still_open(asked, "The dots have been counted.")
    own = _own(asked.session, asked.phase, asked.by)
    taken = [vote for vote in own if vote.target == command.target]
    return (Removed(taken[-1]),) if taken else ()


def own_votes(session: Session, phase: Phase, person: Id) -> list[Id]:
    """The targets of one person's dots in one phase, a dot each.

    Where one keyboard votes for the room, those are everybody's, whoever sits at it now.
    """
    return [vote.target for vote in _own(session, phase, person)]


def _own(session: Session, phase: Phase, person: Id) -> list[Vote]:
    return [
        vote
        for vote in session.votes.values()
        if vote.phase == phase.key
        and (session.writing is Writing.TOGETHER or vote.person == person)
    ]


def _still_open(asked: Asked, reason: str) -> None:
    if asked.phase.key in asked.session.revealed:
        refuse(reason)


def mark_ready(asked: Asked, command: MarkReady) -> tuple[Event, ...]:
    asked.taking_part()
    if (asked.by in asked.session.ready) == command.ready:
        return ()
    return (ReadyMarked(asked.by, command.ready),)


def within_budgets(session: Session, phase: Phase) -> bool:
    """True while nobody has given more dots or answers in this phase than they have."""
    together = session.writing is Writing.TOGETHER
    voters = session.voters()
    dots = [v for v in session.votes.values() if v.phase == phase.key]
    answers = [a for a in session.answers.values() if a.phase == phase.key]
    budgets: tuple[tuple[Counter[Any], int], ...] = (
        (Counter(0 if together else v.person for v in dots), phase.most),
        (Counter((0 if together else v.person, v.target) for v in dots), phase.dots_a_topic),
        (Counter(0 if together else a.person for a in answers if together or a.person), 1),
    )
    return all(max(spent.values(), default=0) <= each * voters for spent, each in budgets)


def dots_may_be_on(session: Session, target: Id) -> bool:
    """True while dots are given unseen to topics of this sort.

    Whether there are any on this very one does not count: the answer would betray them.
    """
    card = session.cards.get(target)
    given = {vote.phase for vote in session.votes.values()}
    return any(
        phase.key in given
        and session.hides(phase)
        and (card is None or card.phase in topic_phases(session, phase))
        for phase in session.format.phases
        if phase.kind is Kind.VOTE
    )


RULES: Final[Mapping[type[Any], Any]] = MappingProxyType(
    {
        GiveAnswer: give_answer,
        TakeAnswer: take_answer,
        CastVote: cast_vote,
        TakeVote: take_vote,
        MarkReady: mark_ready,
    }
)
