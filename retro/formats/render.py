"""A format as somebody reads it before using it: its agenda, then what is asked and said when."""

from collections.abc import Iterator

from retro.session.format import Format, Phase


def preview(format: Format) -> str:
    """Markdown that reads well in a terminal as it is. Ends with a line break.

    There are no words in it but the format's own, so it is in one language throughout; times are
    minutes, `+5` from the start.
    """
    return "\n".join(_lines(format)) + "\n"


def _lines(format: Format) -> Iterator[str]:
    fewest, most = format.people
    yield f"# {format.title}"
    yield f"`{format.key}` · {format.minutes} min · {fewest}–{most}"
    for text in (format.purpose, format.use, format.avoid):
        if text:
            yield from ("", text)
    if format.ground_rules:
        yield ""
        yield from (f"- {rule}" for rule in format.ground_rules)
    yield ""
    yield from _agenda(format)
    for phase in format:
        yield ""
        yield from _phase(phase)
    if format.credit:
        yield from ("", f"*{format.credit}*")


def _agenda(format: Format) -> Iterator[str]:
    """One item a phase: when it begins, in minutes from the start, and how long it takes."""
    begins = 0
    digits = len(str(format.minutes))
    for phase in format:
        yield f"- `+{begins:0{digits}}` {phase.title} · {phase.minutes} min"
        begins += phase.minutes


def _phase(phase: Phase) -> Iterator[str]:
    yield f"## {phase.title} · {phase.minutes} min"
    yield from ("", f"> {phase.prompt}")
    if phase.detail:
        yield from ("", phase.detail)
    if phase.scale:
        yield ""
        yield from (f"{value}. {phase.scale.label(value)}" for value in phase.scale.values)
    for column in phase.columns:
        yield from ("", f"### {column.title}")
        if column.prompt:
            yield f"> {column.prompt}"
    for sentence in phase.say:
        yield from ("", f"“{sentence}”")
    if phase.cues:
        yield ""
        yield from (f"- {cue}" for cue in phase.cues)
