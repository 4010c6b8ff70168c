"""The list of formats, under what each is for."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from retro.cli.output import say, shown, warn
from retro.cli.place import Place

if TYPE_CHECKING:
    from retro.formats.catalogue import Catalogue
    from retro.formats.reader import Template
    from retro.formats.selecting import Wanted
    from retro.words import Words

Function = TypeVar("Function", bound=Callable[..., Any])


def with_selection(command: Function) -> Function:
    """The options that say which formats are listed, and how."""
    for option in reversed(
        (
            click.option(
                "--minutes",
                type=click.IntRange(1, 600),
                metavar="N",
                help="Only what fits in so many minutes.",
            ),
            click.option(
                "--people",
                type=click.IntRange(1, 200),
                metavar="N",
                help="Only what suits so many people.",
            ),
            click.option(
                "--purpose",
                default="",
                metavar="WORD",
                help="Only for this: feelings, stuck, event, or another word.",
            ),
            click.option(
                "--safety",
                type=click.Choice(("low", "some", "high")),
                help="Only what works when people speak carefully, partly, or about anything.",
            ),
            click.option("--team", default="", metavar="NAME", help="Also what this team has."),
            click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts."),
        )
    ):
        command = option(command)
    return command


def show_list(place: Place, wanted: "Wanted", team: str, *, as_json: bool) -> None:
    """Print the formats that fit. A broken file is said beside the output, and left out."""
    from retro.cli.formats.finding import catalogue_of
    from retro.formats.selecting import select

    catalogue = catalogue_of(place, team)
    for problem in catalogue.problems():
        warn(place.words.retold(str(problem)))
    found = select(catalogue, place.language, wanted)
    words = place.words
    if as_json:
        say(_as_json(found))
    elif not found:
        say(words("No format fits all of that: leave one of the options out."))
    else:
        say(*_grouped(found, catalogue, place))
        say("", words("Read one: {command}", command=place.typed("retro formats show aar")))
        say(words("Use one: {command}", command=place.typed("retro start aar")))


def _grouped(found: "Sequence[Template]", catalogue: "Catalogue", place: Place) -> Iterator[str]:
    """Each format once, under the first of its situations."""
    from retro.formats.suggest import situations_in

    _question, situations = situations_in(catalogue, place.language)
    groups: dict[str, list[Template]] = {key: [] for key in situations}
    for template in found:
        key = next((key for key in template.situations if key in situations), "")
        groups.setdefault(key, []).append(template)
    situations[""] = place.words("For anything else")
    is_first = True
    for key, templates in groups.items():
        if not templates:
            continue
        if not is_first:
            yield ""
        is_first = False
        yield shown(situations[key])
        for template in sorted(templates, key=lambda each: (each.format.minutes, each.format.key)):
            yield from _entry(template, place.words)


def _entry(template: "Template", words: "Words") -> Iterator[str]:
    format = template.format
    minutes = words("{minutes} min", minutes=format.minutes)
    yield f"  {format.key:<13} {minutes:>7}  {people_of(template):>5}  {shown(format.title)}"
    if template.when:
        yield f"      {shown(template.when)}"


def people_of(template: "Template") -> str:
    """For how many people, as in 3–15."""
    fewest, most = template.format.people
    return str(most) if fewest == most else f"{fewest}–{most}"


def _as_json(found: "Sequence[Template]") -> str:
    """A list of objects, one a format. Times in minutes."""
    import json

    return json.dumps(
        [
            {
                "key": format.key,
                "language": format.language,
                "title": format.title,
                "purpose": format.purpose,
                "when": template.when,
                "situations": template.situations,
                "minutes": format.minutes,
                "people": format.people,
                "safety": template.safety,
                "one_off": format.one_off,
                "phases": [
                    {"key": phase.key, "kind": phase.kind, "minutes": phase.minutes}
                    for phase in format
                ],
            }
            for template in found
            for format in (template.format,)
        ],
        indent=2,
        ensure_ascii=False,
    )
