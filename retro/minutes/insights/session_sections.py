"""The sections about sessions and what was asked in them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from retro.followup.figures import ONE_TO_FIVE
from retro.followup.insights.overview import Insights
from retro.followup.insights.values import (
    Health,
    Hidden,
    OpenMatch,
    Poll,
    Recurring,
    Safety,
    Share,
    Spread,
    Theme,
    TimeUse,
    Why,
)
from retro.minutes.dates import day
from retro.minutes.insights.parts import Chart, Look, Section, Table
from retro.minutes.insights.phrases import Told, days, half, percent, reason, said, told
from retro.session.format import Kind
from retro.session.model import Control
from retro.words import Words

#: The median of one session, and its day.
Point: TypeAlias = tuple[date, float]


def session_sections(found: Insights, words: Words) -> Iterator[Told]:
    """Each with its title, and why it is hidden."""
    yield _recurring(found.recurring, words)
    yield _lessons(found, words)
    yield _lessons_applied(found, words)
    yield _time(found.time_use, words)
    yield _poll(words("Worth the time (ROTI)"), found.roti, words)
    yield _safety(found.safety, words)
    yield _poll(words("Energy"), found.energy, words)
    yield _poll(words("Confidence that it gets done"), found.confidence, words)
    yield _health(found.health, words)
    yield _rhythm(found, words)


def _recurring(figure: Recurring, words: Words) -> Told:
    title = words("Topics that come back")
    if not figure.topics:
        sentence = words("None was in 3 or more of the latest {number} sessions.", number=figure.n)
        return told(title, figure.hidden, words, Section(title, (sentence,)))
    items = []
    for topic in figure.topics:
        line = words(
            "{topic}: in {part} of the latest {whole} sessions",
            topic=said(topic.name),
            part=topic.sessions,
            whole=figure.n,
        )
        if topic.actions:
            about = "; ".join(_named(each, words) for each in topic.actions)
            line = words("{line}. Open about it: {actions}", line=line, actions=about)
        items.append(line)
    sentence = words(
        "Some things come back by nature, or are not in the team's own hands. By the names that "
        "groups were given."
    )
    return told(title, figure.hidden, words, Section(title, (sentence,), tuple(items)))


def _named(action: OpenMatch, words: Words) -> str:
    hands = {
        Control.OURS.value: words("in our own hands"),
        Control.INFLUENCE.value: words("through others"),
        Control.OUTSIDE.value: words("in other hands"),
    }.get(action.control, "")
    return f"{said(action.text)} ({hands})" if hands else said(action.text)


def _lessons(found: Insights, words: Words) -> Told:
    title = words("To keep and to change")
    figure = found.lessons
    sentence = words.plural(
        "{sustain} cards to keep and {improve} to change ({percent} to keep), in {count} session. "
        "It says nothing about how happy people are.",
        "{sustain} cards to keep and {improve} to change ({percent} to keep), in {count} sessions. "
        "It says nothing about how happy people are.",
        figure.n,
        sustain=figure.sustain,
        improve=figure.improve,
        percent=percent(figure.share),
    )
    return told(title, figure.hidden, words, Section(title, (sentence,)))


def _lessons_applied(found: Insights, words: Words) -> Told:
    title = words("Lessons that were applied")
    figure = found.lessons_applied
    sentence = words(
        "{part} of {whole} lessons older than 60 days were applied at least once ({percent}).",
        part=int(figure.applied.part),
        whole=figure.applied.whole,
        percent=percent(figure.applied),
    )
    return told(title, figure.hidden, words, Section(title, (sentence,)))


def _time(figure: TimeUse, words: Words) -> Told:
    title = words("Time in sessions")
    if figure.hidden is not None:
        return told(title, figure.hidden, words)
    names = _kinds(words)
    sentences = (
        words.plural(
            "{used} minutes were used of {planned} planned, in {count} session. Longer is not "
            "worse.",
            "{used} minutes were used of {planned} planned, in {count} sessions. Longer is not "
            "worse.",
            figure.n,
            used=round(figure.used),
            planned=round(figure.planned),
        ),
        words(
            "Agreeing on actions took {percent} of the time.",
            percent=percent(Share(figure.commit / figure.used if figure.used else 0.0, 1)),
        ),
    )
    planned = [phase for phase in figure.phases if phase.planned]
    table = Table(
        (words("Kind of phase"), words("Planned (min)"), words("Used (min)")),
        tuple(
            (names.get(phase.kind, phase.kind), str(round(phase.planned)), str(round(phase.used)))
            for phase in figure.phases
        ),
        right=2,
    )
    parts = tuple(100 * phase.used / phase.planned for phase in planned)
    chart = Chart(
        Look.BARS,
        at=tuple(range(1, len(planned) + 1)),
        values=parts,
        labels=tuple(names.get(phase.kind, phase.kind) for phase in planned),
        top=max(100.0, *parts) if parts else 100.0,
    )
    used_of_planned = words("Used, as a part of what was planned:")
    drawn = chart if planned else None
    shown = (*sentences, used_of_planned) if drawn else sentences
    return told(title, figure.hidden, words, Section(title, shown, (), table, drawn))


def _kinds(words: Words) -> dict[str, str]:
    return {
        Kind.WELCOME: words("Welcome"),
        Kind.POLL: words("Polls"),
        Kind.REVIEW: words("Open actions"),
        Kind.COLLECT: words("Collecting"),
        Kind.TIMELINE: words("Timeline"),
        Kind.EXPLAIN: words("Explaining"),
        Kind.GROUP: words("Grouping"),
        Kind.VOTE: words("Voting"),
        Kind.DISCUSS: words("Discussing"),
        Kind.ROUNDS: words("Rounds"),
        Kind.COMMIT: words("Agreeing"),
        Kind.CLOSE: words("Closing"),
    }


def _poll(title: str, figure: Poll, words: Words) -> Told:
    spread = figure.spread
    if spread is None:
        return told(title, figure.hidden, words)
    sentences = [
        words(
            "{n} answers, median {median}: {spread}.",
            n=spread.n,
            median=half(spread.median),
            spread=_spread(spread),
        )
    ]
    points = tuple((each.day, each.spread.median) for each in figure.sessions if each.spread)
    sentences += _left_out(sum(each.spread is None for each in figure.sessions), words)
    sentences += _about_trend(figure.no_trend, points, words)
    top = spread.low + len(spread.counts) - 1
    drawn = None if figure.no_trend else _trend(points, spread.low, top)
    shown = Section(title, tuple(sentences), (), _series(figure, words), drawn)
    return told(title, None, words, shown)


def _safety(figure: Safety, words: Words) -> Told:
    """As section by section of a poll, without what was answered by how many."""
    title = words("How freely people could speak")
    if figure.hidden is not None:
        return told(title, figure.hidden, words)
    enough = [each for each in figure.sessions if each.median is not None]
    points = tuple((each.day, each.median) for each in enough if each.median is not None)
    sentences = [
        words(
            "{n} answers; the last time, the median was {median} on a scale from 1 to 5.",
            n=figure.n,
            median=half(points[-1][1]),
        ),
        words(
            "This is what people reported, and it stays with the team: only the number of answers "
            "and their median are kept."
        ),
        *_left_out(len(figure.sessions) - len(enough), words),
        *_about_trend(figure.no_trend, points, words),
    ]
    rows = tuple(
        (day(words, each.day), half(each.median), str(each.n))
        for each in enough
        if each.median is not None
    )
    table = Table((words("Session"), words("Median"), words("Number")), rows, right=2)
    drawn = None if figure.no_trend else _trend(points, ONE_TO_FIVE[0], ONE_TO_FIVE[-1])
    return told(title, None, words, Section(title, tuple(sentences), (), table, drawn))


def _left_out(few: int, words: Words) -> Iterator[str]:
    if few:
        yield words.plural(
            "{count} session with fewer than 5 answers is left out.",
            "{count} sessions with fewer than 5 answers are left out.",
            few,
        )


def _about_trend(hidden: Hidden | None, points: Sequence[Point], words: Words) -> Iterator[str]:
    """Why there is no trend, where there is none."""
    if hidden is not None and hidden.why is not Why.ONE_TEAM:
        yield words.plural(
            "A trend takes {needed} sessions; there is {count}.",
            "A trend takes {needed} sessions; there are {count}.",
            hidden.there,
            needed=hidden.needed,
        )
    elif hidden is None and _on_one_day(points):
        yield words(
            "All of these sessions were on {day}: a trend takes more days than one.",
            day=day(words, points[0][0]),
        )


def _on_one_day(points: Sequence[Point]) -> bool:
    return len({when for when, _ in points}) == 1


def _spread(spread: Spread) -> str:
    """As in "1 × 2, 4 × 3": what was answered by how many, without what nobody answered."""
    given = enumerate(spread.counts, spread.low)
    return ", ".join(f"{count} × {value}" for value, count in given if count)


def _series(figure: Poll, words: Words) -> Table | None:
    rows = tuple(
        (day(words, each.day), half(each.spread.median), _spread(each.spread), str(each.n))
        for each in figure.sessions
        if each.spread is not None
    )
    header = (words("Session"), words("Median"), words("Answers"), words("Number"))
    return Table(header, rows, right=1) if rows else None


def _trend(points: Sequence[Point], low: int, top: int) -> Chart | None:
    """Medians from session to session; those of one day alone go nowhere."""
    if not points or _on_one_day(points):
        return None
    return Chart(
        Look.LINE,
        at=tuple(range(1, len(points) + 1)),
        values=tuple(median for _, median in points),
        labels=tuple(when.isoformat() for when, _ in points),
        low=float(low),
        top=float(top),
        unit="",
    )


def _health(figure: Health, words: Words) -> Told:
    title = words("Health check")
    if figure.hidden is not None:
        return told(title, figure.hidden, words)
    header = [words("Theme"), words("Session"), words("Answers")]
    rows = [[said(each.name), day(words, each.day), _spread(each.spread)] for each in figure.themes]
    sentences = [words("For the team to talk about; never to compare it with another.")]
    if any(theme.arrows is not None for theme in figure.themes):
        header.append(words("Where it goes"))
        rows = [[*row, _heading(each)] for row, each in zip(rows, figure.themes, strict=True)]
        sentences.append(words("An arrow says how many more see it get better (↑) or worse (↓)."))
    if any(theme.change for theme in figure.themes):
        header.append(words("Since the time before"))
        rows = [[*row, _change(each)] for row, each in zip(rows, figure.themes, strict=True)]
        sentences.append(
            words("The change is that of the best answers less the worst ones, in points of 100.")
        )
    if figure.few:
        sentences.append(
            words.plural(
                "{count} theme with fewer than 5 answers is left out.",
                "{count} themes with fewer than 5 answers are left out.",
                figure.few,
            )
        )
    table = Table(tuple(header), tuple(map(tuple, rows)))
    return told(title, None, words, Section(title, tuple(sentences), (), table))


def _heading(theme: Theme) -> str:
    """Those who see it get better less those who see it get worse."""
    if theme.arrows is None:
        return ""
    arrow = "↑" if theme.arrows > 0 else "↓" if theme.arrows < 0 else "→"
    return f"{arrow} {abs(theme.arrows)}" if theme.arrows else arrow


def _change(theme: Theme) -> str:
    """More is better; nothing without an earlier check."""
    if not theme.change:
        return ""
    points = round(theme.net * 100)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"


def _rhythm(found: Insights, words: Words) -> Told:
    title = words("Rhythm")
    figure = found.rhythm
    if figure.hidden is not None and figure.hidden.why is Why.FEW_SESSIONS:
        return title, None, Section(title, (reason(figure.hidden, words),))
    sentences = [
        words("There are {days} between sessions (median).", days=days(figure.median or 0, words))
    ]
    if figure.reviewed.whole:
        sentences.append(
            words(
                "{part} of {whole} sessions with open actions looked at those first ({percent}).",
                part=int(figure.reviewed.part),
                whole=figure.reviewed.whole,
                percent=percent(figure.reviewed),
            )
        )
    return told(title, figure.hidden, words, Section(title, tuple(sentences)))
