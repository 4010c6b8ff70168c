"""Lessons between sessions: what one session learned, and which of it fits the next.

A stored lesson is a JSON object: `uid` names it for good; `text` is what was learned, `lesson`
whether to "sustain" or to "improve" it; `applies_when` the situation in which it helps. Where it
came from: `team`, `session`, `session_title`, `format`, `language`, `created` (the day of that
session), `context` (its goal and the chain of cards that the lesson hangs under) and `tags` (its
topic). `removed` is true once its card was taken out of the session again. What became of it:
`applied` lists each time as `{"at": ISO date, "session": key or "", "note"}`, `not_applied` counts
how often a team that had chosen it says no, `chosen` lists the keys of the sessions that chose it.
`used` holds, by the key of each later session that said something about it, what that was:
`{"team", "on": ISO date, "chosen", "applied"}`. `told` is as in `retro.followup.actions`.

Who wrote a lesson is nowhere, nor at what time, nor in which order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from textwrap import shorten
from typing import Any, Final, TypeAlias

from retro.followup.search import Hit, Search
from retro.followup.telling import news, remembered
from retro.followup.words_of import folded
from retro.session.format import Lesson, Phase
from retro.session.model import Applied, Card, EarlierLesson, Id, Session
from retro.session.rules import line_or_nothing, text_of
from retro.session.select import lesson_of

Document: TypeAlias = dict[str, Any]

#: How many lessons a session is offered at its opening, and about how many it is asked.
OFFERED: Final = 3
ASKED: Final = 3
#: How long a lesson that a session had to do with waits for others to have their turn.
_REST: Final = timedelta(days=45)
#: Characters of the goal and of each card that go into the context.
_PART: Final = 300
_ARROW: Final = " → "
#: What may be changed between sessions; so it stays until the session says something else of it.
_CHANGED_ELSEWHERE: Final = ("text", "team", "applies_when")
_JUDGED: Final = frozenset({Applied.YES.value, Applied.NO.value})


def uid_of(session: str, card: Id) -> str:
    """What names the lesson of this card in all sessions to come: 14 hexadecimal digits."""
    return sha256(f"{session}/{card}".encode()).hexdigest()[:14]


def is_there(document: Mapping[str, Any]) -> bool:
    """False for what is no lesson, and for one whose card was taken out again."""
    return not document.get("removed") and _is_lesson(document)


def applied_on(document: Mapping[str, Any]) -> list[str]:
    """Each day that it was applied, with what was noted about that; of people's own text."""
    times = ((_text(each, "at")[:10], _text(each, "note")) for each in applications(document))
    return [f"{day} ({note})" if note else day for day, note in times]


def saying(session: Session) -> object:
    """Something that is equal for as long as `session` says the same about lessons.

    None for one that has nothing to say yet.
    """
    over = [p for p in session.format if _is_over(session, p) and any(c.lesson for c in p.columns)]
    used = [each for each in session.lessons.values() if each.chosen or each.applied]
    if not over and not used:
        return None
    return [_said(session, uid, card) for uid, card in _lessons_over(session)], used


def to_store(session: Session, documents: Iterable[Document], now: datetime) -> list[Document]:
    """What `session` has to say about lessons that `documents` do not show yet, whole by uid.

    A lesson is told once its phase is over, and never while its card is hidden from anybody.
    """
    known = {str(document.get("uid")): document for document in documents}
    said: dict[str, Document] = {}
    for uid, card in _lessons_over(session):
        former = known.get(uid)
        if _may_change(former):
            said[uid] = _put(session, former or _unused(), _said(session, uid, card))
    own = (card for card in session.cards.values() if lesson_of(session, card) is not Lesson.NONE)
    cards = {uid_of(session.key, card.id) for card in own}
    for uid, document in known.items():
        if _may_change(document) and document.get("session") == session.key and uid not in cards:
            said[uid] = _put(session, document, {"removed": True})
    for lesson in session.lessons.values():
        former = said.get(lesson.uid, known.get(lesson.uid))
        if former is not None and _may_change(former):
            said[lesson.uid] = _used(session, lesson, former, now.date())
    # In an order that tells nothing: the store numbers them as they come.
    return [said[uid] for uid in sorted(said) if said[uid] != known.get(uid)]


