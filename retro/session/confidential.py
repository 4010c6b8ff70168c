"""What is said in confidence: on the screen while the session lasts, and nowhere after it."""

from dataclasses import replace
from types import MappingProxyType

from retro.session.model import Session


def without_confidential(session: Session) -> Session:
    """The session without the cards of its confidential phases, and all that was about them.

    That includes whose case it was. Actions stay, without the card that they follow from.
    """
    phases = {phase.key for phase in session.format.phases if phase.confidential}
    erased = {card.id for card in session.cards.values() if card.phase in phases}
    if not phases:
        return session
    kept = {id: card for id, card in session.cards.items() if id not in erased}
    topics = {card.topic for card in kept.values()}
    gone = erased | {id for id in session.topics if id not in topics}
    cards = {
        id: replace(card, parent=None, verdict=None) if card.parent in gone else card
        for id, card in kept.items()
    }
    actions = {
        id: replace(action, parent=None) if action.parent in gone else action
        for id, action in session.actions.items()
    }
    return replace(
        session,
        cards=MappingProxyType(cards),
        actions=MappingProxyType(actions),
        topics=MappingProxyType({i: t for i, t in session.topics.items() if i not in gone}),
        votes=MappingProxyType({i: v for i, v in session.votes.items() if v.target not in gone}),
        notes=MappingProxyType(
            {
                id: note
                for id, note in session.notes.items()
                if note.target not in gone and note.phase not in phases
            }
        ),
        focus=None if session.focus in gone else session.focus,
        case_owner=None,
    )


def is_erased(session: Session) -> bool:
    """True once the session has ended, and something in it was confidential."""
    ended = session.closed is not None
    return ended and any(phase.confidential for phase in session.format.phases)
