"""What is kept of a session, who sees what, and where that ends: said from its format."""

from dataclasses import dataclass
from typing import Final

from retro.session.format import Kind, Phase
from retro.session.model import Role, Session, Writing
from retro.words import Words

#: With fewer than this many people nobody is hidden among others: see the threshold that surveys
#: commonly use for showing results.
FEW: Final = 5
NAMED: Final = (
    "The minutes name only those who agreed to it, and who takes an action, as typed there."
)
_WRITTEN: Final = (
    Kind.COLLECT,
    Kind.TIMELINE,
    Kind.EXPLAIN,
    Kind.DISCUSS,
    Kind.ROUNDS,
    Kind.COMMIT,
    Kind.CLOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences."""

    title: str
    sentences: tuple[str, ...]


def privacy(session: Session, words: Words) -> tuple[Part, ...]:
    """Everything there is to say about one session, in plain sentences."""
    return (
        Part(words("What is kept"), tuple(_kept(session, words))),
        Part(words("Who sees what"), tuple(_seen(session, words))),
        Part(words("Where that ends"), limits(session, words)),
    )


def in_short(session: Session, words: Words) -> tuple[str, ...]:
    """Two or three sentences for somebody about to come in."""
    found = []
    if hidden := unseen(session):
        phases = _titles(hidden)
        found.append(words("Unseen until all of it is shown at once: {phases}", phases=phases))
    if sealed := anonymous(session):
        found.append(words("Kept without a name: {phases}", phases=_titles(sealed)))
    if erased := confidential(session):
        found.append(words("Erased when the session ends: {phases}", phases=_titles(erased)))
    found.append(
        words("Style or a small group can still give you away; so can whoever runs the machine.")
    )
    return tuple(found)


def anonymous(session: Session) -> list[Phase]:
    """The phases whose cards and answers are kept without their writers."""
    phases = session.format.phases
    return [p for p in phases if session.seals(p) and p.kind is not Kind.VOTE]


def confidential(session: Session) -> list[Phase]:
    """The phases of which nothing is left once the session has ended."""
    return [phase for phase in session.format.phases if phase.confidential]


def unseen(session: Session) -> list[Phase]:
    """The phases that are written, answered or voted in unseen."""
    if session.writing is not Writing.APART:
        return []
    return [
        phase
        for phase in session.format.phases
        if phase.hidden or phase.anonymous or phase.kind in (Kind.POLL, Kind.VOTE)
    ]


def _kept(session: Session, words: Words) -> list[str]:
    phases = session.format.phases
    everywhere = [
        words("Title, goal and team; the names here, with their roles and what they agreed to."),
        words("No address, no key and no terminal of anybody stands in the session's file."),
    ]
    if erased := confidential(session):
        everywhere += [
            words("Confidential, erased when the session ends: {phases}", phases=_titles(erased)),
            words(
                "Until then it is in the session's file; it comes into no minutes and no export."
            ),
        ]
    if session.writing is not Writing.APART:
        return [*everywhere, words("Everything that is typed here; not who said it.")]
    sealed = anonymous(session)
    signed = [p for p in phases if p.kind in _WRITTEN and p not in sealed and not p.confidential]
    polls = [p for p in phases if p.kind is Kind.POLL and p not in sealed]
    votes = [p for p in phases if p.kind is Kind.VOTE]
    found = [*everywhere]
    if signed:
        found.append(words("With who wrote it: {phases}", phases=_titles(signed)))
    if polls:
        found.append(words("Answers, with who gave them: {phases}", phases=_titles(polls)))
    sealed = [p for p in sealed if not p.confidential]
    if sealed:
        found.append(words("Without writer, order or time: {phases}", phases=_titles(sealed)))
    if votes:
        found.append(
            words("Dots: how many each topic got and each of you gave, not who gave where.")
        )
    found.append(
        words("Half-typed texts, sealed; for whoever came with a code, to their way back alone.")
    )
    return found


def _seen(session: Session, words: Words) -> list[str]:
    found = []
    if hidden := unseen(session):
        found.append(words("Seen by you alone until it is shown: {phases}", phases=_titles(hidden)))
        found.append(words("The facilitator sees no more of that than anybody else."))
        found.append(words("How many are ready is counted every few seconds; not who."))
    else:
        found.append(words("Everything that is typed is on the screen for all who are here."))
    found.append(words(NAMED))
    return found


def limits(session: Session, words: Words) -> tuple[str, ...]:
    """How somebody could still find out who wrote what."""
    found = [words("What you write, and how, may tell the others who you are.")]
    people = sum(person.role is not Role.OBSERVER for person in session.people.values())
    if anonymous(session) and people < FEW:
        found.append(
            words.plural(
                "There is only {count} of you: with so few, nothing is truly anonymous.",
                "There are only {count} of you: with so few, nothing is truly anonymous.",
                people,
            )
        )
    found.append(words("Whoever runs the machine could look into its memory while you write."))
    return tuple(found)


def _titles(phases: list[Phase]) -> str:
    return ", ".join(phase.title for phase in phases)
