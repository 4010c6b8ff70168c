"""Figures of the actions of a team. Each says its formula in `values`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, median
from typing import Final

from retro.followup import record
from retro.followup.insights.scope import Document, Scope, texts
from retro.followup.insights.survival import median_of, survival
from retro.followup.insights.values import (
    SURVIVAL,
    CarryOver,
    Closed,
    HelpedRate,
    Hidden,
    Month,
    OnTime,
    OpenAge,
    Share,
    Span,
    Strengths,
    TimeToClose,
    Why,
)
from retro.session.agreed import ActionState, Helped, Size, Strength

#: So many days old is an action that could have been closed by now.
COHORT: Final = timedelta(days=30)
OFTEN: Final = 2
_WEEK: Final = 7
_MONTH: Final = 30


def on_time(actions: Iterable[Document], scope: Scope) -> OnTime:
    """By the month of the day that each was due, of the days in the period."""
    months: dict[str, Counter[str]] = {}
    counted = []
    for action in actions:
        due = record.due_of(action)
        outcome = _outcome(action, due, scope.today) if due and scope.holds(due) else ""
        if due and outcome:
            months.setdefault(due.isoformat()[:7], Counter())[outcome] += 1
            counted.append(action)
    if not counted:
        return OnTime(0, Hidden(Why.NOTHING))
    sizes = Counter(record.field(action, "size") for action in counted)
    found = tuple(
        Month(month, each["on time"], each["late"], each["dropped"], each["overdue"])
        for month, each in sorted(months.items())
    )
    return OnTime(
        n=len(counted),
        hidden=None,
        months=found,
        share=Share(sum(month.on_time for month in found), len(counted)),
        quick=sizes[Size.QUICK],
        large=sizes[Size.LARGE],
        moved=sum(map(_was_moved, counted)),
    )


def _outcome(action: Document, due: date, today: date) -> str:
    """How one that is due counts.

    Empty while its day is still to come, and where nobody knows when it was done.
    """
    state = record.state_of(action)
    if state is ActionState.DONE:
        closed = record.closed_of(action)
        if closed is None:
            return ""
        return "on time" if closed <= due else "late"
    if state is ActionState.DROPPED:
        return "dropped"
    return "overdue" if due < today else ""


def _was_moved(action: Document) -> bool:
    changes = (entry.get("set") for entry in record.history(action))
    days = (change.get("due") for change in changes if isinstance(change, Mapping))
    return any(isinstance(pair, list) and len(pair) == 2 and all(pair) for pair in days)


def closed_either_way(actions: Iterable[Document], scope: Scope) -> Closed:
    """Of those made in the period and `COHORT` ago or longer."""
    old = [
        action
        for action in actions
        if (made := record.created_of(action))
        and scope.holds(made)
        and scope.today - made >= COHORT
    ]
    if not old:
        return Closed(0, Hidden(Why.NOTHING))
    states = Counter(record.state_of(action) for action in old)
    reasoned = sum(
        record.state_of(action) is ActionState.DROPPED and bool(record.field(action, "note"))
        for action in old
    )
    return Closed(
        n=len(old),
        hidden=None,
        done=states[ActionState.DONE],
        reasoned=reasoned,
        dropped=states[ActionState.DROPPED] - reasoned,
        open=sum(map(record.is_open, old)),
    )


def time_to_close(actions: Iterable[Document], scope: Scope) -> TimeToClose:
    """Of those made in the period."""
    spans = [
        span
        for action in actions
        if scope.holds(record.created_of(action)) and (span := _span(action, scope.today))
    ]
    done = sum(span.done for span in spans)
    if not spans:
        return TimeToClose(0, Hidden(Why.NOTHING))
    if len(spans) < SURVIVAL:
        listed = tuple(sorted(spans, key=lambda span: (not span.done, span.days, span.text)))
        few = Hidden(Why.FEW_ACTIONS, SURVIVAL, len(spans))
        return TimeToClose(len(spans), few, done, spans=listed)
    curve = survival([(span.days, span.done) for span in spans])
    return TimeToClose(
        n=len(spans),
        hidden=None,
        done=done,
        median=median_of(curve),
        curve=tuple((days, float(share)) for days, share in curve),
    )


def _span(action: Document, today: date) -> Span | None:
    made = record.created_of(action)
    if made is None:
        return None
    done = record.state_of(action) is ActionState.DONE
    ended = today if record.is_open(action) else record.closed_of(action)
    if ended is None:
        return None
    return Span(record.field(action, "text"), max(0, (ended - made).days), done)


def open_age(actions: Iterable[Document], scope: Scope) -> OpenAge:
    """Of all that is open today."""
    still = [action for action in actions if record.is_open(action)]
    if not still:
        return OpenAge(0, Hidden(Why.NOTHING))
    made = filter(None, map(record.created_of, still))
    ages = [max(0, (scope.today - day).days) for day in made]
    days_due = [record.due_of(action) for action in still]
    late = [(scope.today - due).days for due in days_due if due and due < scope.today]
    return OpenAge(
        n=len(still),
        hidden=None,
        median=float(median(ages)) if ages else None,
        oldest=max(ages, default=None),
        undated=days_due.count(None),
        week=sum(days <= _WEEK for days in late),
        month=sum(_WEEK < days <= _MONTH for days in late),
        longer=sum(days > _MONTH for days in late),
    )


def carry_over(actions: Sequence[Document], everything: Iterable[Document]) -> CarryOver:
    """Of all that is open today; `everything` holds the actions that these were split from."""
    still = [action for action in actions if record.is_open(action)]
    if not still:
        return CarryOver(0, Hidden(Why.NOTHING))
    by_uid = {str(document.get("uid", "")): document for document in everything}
    survived = [_survived(action, by_uid) for action in still]
    often = Share(sum(count >= OFTEN for count in survived), len(still))
    return CarryOver(len(still), None, fmean(survived), often)


def _survived(action: Document, by_uid: Mapping[str, Document]) -> int:
    """The sessions that it was still open after, or one that it was split from; each once."""
    keys: set[str] = set()
    seen: set[str] = set()
    current: Document | None = action
    while current is not None and (uid := str(current.get("uid", ""))) not in seen:
        seen.add(uid)
        keys.update(texts(current.get("carried")))
        current = by_uid.get(record.field(current, "split_from"))
    return len(keys)


def helped_rate(actions: Iterable[Document], scope: Scope) -> HelpedRate:
    """Of those done in the period."""
    done = [
        action
        for action in actions
        if record.state_of(action) is ActionState.DONE and scope.holds(record.closed_of(action))
    ]
    if not done:
        return HelpedRate(0, Hidden(Why.NOTHING))
    answers = Counter(record.field(action, "helped") for action in done)
    return HelpedRate(
        n=len(done),
        hidden=None,
        yes=answers[Helped.YES],
        partly=answers[Helped.PARTLY],
        no=answers[Helped.NO],
        early=answers[Helped.TOO_EARLY],
    )


def strengths(actions: Iterable[Document], scope: Scope) -> Strengths:
    """Of those made in the period."""
    made = [action for action in actions if scope.holds(record.created_of(action))]
    said = Counter(record.field(action, "strength") for action in made)
    told = Strengths(
        n=len(made),
        hidden=None,
        strong=said[Strength.STRONG],
        medium=said[Strength.MEDIUM],
        weak=said[Strength.WEAK],
    )
    if not told.strong + told.medium + told.weak:
        return Strengths(len(made), Hidden(Why.NOTHING))
    return told
