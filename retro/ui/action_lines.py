"""Stored actions as rows of a list, and all of one action as a page.

A row says what matters first wherever there is room for little: what is to be done, whether it is
late or stuck, and whose it is. Nothing here counts anything about a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from rich.cells import cell_len
from textual.content import Content

from retro.followup import record
from retro.session.model import ActionState
from retro.ui.registry import translate
from retro.ui.registry import translate as _
from retro.ui.widgets.card_list import Row
from retro.words import Words

STATES: Final = {
    ActionState.OPEN: translate("open"),
    ActionState.DOING: translate("under way"),
    ActionState.BLOCKED: translate("blocked"),
    ActionState.DONE: translate("done"),
    ActionState.DROPPED: translate("dropped"),
}
MARKS: Final = {
    ActionState.OPEN: "•",
    ActionState.DOING: "◐",
    ActionState.BLOCKED: "■",
    ActionState.DONE: "✓",
    ActionState.DROPPED: "×",
}
#: From how many open actions on a team is told, kindly, that fewer get done sooner.
ENOUGH: Final = 5
#: The columns of a list from which on facts stand beside the text, and from which on all of them.
_BESIDE: Final = 60
_ALL: Final = 96
#: The part of a line that facts may take beside a text, and the gap before them: as `card_lines`
#: has it, so that they stand in columns beside long texts as well.
_SHARE: Final = 0.4
_GAP: Final = 3
#: The cells before a text, without its age.
_LEAD: Final = 6
_OWNER: Final = 14
_TEAM: Final = 12
#: The cells of a note beside other facts; its page has all of it.
_NOTE: Final = 60
#: A name that is cut shorter than this tells nothing.
_SHORTEST: Final = 6

#: What the fields of an action are called, in the order of its page.
_FIELDS: Final = (
    ("first_step", _("First step")),
    ("done_when", _("Done when")),
    ("kind", _("Kind")),
    ("size", _("Size")),
    ("strength", _("Strength")),
    ("control", _("Who can bring it about")),
    ("hypothesis", _("We expect")),
    ("stop_rule", _("We stop when")),
    ("link", _("Link")),
    ("card", _("Follows from")),
)
_CHANGED: Final = {
    **dict(_FIELDS),
    "text": _("Text"),
    "state": _("State"),
    "owner": _("Owner"),
    "due": _("Due"),
    "note": _("Note"),
    "team": _("Team"),
    "accepted": _("Owner said yes"),
    "helped": _("Did it help?"),
}
#: Texts of the program that a field may have; they are shown in one's own language.
_TERMS: Final = {
    "fix": _("fix"),
    "experiment": _("experiment"),
    "learn": _("learn"),
    "share": _("share"),
    "ask outside": _("ask outside"),
    "quick": _("quick"),
    "large": _("large"),
    "strong": _("strong"),
    "medium": _("medium"),
    "weak": _("weak"),
    "ours": _("ours"),
    "influence": _("influence"),
    "outside": _("outside"),
    "yes": _("yes"),
    "partly": _("partly"),
    "no": _("no"),
    "too early": _("too early"),
    **{state.value: name for state, name in STATES.items()},
}
_WITH_TERMS: Final = frozenset({"state", "helped", "kind", "size", "strength", "control"})


class Order(StrEnum):
    """What a list of actions is sorted by."""

    AGE = "age"
    DUE = "due"
    OWNER = "owner"
    SESSION = "session"


#: What each order is called.
ORDERS: Final = {
    Order.AGE: _("age"),
    Order.DUE: _("due date"),
    Order.OWNER: _("owner"),
    Order.SESSION: _("session"),
}


@dataclass(frozen=True, slots=True)
class Show:
    """How a list is drawn: in whose words, on which day, for how many columns, with the team."""

    words: Words
    today: date
    width: int
    teams: bool = False


def text_of(document: Mapping[str, Any], name: str) -> str:
    """A field as a text; empty where there is none."""
    value = record.field(document, name)
    return value if isinstance(value, str) else ""


def ordered(documents: Iterable[Mapping[str, Any]], order: Order) -> list[Mapping[str, Any]]:
    """Open actions in this order; what has no date, owner or session comes last."""
    by_age = sorted(documents, key=lambda each: str(each.get("created") or "9999"))
    if order is Order.DUE:
        return sorted(by_age, key=lambda each: text_of(each, "due") or "9999")
    if order is Order.OWNER:
        return sorted(by_age, key=_by_owner)
    if order is Order.SESSION:
        # Keys sort by when a session began: the latest first.
        return sorted(by_age, key=lambda each: text_of(each, "session"), reverse=True)
    return by_age


def _by_owner(document: Mapping[str, Any]) -> tuple[bool, str]:
    owner = text_of(document, "owner").casefold()
    return not owner, owner


def closed_on(document: Mapping[str, Any]) -> date | None:
    """The day it was done or dropped; None where that is not known."""
    try:
        return date.fromisoformat(str(document.get("closed"))[:10])
    except ValueError:
        return None


def group_of(document: Mapping[str, Any], order: Order, words: Words) -> str:
    """Under which heading an action stands in a list of this order; empty for none."""
    if order is Order.OWNER:
        return text_of(document, "owner") or words("nobody yet")
    if order is Order.SESSION:
        return text_of(document, "session_title") or words("agreed outside a session")
    return ""


def matches(document: Mapping[str, Any], typed: str) -> bool:
    """Whether each word that was typed stands in its text, owner, team, session or id."""
    names = ("text", "owner", "team", "session_title")
    found = "\n".join(text_of(document, name) for name in names).casefold()
    uid = text_of(document, "uid").casefold()
    return all(word in found or uid.startswith(word) for word in typed.casefold().split())


def age(document: Mapping[str, Any], show: Show) -> str:
    """How long ago it was agreed on, short: in days, or in weeks from three months on."""
    created = record.created_of(document)
    if created is None:
        return ""
    days = max((show.today - created).days, 0)
    if days < 100:
        return show.words("{count}d", count=days)
    return show.words("{count}wk", count=days // 7)


def old(document: Mapping[str, Any], show: Show) -> str:
    """The same in words."""
    created = record.created_of(document)
    if created is None:
        return ""
    days = max((show.today - created).days, 0)
    if not days:
        return show.words("agreed today")
    return show.words.plural("{count} day old", "{count} days old", days)


def stand(document: Mapping[str, Any], show: Show) -> str:
    """By when, or by how much it is late, in few words; what became of it when it is closed."""
    words = show.words
    if not record.is_open(document):
        return words(STATES[record.state_of(document)])
    due = record.due_of(document)
    if due is None:
        return words("no date yet")
    late = (show.today - due).days
    if late > 0:
        return words("! {count}d overdue", count=late)
    return words("today") if not late else words("due {date}", date=due)


def times_carried(document: Mapping[str, Any], words: Words) -> str:
    """How often it was carried over; empty where it never was."""
    count = record.carried(document)
    return words.plural("carried once", "carried {count} times", count) if count else ""


def tone(document: Mapping[str, Any], today: date) -> str:
    """The colour of its facts; the words say the same."""
    if record.is_overdue(document, today) or record.state_of(document) is ActionState.BLOCKED:
        return "bad"
    if record.state_of(document) is ActionState.DOING:
        return "accent"
    return "quiet"


def rows(documents: Sequence[Mapping[str, Any]], show: Show, *, prefix: str = "") -> list[Row]:
    """A row for each; the facts stand in columns where there is room, and below the text else."""
    tails = _in_columns(documents, show) if show.width >= _BESIDE else _below(documents, show)
    return [
        Row(
            prefix + text_of(each, "uid"),
            text_of(each, "text"),
            lead=age(each, show),
            tail=tail,
            tone=tone(each, show.today),
            mark=MARKS[record.state_of(each)],
            quiet=not record.is_open(each),
        )
        for each, tail in zip(documents, tails, strict=True)
    ]


def facts(document: Mapping[str, Any], show: Show) -> str:
    """What a list of few columns leaves out, on one line."""
    words = show.words
    state, note = record.state_of(document), text_of(document, "note")
    told, owner = words(STATES[state]), text_of(document, "owner")
    parts = [
        f"{told}: {_cut(' '.join(note.split()), _NOTE)}" if note else told,
        # Beside a text, a column may cut it; below the text it is whole.
        owner if _BESIDE <= show.width < _ALL and cell_len(owner) > _SHORTEST else "",
        "" if state in (ActionState.DONE, ActionState.DROPPED) else stand(document, show),
        old(document, show),
        times_carried(document, words),
        text_of(document, "session_title"),
        text_of(document, "team") if show.teams else "",
    ]
    return " · ".join(filter(None, parts))


def page(document: Mapping[str, Any], show: Show, titles: Mapping[str, str], short: str) -> Content:
    """All of one action, with every change of it, oldest first.

    `titles` are those of sessions by key; `short` is what people type to name the action.
    """
    words = show.words
    owner = text_of(document, "owner")
    if not owner:
        owner = words("nobody yet")
    elif record.is_open(document):
        has_agreed = record.field(document, "accepted")
        owner += f" ({words('said yes') if has_agreed else words('not said yes yet')})"
    due = record.due_of(document)
    by = str(due) if due and due > show.today else stand(document, show)
    if record.is_overdue(document, show.today):
        by += f" ({due})"
    aged = filter(None, (old(document, show), times_carried(document, words)))
    first = [
        (words("State"), words(STATES[record.state_of(document)])),
        (words("Owner"), owner),
        (words("Due"), by if record.is_open(document) else ""),
        (words("Note"), text_of(document, "note")),
        (words("Team"), text_of(document, "team")),
        (words("Agreed in"), text_of(document, "session_title")),
        (words("Age"), " · ".join(aged)),
        (words("Id"), short),
    ]
    first += [(words(label), _said(name, document.get(name), words)) for name, label in _FIELDS]
    parts: list[tuple[str, str]] = [(f"{text_of(document, 'text')}\n\n", "bold $foreground")]
    for label, value in first:
        if value:
            parts += [(f"{label}: ", "$text-muted"), (f"{value}\n", "")]
    parts.append((f"\n{words('What happened to it')}\n", "bold $secondary"))
    for entry in record.history(document):
        parts += _entry(entry, words, titles)
    return Content.assemble(*parts)


def _entry(
    entry: Mapping[str, Any], words: Words, titles: Mapping[str, str]
) -> list[tuple[str, str]]:
    """One change: when, from where, and what."""
    at, by, news = (entry.get(name) for name in ("at", "by", "set"))
    day = at[:16].replace("T", " ") if isinstance(at, str) else ""
    where = {
        "command": words("by a command"),
        "review": words("between sessions"),
        "import": words("taken over"),
    }.get(str(by), "")
    if not where and (title := titles.get(str(by))):
        where = words("in “{title}”", title=title)
    parts = [(f"{day}  ", "$text-muted"), (f"{where}\n" if where else "\n", "$text-muted")]
    for name, change in news.items() if isinstance(news, dict) else ():
        if isinstance(change, list) and len(change) == 2:
            label = words(_CHANGED[name]) if name in _CHANGED else str(name)
            before, after = (_said(name, value, words) for value in change)
            told = f"{before} → {after}" if before else after or words("(nothing)")
            parts.append((f"    {label}: {told}\n", ""))
    return parts


def _said(name: str, value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if not isinstance(value, str):
        return ""
    return words(_TERMS[value]) if name in _WITH_TERMS and value in _TERMS else value


def _below(documents: Sequence[Mapping[str, Any]], show: Show) -> list[str]:
    tails = []
    for each in documents:
        parts = [
            text_of(each, "owner") or show.words("nobody yet"),
            _most_telling(each, show),
            text_of(each, "team") if show.teams else "",
        ]
        tails.append(" · ".join(filter(None, parts)))
    return tails


def _most_telling(document: Mapping[str, Any], show: Show) -> str:
    """What is late is late first, and what is stuck is stuck; where there is room for one."""
    state, due = _state(document, show.words), record.due_of(document)
    if record.is_overdue(document, show.today):
        return stand(document, show)
    if state:
        return state
    is_ahead = record.is_open(document) and due is not None and due > show.today
    return str(due) if is_ahead else stand(document, show)


def _state(document: Mapping[str, Any], words: Words) -> str:
    """How it stands where that is news: not for what is simply open, or closed."""
    state = record.state_of(document)
    is_news = state in (ActionState.DOING, ActionState.BLOCKED)
    return words(STATES[state]) if is_news else ""


def _in_columns(documents: Sequence[Mapping[str, Any]], show: Show) -> list[str]:
    """Facts under one another, as many kinds as there is room for; the most telling stay."""
    words, narrow = show.words, show.width < _ALL
    ages = max((cell_len(age(each, show)) for each in documents), default=0)
    room = int((show.width - _LEAD - ages) * _SHARE) - _GAP
    # Facts that a row has no room for stand below the list, for the chosen one.
    stands = [_most_telling(each, show) if narrow else stand(each, show) for each in documents]
    states = ["" if narrow else _state(each, words) for each in documents]
    carried = ["" if narrow else times_carried(each, words) for each in documents]
    teams = [_cut(text_of(each, "team"), _TEAM) if show.teams else "" for each in documents]
    owner_room = min(_OWNER, max(room - max(map(cell_len, stands), default=0) - 2, _SHORTEST))
    owners = [_cut(text_of(each, "owner") or words("nobody"), owner_room) for each in documents]
    taken: list[list[str]] = []
    for column in (stands, owners, states, teams, carried):
        width = max(map(cell_len, column), default=0)
        needed = width + 2 if taken else width
        if width and needed <= room:
            room -= needed
            taken.append([_filled(cell, width) for cell in column])
        else:
            taken.append([])
    order = (3, 1, 2, 4, 0)
    columns = [taken[place] for place in order if taken[place]]
    return ["  ".join(cells) for cells in zip(*columns, strict=True)] if columns else []


def _cut(text: str, width: int) -> str:
    return Content(text).truncate(width, ellipsis=True).plain


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