def to_offer(
    documents: Iterable[Document],
    *,
    team: str,
    title: str,
    goal: str,
    format_key: str,
    language: str,
    today: date,
    new_id: Callable[[], Id],
) -> tuple[EarlierLesson, ...]:
    """What a session that begins can learn from: first what it is asked about, then what fits.

    It is asked about what the team chose the last time and has not judged yet. Offered are those
    that fit its title and goal, the team's own first; none where none fits. What was applied often
    already, or came up not long ago, comes later.
    """
    there = [document for document in documents if is_there(document)]
    asked = _waiting(there, team)[:ASKED]
    hits = Search(_unasked(there, asked)).fitting(f"{title} {goal} {team}")

    def order(hit: Hit) -> tuple[bool, float, str]:
        document, worth = hit.document, hit.score
        worth *= 1.1 if document.get("format") == format_key else 1
        worth *= 1 if document.get("language", language) == language else 0.5
        return not _is_of(document, team), *_by_worth(document, worth, today)

    offered = _each_once(hit.document for hit in sorted(hits, key=order))[:OFFERED]
    return tuple(
        _earlier(document, new_id(), number, asked=number <= len(asked))
        for number, document in enumerate([*asked, *offered], 1)
    )


def to_use(documents: Iterable[Document], situation: str, today: date) -> Document | None:
    """The lesson to use next, of those that nobody has said to have applied; None for none.

    It is the one that fits the situation best. Where none fits it is one of the latest session.
    """
    unused = [document for document in newest(documents) if not applications(document)]
    hits = Search(unused).fitting(situation)
    if hits:
        ranked = sorted(hits, key=lambda hit: _by_worth(hit.document, hit.score, today))
        uid = ranked[0].document["uid"]
        return next(document for document in unused if document["uid"] == uid)
    # Those of one session came at one moment.
    latest = [e for e in unused if _text(e, "created") == _text(unused[0], "created")]
    return min(latest, key=lambda document: str(document["text"]), default=None)


def newest(documents: Iterable[Document]) -> list[Document]:
    """Those that are lessons, of the latest sessions first."""
    there = [document for document in documents if is_there(document)]
    there.sort(key=lambda document: document["uid"])
    return sorted(there, key=lambda document: _text(document, "created"), reverse=True)


def applied(document: Document, on: date, note: str = "") -> Document:
    """The whole lesson, applied once more outside a session.

    The same is said once a day. Raises Refused for a note that is too long.
    """
    entry = {"at": on.isoformat(), "session": "", "note": line_or_nothing(note)}
    before = applications(document)
    return document if entry in before else {**document, "applied": [*before, entry]}


def with_situation(document: Document, situation: str) -> Document:
    """The whole lesson with the situation in which it applies. Raises Refused."""
    return {**document, "applies_when": text_of(situation)}


def applications(document: Mapping[str, Any]) -> list[Document]:
    """Each time that it was applied, the first one first."""
    kept = document.get("applied")
    return [entry for entry in kept if isinstance(entry, dict)] if isinstance(kept, list) else []


def _lessons_over(session: Session) -> Iterator[tuple[str, Card]]:
    """The cards that are lessons, of phases that are over, by uid."""
    for card in session.cards.values():
        is_lesson = lesson_of(session, card) is not Lesson.NONE
        if is_lesson and _is_over(session, session.format.phase(card.phase)):
            yield uid_of(session.key, card.id), card


def _is_over(session: Session, phase: Phase) -> bool:
    """Whether everybody sees what was written in this phase, and the session is past it."""
    past = session.closed is not None or session.format.phases.index(phase) < session.index
    return past and not session.hides(phase)


def _said(session: Session, uid: str, card: Card) -> Document:
    """What a session says about a lesson of its own."""
    topic = session.topics.get(card.topic) if card.topic is not None else None
    return {
        "uid": uid,
        "text": card.text,
        "lesson": lesson_of(session, card).value,
        "team": session.team,
        "context": _context(session, card),
        "applies_when": card.applies_when,
        "tags": [topic.name] if topic else [],
        "session": session.key,
        "session_title": session.title,
        "format": session.format.key,
        "language": session.language,
        "created": session.started.date().isoformat(),
        "removed": False,
    }


def _unused() -> Document:
    """What is known of a lesson that is new."""
    return {"applied": [], "not_applied": 0, "chosen": [], "used": {}}


def _put(session: Session, former: Document, said: Document) -> Document:
    """What is known of a lesson, with what is new of what the session says about it."""
    fresh = news(former, said, session.key, session.started, Mapping.get)
    told = said.keys() & _CHANGED_ELSEWHERE
    return remembered({**former, **fresh}, session.key, said, told)


def _context(session: Session, card: Card) -> str:
    """The goal, and the cards that this one hangs under: what was planned, happened, and why."""
    chain: list[Card] = []
    above = session.cards.get(card.parent) if card.parent is not None else None
    while above is not None and above not in chain:
        if not session.hides(session.format.phase(above.phase)):
            chain.insert(0, above)
        above = session.cards.get(above.parent) if above.parent is not None else None
    parts = (session.goal, *(each.text for each in chain))
    return _ARROW.join(shorten(part, _PART, placeholder=" …") for part in parts if part)


