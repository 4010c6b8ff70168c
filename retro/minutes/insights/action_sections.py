"""The sections about actions."""

from collections.abc import Iterator

from retro.followup.insights.overview import Insights
from retro.followup.insights.values import OnTime, OpenAge, TimeToClose, Why
from retro.minutes.dates import month_names
from retro.minutes.insights.parts import Chart, Look, Section, Table
from retro.minutes.insights.phrases import Told, days, percent, reason, said, tenth, told
from retro.words import Words


def action_sections(found: Insights, words: Words) -> Iterator[Told]:
    """Each with its title, and why it is hidden."""
    yield _on_time(found.on_time, words)
    yield _closed(found, words)
    yield _time_to_close(found.time_to_close, words)
    yield _open(found.open_age, words)
    yield _carried(found, words)
    yield _helped(found, words)
    yield _strengths(found, words)


def _on_time(figure: OnTime, words: Words) -> Told:
    title = words("Done by the day that was agreed on")
    months = figure.months
    sentences = [
        words(
            "{part} of {whole} ({percent}). Done later: {late}. Dropped: {dropped}. Open past "
            "their day: {overdue}.",
            part=int(figure.share.part),
            whole=figure.share.whole,
            percent=percent(figure.share),
            late=sum(month.late for month in months),
            dropped=sum(month.dropped for month in months),
            overdue=sum(month.overdue for month in months),
        )
    ]
    if figure.quick or figure.large:
        sentences.append(
            words(
                "{quick} of them were quick ones and {large} large ones: easy actions raise this "
                "figure. It is no target.",
                quick=figure.quick,
                large=figure.large,
            )
        )
    if figure.moved:
        sentences.append(
            words.plural(
                "The day of {count} of them was moved on the way.",
                "The days of {count} of them were moved on the way.",
                figure.moved,
            )
        )
    header = (
        words("Due in"),
        words("In time"),
        words("Later"),
        words("Dropped"),
        words("Overdue"),
    )
    rows = tuple(
        (
            _month(each.month, words),
            *map(str, (each.on_time, each.late, each.dropped, each.overdue)),
        )
        for each in months
    )
    chart = Chart(
        Look.COLUMNS,
        at=tuple(range(1, len(months) + 1)),
        values=tuple(100 * month.on_time / month.whole for month in months),
        labels=tuple(month.month for month in months),
    )
    table = Table(header, rows, right=4)
    drawn = chart if len(months) > 1 else None
    return told(title, figure.hidden, words, Section(title, tuple(sentences), (), table, drawn))


def _month(month: str, words: Words) -> str:
    """ "2026-03" as "March 2026"."""
    year, number = map(int, month.split("-"))
    return f"{month_names(words)[number - 1]} {year}"


def _closed(found: Insights, words: Words) -> Told:
    title = words("Closed one way or the other")
    figure = found.closed
    sentence = words.plural(
        "Of {count} action of 30 days and older: {done} done, {reasoned} dropped with a reason, "
        "{dropped} dropped without one, {open} open. That is {percent} closed; dropping openly "
        "is no failing.",
        "Of {count} actions of 30 days and older: {done} done, {reasoned} dropped with a reason, "
        "{dropped} dropped without one, {open} open. That is {percent} closed; dropping openly "
        "is no failing.",
        figure.n,
        done=figure.done,
        reasoned=figure.reasoned,
        dropped=figure.dropped,
        open=figure.open,
        percent=percent(figure.share),
    )
    return told(title, figure.hidden, words, Section(title, (sentence,)))


def _time_to_close(figure: TimeToClose, words: Words) -> Told:
    title = words("How long actions take")
    if figure.hidden is not None and figure.hidden.why is Why.FEW_ACTIONS:
        items = tuple(
            words(
                "{action}: done after {days}", action=said(span.text), days=days(span.days, words)
            )
            if span.done
            else words(
                "{action}: not done in {days}", action=said(span.text), days=days(span.days, words)
            )
            for span in figure.spans
        )
        return title, None, Section(title, (reason(figure.hidden, words),), items)
    if figure.median is None:
        first = words("More than half are not done yet, so there is no median.")
    else:
        first = words("Half are done within {days}.", days=days(figure.median, words))
    second = words(
        "{done} of {n} are done; what is open or dropped counts as not done until then "
        "(Kaplan–Meier).",
        done=figure.done,
        n=figure.n,
    )
    if len(figure.curve) < 2:
        at_once = (_at_once(figure.curve[0][0], words),) if figure.curve else ()
        return told(title, figure.hidden, words, Section(title, (first, second, *at_once)))
    curve = ((0, 1.0), *figure.curve)
    table = Table(
        (words("After"), words("Still to be done")),
        tuple(
            (days(length, words), f"{int(share * 100 + 0.5)}%") for length, share in figure.curve
        ),
        right=1,
    )
    chart = Chart(
        Look.STEPS,
        at=tuple(float(length) for length, _ in curve),
        values=tuple(100 * share for _, share in curve),
        across=words("Still to be done after so many days"),
    )
    section = Section(title, (first, second), (), _quarters(table), chart)
    return told(title, figure.hidden, words, section)


