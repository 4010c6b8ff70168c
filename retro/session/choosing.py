"""The rules for polls, dots and ready marks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from retro.session.commands import CastVote, GiveAnswer, MarkReady, TakeAnswer, TakeVote
from retro.session.events import Answered, Event, ReadyMarked, Removed, Spent, Written
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
    arrow = _arrow(phase, command.arrow)
    _still_open(asked, "The answers are on the screen already.")
    sealed, voters = session.seals(phase), session.voters()
    writer = asked.by if sealed else None
    own = own_answers(session, phase, asked.by)
    former = own[0] if own and voters == 1 else session.answers.get(command.id)
    if former in own:
        changed = replace(former, value=command.value, arrow=arrow)
        return () if changed == former else (Written(changed, writer),)
    if sealed and (phase.key, asked.by) in session.answered:
        refuse("Your answer is in, and nobody can tell which one it is: it stays.")
    if former is not None:
        garbled()
    if len(own) >= voters:
        refuse("All {people} answers are in. Take one back to change it.", people=voters)
    id = new_id(session.answers, command.id, BALLOTS_LIMIT)
    answer = Answer(id, phase.key, None if sealed else asked.by, command.value, arrow)
    marks = (Answered(phase.key, asked.by, True),) if sealed else ()
    return (Written(answer, writer), *marks)


def _arrow(phase: Phase, arrow: int | None) -> int | None:
    """Which way it goes, where that is asked: the same, unless somebody says otherwise."""
    if not phase.arrow:
        return None
    if arrow is not None and arrow not in (-1, 0, 1):
        refuse("Choose worse, the same or better.")
    return arrow or 0


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


def counted_again(asked: Asked, item: Item, before: Item | None) -> tuple[Event, ...]:
    """Keep the marks of who took part in step with an answer or a dot that is undone."""
    if isinstance(item, Answer) and asked.session.seals(asked.phase):
        return (Answered(asked.phase.key, asked.by, before is not None),)
    if isinstance(item, Vote):
        return _counted(asked, item, 1 if before is not None else -1)
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
    voters, sealed = session.voters(), session.seals(phase)
    if dots_left(session, phase, dots_given(session, phase), asked.by) <= 0:
        refuse("All {budget} dots are given. Take one back first.", budget=phase.most * voters)
    mine = own_votes(session, phase, asked.by)
    if mine.count(command.target) >= phase.dots_a_topic * voters:
        refuse("One topic gets {each} dots at most.", each=phase.dots_a_topic * voters)
    id = new_id(session.votes, command.id, BALLOTS_LIMIT)
    vote = Vote(id, phase.key, None if sealed else asked.by, command.target)
    return (Written(vote, asked.by if sealed else None), *_counted(asked, vote, 1))


def _counted(asked: Asked, vote: Vote, change: int) -> tuple[Event, ...]:
    """So many more dots given by whoever asks; said only where the dot does not say it itself."""
    if vote.person is not None:
        return ()
    spent = asked.session.spent.get((vote.phase, asked.by), 0)
    return (Spent(vote.phase, asked.by, max(0, spent + change)),)


def take_vote(asked: Asked, command: TakeVote) -> tuple[Event, ...]:
    asked.taking_part()
    asked.in_kinds(Kind.VOTE)
    _still_open(asked, "The dots have been counted.")
    session, phase = asked.session, asked.phase
    own = _own(session, phase, asked.by)
    taken = [vote for vote in own if vote.target == command.target]
    if taken:
        return (Removed(taken[-1]), *_counted(asked, taken[-1], -1))
    if session.seals(phase) and len(own) < dots_given(session, phase)[asked.by]:
        refuse("Your earlier dots are in, and nobody can tell which they are: they stay.")
    return ()


def own_votes(session: Session, phase: Phase, person: Id) -> list[Id]:
    """The targets of one person's dots in one phase, a dot each, as far as they are known.

    Where one keyboard votes for the room, those are everybody's, whoever sits at it now.
    """
    return [vote.target for vote in _own(session, phase, person)]


def _own(session: Session, phase: Phase, person: Id) -> list[Vote]:
    return [
        vote
        for vote in session.votes.values()
        if vote.phase == phase.key
        and (session.writing is Writing.TOGETHER or session.writer_of(vote) == person)
    ]


def dots_given(session: Session, phase: Phase) -> Counter[Id]:
    """How many dots each person gave in one phase, those included that nobody can find back."""
    given = Counter({who: dots for (key, who), dots in session.spent.items() if key == phase.key})
    for vote in session.votes.values():
        if vote.phase == phase.key and vote.person is not None:
            given[vote.person] += 1
    return given


def dots_left(session: Session, phase: Phase, given: Counter[Id], person: Id) -> int:
    """How many dots this person has left, or the room where one keyboard votes for it.

    `given` is what `dots_given` says.
    """
    spent = given.total() if session.writing is Writing.TOGETHER else given[person]
    return max(0, phase.most * session.voters() - spent)


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
    dots = dots_given(session, phase)
    votes = [v for v in session.votes.values() if v.phase == phase.key]
    givers = {v.id: 0 if together else session.writer_of(v) for v in votes}
    answers = [a for a in session.answers.values() if a.phase == phase.key]
    budgets: tuple[tuple[Iterable[int], int], ...] = (
        ((dots.total(),) if together else dots.values(), phase.most),
        (
            Counter((givers[v.id], v.target) for v in votes if givers[v.id] is not None).values(),
            phase.dots_a_topic,
        ),
        (Counter(0 if together else a.person for a in answers if together or a.person).values(), 1),
    )
    return all(max(spent, default=0) <= each * voters for spent, each in budgets)


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