def _used(session: Session, lesson: EarlierLesson, former: Document, today: date) -> Document:
    """What a session did with an earlier lesson, put on what is known."""
    used: dict[str, Any] = former.get("used", {})
    before = used.get(session.key, {})
    said = {"chosen": lesson.chosen, "applied": lesson.applied.value}
    if said == {"chosen": before.get("chosen", False), "applied": before.get("applied", "")}:
        return former
    entry = {"team": session.team, "on": today.isoformat(), **said}
    is_said = lesson.chosen or lesson.applied is not Applied.UNASKED
    used = {key: each for key, each in used.items() if key != session.key}
    used |= {session.key: entry} if is_said else {}
    times = [each for each in applications(former) if each.get("session") != session.key]
    if lesson.applied is Applied.YES:
        times.append({"at": today.isoformat(), "session": session.key, "note": ""})
    was_no, is_no = before.get("applied") == Applied.NO, lesson.applied is Applied.NO
    return {
        **former,
        "used": used,
        "chosen": sorted(key for key, each in used.items() if each.get("chosen")),
        "applied": times,
        "not_applied": max(0, _count(former) - was_no + is_no),
    }


def _waiting(documents: Sequence[Document], team: str) -> list[Document]:
    """What the team took along the last time that it took anything, and has not judged since."""
    taken = {document["uid"]: _taken_along(document, team) for document in documents}
    latest = max((key for key, _ in taken.values()), default="")
    return [each for each in documents if latest and taken[each["uid"]] == (latest, False)]


def _taken_along(document: Mapping[str, Any], team: str) -> tuple[str, bool]:
    """The last session of the team that took it along, "" for none, and if it was judged since."""
    entries = {key: e for key, e in document.get("used", {}).items() if _is_of(e, team)}
    last = max((key for key, entry in entries.items() if _is_taken_along(entry)), default="")
    return last, any(key > last and e.get("applied") in _JUDGED for key, e in entries.items())


def _is_taken_along(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("chosen")) or entry.get("applied") == Applied.NOT_YET


def _unasked(documents: Sequence[Document], asked: Sequence[Document]) -> list[Document]:
    uids = {document["uid"] for document in asked}
    return [document for document in documents if document["uid"] not in uids]


def _freshness(document: Mapping[str, Any], today: date) -> float:
    """Less than 1 for a lesson that was applied or asked about often, or not long ago."""
    days = [_text(each, "at") for each in applications(document)]
    days += [_text(each, "on") for each in document.get("used", {}).values()]
    recent = any(day > (today - _REST).isoformat() for day in days)
    often = 1 + len(applications(document)) + _count(document)
    return (0.5 if recent else 1) / often


def _by_worth(document: Mapping[str, Any], worth: float, today: date) -> tuple[float, str]:
    """To sort by: what is worth most first. Of what fits as well the same one always leads."""
    return -round(worth * _freshness(document, today), 9), str(document["text"])


def _each_once(documents: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first of those that say the same."""
    found: dict[str, Mapping[str, Any]] = {}
    for document in documents:
        found.setdefault(" ".join(folded(document["text"]).split()), document)
    return list(found.values())


def _earlier(document: Mapping[str, Any], id: Id, number: int, *, asked: bool) -> EarlierLesson:
    return EarlierLesson(
        id=id,
        uid=document["uid"],
        text=document["text"],
        lesson=Lesson(document["lesson"]),
        number=number,
        context=_text(document, "context"),
        applies_when=_text(document, "applies_when"),
        origin=_text(document, "session_title"),
        asked=asked,
    )


def _is_of(document: Mapping[str, Any], team: str) -> bool:
    return bool(team) and _text(document, "team").casefold() == team.casefold()


def _may_change(document: Mapping[str, Any] | None) -> bool:
    """False for an odd document: what it means nobody knows, so it stays as it is."""
    return document is None or _is_lesson(document)


def _is_lesson(document: Mapping[str, Any]) -> bool:
    texts = (document.get("uid"), document.get("text"))
    used = document.get("used", {})
    return (
        all(isinstance(text, str) and text for text in texts)
        and document.get("lesson") in (Lesson.SUSTAIN.value, Lesson.IMPROVE.value)
        and isinstance(used, dict)
        and all(isinstance(entry, dict) for entry in used.values())
    )


def _text(document: Mapping[str, Any], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


def _count(document: Mapping[str, Any]) -> int:
    count = document.get("not_applied")
    return count if isinstance(count, int) else 0
