"""Decisions, the actions and working agreements made, and what became of earlier ones."""

from collections.abc import Iterator, Mapping
from datetime import date

from retro.followup.record import short_ids
from retro.minutes.blocks import bullets, emphasis, item, own_item, reference, strong, table, title
from retro.minutes.dates import day
from retro.minutes.escape import inline
from retro.minutes.record import Record
from retro.minutes.terms import (
    acceptance,
    action_columns,
    action_kinds,
    action_sizes,
    action_states,
    applied_answers,
    detail_labels,
    helped_answers,
)
from retro.session.format import Kind
from retro.session.model import Action, Agreement, EarlierAction, EarlierLesson, Id, Session
from retro.words import Words


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


def action_ids(session: Session) -> Mapping[str, str]:
    """As much of the uid of each of the session's actions as tells them apart, by uid."""
    uids = [action.uid for action in session.actions.values()]
    uids += [action.uid for action in session.earlier.values()]
    return short_ids([{"uid": uid} for uid in uids])


def actions_section(record: Record) -> list[str]:
    """What was agreed as a table, or that nothing was once the session is over.

    What few actions have stands under the table.
    """
    words = record.words
    if not record.actions:
        asked = any(phase.kind is Kind.COMMIT for phase in record.session.format)
        if not asked or record.session.closed is None:
            return []
        return [title(words("Actions"), 2), words("No actions were agreed.")]
    ids = action_ids(record.session)
    columns = action_columns(words)
    rows = [
        _row(words, number, action, ids[action.uid])
        for number, action in enumerate(record.actions, 1)
    ]
    blocks = [title(words("Actions"), 2), table(tuple(columns.values()), rows)]
    more = [
        line
        for number, action in enumerate(record.actions, 1)
        for line in _details(record, number, action, ids)
    ]
    return [*blocks, bullets(more)] if more else blocks


def _row(words: Words, number: int, action: Action, id: str) -> tuple[str, ...]:
    """The cells in the order of `action_columns`."""
    return (
        str(number),
        action.text,
        action.owner,
        acceptance(words)[action.accepted] if action.owner else "",
        day(words, action.due) if action.due else "",
        action.done_when,
        action.first_step,
        action_kinds(words).get(action.kind, ""),
        action_sizes(words).get(action.size, ""),
        id,
    )


def _details(record: Record, number: int, action: Action, ids: Mapping[str, str]) -> Iterator[str]:
    labels = detail_labels(record.words)
    lines = [
        item(text, 1, emphasis(labels[name]))
        for name in ("hypothesis", "stop_rule", "link")
        if (text := str(getattr(action, name)))
    ]
    if action.split_from:
        whole = (a for a in record.session.earlier.values() if a.uid == action.split_from)
        known = next((reference(each.text) for each in whole), "")
        shown = ids.get(action.split_from, action.split_from)
        about = f"{inline(known, at_start=False)} `{shown}`" if known else f"`{shown}`"
        lines.append(own_item(about, 1, emphasis(labels["split_from"])))
    if lines:
        yield own_item(f"{strong(record.words('Action {n}', n=number))} `{ids[action.uid]}`")
        yield from lines


def earlier_section(record: Record) -> list[str]:
    """The actions of earlier sessions, as this session left them."""
    actions = sorted(
        record.session.earlier.values(), key=lambda action: (action.due or date.max, action.uid)
    )
    if not actions:
        return []
    ids = action_ids(record.session)
    lines = (line for action in actions for line in _earlier(record.words, action, ids[action.uid]))
    return [title(record.words("Earlier actions"), 2), bullets(lines)]


def _earlier(words: Words, action: EarlierAction, id: str) -> list[str]:
    label = action_states(words)[action.state]
    if not action.reviewed:
        label += " · " + (words("skipped") if action.skipped else words("not looked at"))
    owner, origin = inline(action.owner), inline(action.origin, at_start=False)
    facts = (
        owner,
        words("due {date}", date=day(words, action.due)) if action.due else "",
        words("from {session}", session=origin) if origin else "",
        carried_sentence(words, action.carried) if action.carried else "",
        inline(id),
    )
    lines = [
        item(action.text, label=f"**{label}**"),
        own_item(" · ".join(fact for fact in facts if fact), 1),
    ]
    texts = {
        "done_when": action.done_when,
        "note": action.note,
        "helped": helped_answers(words).get(action.helped, ""),
    }
    labels = detail_labels(words)
    lines += [item(text, 1, emphasis(labels[name])) for name, text in texts.items() if text]
    return lines


def carried_sentence(words: Words, count: int) -> str:
    """After how many sessions an action was still open."""
    return words.plural(
        "still open after {count} session", "still open after {count} sessions", count
    )


def earlier_lessons_section(record: Record) -> list[str]:
    """The lessons of earlier sessions that were chosen for this one, or asked about in it."""
    lessons = sorted(
        (each for each in record.session.lessons.values() if each.asked or each.chosen),
        key=lambda lesson: (not lesson.asked, lesson.number, lesson.uid),
    )
    if not lessons:
        return []
    lines = (line for lesson in lessons for line in _earlier_lesson(record.words, lesson))
    return [title(record.words("Earlier lessons"), 2), bullets(lines)]


def _earlier_lesson(words: Words, lesson: EarlierLesson) -> list[str]:
    label = applied_answers(words)[lesson.applied] if lesson.asked else words("chosen")
    lines = [item(lesson.text, label=strong(label))]
    if lesson.applies_when:
        when = emphasis(detail_labels(words)["applies_when"])
        lines.append(item(lesson.applies_when, 1, when))
    if lesson.origin:
        origin = inline(lesson.origin, at_start=False)
        lines.append(own_item(words("from {session}", session=origin), 1))
    return lines


def agreements_section(record: Record) -> list[str]:
    """The working agreements that this session made, changed or ended."""
    words = record.words
    found = sorted(record.session.agreements.values(), key=lambda each: (each.number, each.id))
    lines = [
        item(agreement.text, label=strong(label))
        for agreement in found
        if (label := _what_happened(words, agreement))
    ]
    return [title(words("Working agreements"), 2), bullets(lines)] if lines else []


def _what_happened(words: Words, agreement: Agreement) -> str:
    if agreement.new:
        # One that was made and ended within the session never counted.
        return "" if agreement.retired else words("new")
    if agreement.retired:
        return words("ended")
    return words("changed") if agreement.changed else ""