def _at_once(length: int, words: Words) -> str:
    """What a picture with one step, or a table of one row, would say."""
    if not length:
        return words("All that is done was done on the day on which it was agreed on.")
    return words("All that is done took {days}.", days=days(length, words))


def _quarters(table: Table) -> Table:
    """A long curve as a few rows; the picture shows all of it."""
    most = 8
    rows = table.rows
    step = -(-len(rows) // most)
    kept = tuple(row for place, row in enumerate(rows, 1) if place % step == 0)
    return Table(table.header, kept if kept and kept[-1] == rows[-1] else (*kept, rows[-1]), 1)


def _open(figure: OpenAge, words: Words) -> Told:
    title = words("Open today")
    sentences = []
    if figure.median is not None and figure.oldest is not None:
        sentences.append(
            words.plural(
                "{count} action is open, {age} old.",
                "{count} actions are open, half of them for {age} or longer, the oldest for "
                "{oldest}.",
                figure.n,
                age=days(figure.median, words),
                oldest=days(figure.oldest, words),
            )
        )
    if figure.undated:
        sentences.append(
            words.plural("{count} has no date yet.", "{count} have no date yet.", figure.undated)
        )
    late = (figure.week, figure.month, figure.longer)
    if any(late):
        names = (words("1 to 7 days"), words("8 to 30 days"), words("over 30 days"))
        table = Table(
            (words("Past their day"), words("Actions")),
            tuple((name, str(count)) for name, count in zip(names, late, strict=True)),
            right=1,
        )
        chart = Chart(
            Look.BARS,
            at=(1, 2, 3),
            values=late,
            labels=names,
            top=float(max(late)),
            unit="",
        )
        sentences.append(
            words.plural("{count} is past its day:", "{count} are past their day:", sum(late))
        )
        return told(title, figure.hidden, words, Section(title, tuple(sentences), (), table, chart))
    sentences.append(words("None is past its day."))
    return told(title, figure.hidden, words, Section(title, tuple(sentences)))


def _carried(found: Insights, words: Words) -> Told:
    title = words("Carried over")
    figure = found.carry_over
    sentence = words(
        "An open action outlived {mean} sessions on average; {part} of {whole} ({percent}) two or "
        "more. What was split off counts the sessions of what it was split from.",
        mean=tenth(figure.mean or 0, words),
        part=int(figure.often.part),
        whole=figure.often.whole,
        percent=percent(figure.often),
    )
    return told(title, figure.hidden, words, Section(title, (sentence,)))


def _helped(found: Insights, words: Words) -> Told:
    title = words("Did it help?")
    figure = found.helped
    if not figure.answered:
        sentence = words.plural(
            "{count} action was done; nobody has said yet whether it helped.",
            "{count} actions were done; nobody has said yet whether they helped.",
            figure.n,
        )
    else:
        sentence = words(
            "Yes {yes}, partly {partly}, no {no}: {percent}, with partly as half. Answered for "
            "{answered} of {n} that were done; too early to tell: {early}.",
            yes=figure.yes,
            partly=figure.partly,
            no=figure.no,
            percent=percent(figure.share),
            answered=figure.answered,
            n=figure.n,
            early=figure.early,
        )
    return told(title, figure.hidden, words, Section(title, (sentence,)))


def _strengths(found: Insights, words: Words) -> Told:
    title = words("How strongly actions change things")
    figure = found.strengths
    sentence = words(
        "Strong (the system changes) {strong}, medium (a checklist) {medium}, weak (a reminder) "
        "{weak}; the other {rest} do not say.",
        strong=figure.strong,
        medium=figure.medium,
        weak=figure.weak,
        rest=figure.n - figure.strong - figure.medium - figure.weak,
    )
    return told(title, figure.hidden, words, Section(title, (sentence,)))
