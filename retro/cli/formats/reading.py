"""All of a format in words, as Markdown that reads well in a terminal as it is."""

from collections.abc import Iterator

from retro.formats.front import Safety
from retro.formats.reader import Template
from retro.session.format import Format, Kind, Phase
from retro.words import Words


def described(template: Template, words: Words) -> Iterator[str]:
    """The lines of a format: what it is for, its agenda, and each phase with all that it says.

    The text of the format is in its own language; what is said about it is in that of `words`.
    """
    format = template.format
    yield f"# {format.title}"
    yield ""
    yield from _facts(template, words)
    for text in (format.purpose, format.use, format.avoid):
        if text:
            yield from ("", text)
    if format.ground_rules:
        yield ""
        yield from (f"- {rule}" for rule in format.ground_rules)
    yield ""
    yield from _agenda(format, words)
    for phase in format:
        yield ""
        yield from _phase(phase, format, words)
    if format.credit:
        yield from ("", f"*{format.credit}*")


def needed_safety(safety: Safety, words: Words) -> str:
    """How freely people must be able to speak, in a few words."""
    return {
        Safety.LOW: words("works when people are careful"),
        Safety.SOME: words("needs some trust"),
        Safety.HIGH: words("needs people to speak freely"),
    }[safety]


def part_in_it(phase: Phase, format: Format, words: Words) -> Iterator[str]:
    """A sentence for each thing that a phase lets, or keeps, people do."""
    sentences = (
        (phase.in_turn, words("Everyone has the floor once, one after another.")),
        (phase.owner_speaks, words("The owner of the case has the floor.")),
        (phase.owner_listens, words("The owner of the case listens, and writes nothing.")),
        (phase.silent, words("Nobody speaks; everyone writes for themselves.")),
        (phase.anonymous, words("Nobody learns who wrote what.")),
        (phase.hidden and not phase.anonymous, words("Hidden from the others until it is shown.")),
        (phase.confidential, words("Erased when the session ends, and in no minutes.")),
        (phase.arrow, words("Red, amber or green, and which way it goes.")),
        (phase.safety, words("After low answers, anonymous writing is suggested.")),
        (phase.gives_plan, words("A later after-action review can take this over as the plan.")),
        (phase.takes_plan, words("Takes over what was planned in an earlier session.")),
    )
    if phase.rest:
        yield words.plural(
            "Before this the session may rest for {count} working day.",
            "Before this the session may rest for {count} working days.",
            phase.rest,
        )
    yield from (sentence for holds, sentence in sentences if holds)
    if phase.kind is Kind.VOTE:
        yield words.plural(
            "{count} dot each, at most {each} on one topic.",
            "{count} dots each, at most {each} on one topic.",
            phase.most,
            each=phase.dots_a_topic,
        )
    elif phase.kind is Kind.COMMIT and phase.most:
        yield words.plural("At most {count} action.", "At most {count} actions.", phase.most)
    if phase.source:
        titles = ", ".join(format.phase(key).title for key in phase.source)
        yield words("Works on: {titles}.", titles=titles)


def _facts(template: Template, words: Words) -> Iterator[str]:
    format = template.format
    fewest, most = format.people
    people = (
        words("for one person alone")
        if most == 1
        else words("{fewest} to {most} people", fewest=fewest, most=most)
    )
    minutes = words("{minutes} min", minutes=format.minutes)
    yield f"`{format.key}` · {minutes} · {people} · {needed_safety(template.safety, words)}"
    if template.when:
        yield template.when
    if format.has_owner:
        yield words("About the case of one person; the facilitator names whose it is.")
    if format.one_off and most > 1:
        yield words("About one event: open actions come first only where there are some.")


def _agenda(format: Format, words: Words) -> Iterator[str]:
    """One item a phase: when it begins, in minutes from the start, and how long it takes."""
    begins = 0
    digits = len(str(format.minutes))
    for phase in format:
        minutes = words("{minutes} min", minutes=phase.minutes)
        yield f"- `+{begins:0{digits}}` {phase.title} · {minutes}"
        begins += phase.minutes


def _phase(phase: Phase, format: Format, words: Words) -> Iterator[str]:
    yield f"## {phase.title} · {words('{minutes} min', minutes=phase.minutes)}"
    part = " ".join(part_in_it(phase, format, words))
    if part:
        yield from ("", f"*{part}*")
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
