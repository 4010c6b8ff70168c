"""Decisions, the actions agreed, and what became of earlier ones."""

from datetime import date

from retro.minutes.blocks import bullets, emphasis, item, own_item, reference, table, title
from retro.minutes.dates import day
from retro.minutes.escape import inline
from retro.minutes.record import Record
from retro.session.format import Kind
from retro.session.model import Action, ActionState, EarlierAction, Helped, Id
from retro.words import Words

_UID_SHOWN = 6


def decisions_section(record: Record) -> list[str]:
    """The decisions, numbered, each with what it is about."""
    if not record.decisions:
        return []
    lines: list[str] = []
    for number, note in enumerate(record.decisions, 1):
        marker = f"{number}."
        lines.append(item(note.text, marker=marker))
        about = _name(record, note.target)
        if about:
            margin = " " * (len(marker) + 1)
            lines.append(margin + item(reference(about), label=emphasis(record.words("About"))))
    return [title(record.words("Decisions"), 2), bullets(lines)]


def _name(record: Record, target: Id | None) -> str:
    if target is None:
        return ""
    topic, card = record.session.topics.get(target), record.session.cards.get(target)
    return topic.name if topic else card.text if card else ""


def actions_section(record: Record) -> list[str]:
    """What was agreed as a table, or that nothing was once the session is over."""
    words = record.words
    if not record.actions:
        asked = any(phase.kind is Kind.COMMIT for phase in record.session.format)
        if not asked or record.session.closed is None:
            return []
        return [title(words("Actions"), 2), words("No actions were agreed.")]
    header = (
        words("No."),
        words("Action"),
        words("Owner"),
        words("Said yes"),
        words("Due"),
        words("Done when"),
        words("First step"),
        words("Id"),
    )
    rows = [_row(words, number, action) for number, action in enumerate(record.actions, 1)]
    return [title(words("Actions"), 2), table(header, rows)]


def _row(words: Words, number: int, action: Action) -> tuple[str, ...]:
    return (
        str(number),
        action.text,
        action.owner,
        _said_yes(words, action),
        day(words, action.due) if action.due else "",
        action.done_when,
        action.first_step,
        action.uid[:_UID_SHOWN],
    )


def _said_yes(words: Words, action: Action) -> str:
    if not action.owner:
        return ""
    return words("yes") if action.accepted else words("not yet")


def earlier_section(record: Record) -> list[str]:
    """The actions of earlier sessions, as this session left them."""
    actions = sorted(
        record.session.earlier.values(), key=lambda action: (action.due or date.max, action.uid)
    )
    if not actions:
        return []
    lines = (line for action in actions for line in _earlier(record.words, action))
    return [title(record.words("Earlier actions"), 2), bullets(lines)]


def _earlier(words: Words, action: EarlierAction) -> list[str]:
    label = _state(words, action.state)
    if not action.reviewed:
        label += " · " + (words("skipped") if action.skipped else words("not looked at"))
    owner, origin = inline(action.owner), inline(action.origin, at_start=False)
    facts = (
        owner,
        words("due {date}", date=day(words, action.due)) if action.due else "",
        words("from {session}", session=origin) if origin else "",
        inline(action.uid[:_UID_SHOWN]),
    )
    lines = [
        item(action.text, label=f"**{label}**"),
        own_item(" · ".join(fact for fact in facts if fact), 1),
    ]
    if action.done_when:
        lines.append(item(action.done_when, 1, emphasis(words("Done when"))))
    if action.note:
        lines.append(item(action.note, 1, emphasis(words("Note"))))
    if action.helped is not Helped.UNASKED:
        lines.append(item(_helped(words, action.helped), 1, emphasis(words("Did it help?"))))
    return lines


def _state(words: Words, state: ActionState) -> str:
    match state:
        case ActionState.OPEN:
            return words("open")
        case ActionState.DOING:
            return words("under way")
        case ActionState.BLOCKED:
            return words("blocked")
        case ActionState.DONE:
            return words("done")
        case ActionState.DROPPED:
            return words("dropped")


def _helped(words: Words, helped: Helped) -> str:
    match helped:
        case Helped.YES:
            return words("yes")
        case Helped.PARTLY:
            return words("partly")
        case Helped.NO:
            return words("no")
        case Helped.TOO_EARLY:
            return words("too early to say")
        case Helped.UNASKED:
            return ""
