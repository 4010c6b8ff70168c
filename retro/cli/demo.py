"""`retro demo`: a session that shows itself, with simulated people who join over SSH."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from retro.cli.attaching import has_terminal, where
from retro.cli.errors import Failure, Misuse
from retro.cli.output import finish, put, say, shown, warn
from retro.cli.place import Place, with_place

if TYPE_CHECKING:
    from retro.demo.staging import Plan, Stage
    from retro.words import Words

MOST: Final = 50
#: How many people there are unless somebody says so.
_USUAL: Final = 5


@click.command()
@click.option(
    "--members",
    type=click.IntRange(1, MOST),
    default=_USUAL,
    metavar="N",
    help=f"How many people join: 1 to {MOST} (5).",
)
@click.option(
    "--pace",
    type=click.Choice(["human", "fast"]),
    help="Whether they think and type as people do (human at a terminal).",
)
@click.option("--headless", is_flag=True, help="Lead it as well, and print the minutes.")
@click.option(
    "--keep",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Keep its data in this new folder.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="Let the people in at this port of this computer (any free one).",
)
@with_place
def demo(
    place: Place, members: int, pace: str | None, headless: bool, keep: Path | None, port: int
) -> int:
    """Show a live after-action review with simulated people.

    They join over SSH as your team would, write, answer and agree; you lead. Without a terminal,
    or with --headless, it leads itself and prints the minutes. It has a data folder of its own,
    which goes away with it.

    \b
    Examples:
      retro demo
      retro demo --members 12 --lang nl
      retro demo --headless > minutes.md
      retro demo --keep tryout
    """
    from retro.demo.staging import Plan, staged, temporary_folder

    headless = headless or not has_terminal()
    folder = _new_folder(keep, place.words) if keep is not None else None
    plan = Plan(
        folder=temporary_folder() if folder is None else str(folder),
        kept=folder is not None,
        language=place.language if place.language in ("en", "nl") else "en",
        members=members,
        human=pace == "human" or (pace is None and not headless),
        headless=headless,
        port=port,
    )
    with _ending_in_order(), staged(plan) as stage:
        return _print(place, stage) if headless else _show(place, stage)


def _new_folder(keep: Path, words: "Words") -> Path:
    """The folder to keep a demo in, made empty. Raises Misuse for one that has something in it."""
    folder = keep.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except (FileExistsError, NotADirectoryError):
        is_empty = False
    if not is_empty:
        raise Misuse(
            words(
                "--keep takes a new or an empty folder, and {folder} is neither.",
                folder=shown(str(keep)),
            )
        )
    return folder


def _print(place: Place, stage: "Stage") -> int:
    """Tell how far it is beside the output, and print the minutes. Raises Failure."""
    words = place.words
    returned: list[str] = []
    for told in stage.told():
        match told["what"]:
            case "progress":
                warn(_how_far(told, words))
                for name in told["returned"][len(returned) :]:
                    warn(words("{name} lost the connection and came back.", name=name))
                returned = told["returned"]
            case "failed":
                raise Failure(shown(told["sentence"]))
            case "ended":
                return _print_minutes(told, stage.plan, words)
    raise _stopped(stage, words)


def _how_far(told: dict[str, Any], words: "Words") -> str:
    if told["phase"] == 1:
        return words.plural("{count} person is in", "{count} people are in", told["inside"])
    return words.plural(
        "phase {phase} of {phases}: {title} - {count} card",
        "phase {phase} of {phases}: {title} - {count} cards",
        told["cards"],
        phase=told["phase"],
        phases=told["phases"],
        title=told["title"],
    )


def _print_minutes(told: dict[str, Any], plan: "Plan", words: "Words") -> int:
    put(told["minutes"])
    finish()
    if told["missing"]:
        raise Failure(
            words.plural(
                "The minutes lack {count} text that was written, such as “{text}”.",
                "The minutes lack {count} texts that were written, such as “{text}”.",
                len(told["missing"]),
                text=shown(told["missing"][0]),
            )
        )
    if plan.kept:
        command = f"retro minutes --data-dir {plan.folder}"
        warn(words("It is kept: {command} writes the minutes again.", command=command))
    return 0


def _stopped(stage: "Stage", words: "Words") -> Failure:
    if complaint := stage.complaint():
        return Failure(words.retold(complaint).replace("{", "{{").replace("}", "}}"))
    return Failure(
        words("The server of the demo stopped before the end, so there are no minutes. Try again.")
    )


def _show(place: Place, stage: "Stage") -> int:
    """Say what will happen, and show it at this terminal. Raises Failure."""
    from retro.doors.local import client
    from retro.doors.spawn import running

    words, plan = place.words, stage.plan
    say(*_beforehand(plan, words))
    finish()
    key = ""
    for told in stage.told():
        if told["what"] == "failed":
            raise Failure(shown(told["sentence"]))
        if told["what"] == "begun":
            key = told["session"]
            break
    if not key:
        raise _stopped(stage, words)
    try:
        sys.stdin.readline()
    except KeyboardInterrupt:
        raise click.Abort from None
    connection = running(stage.folder)
    if connection is None:
        raise _stopped(stage, words)
    options = {"session": key, "folder": where()}
    if place.chosen:
        options["language"] = plan.language
    hello = client.hello_from(os.environ, "attach", options, language=plan.language)
    lost = words("The server of the demo stopped. `retro demo` begins another one.")
    try:
        return client.attach(connection, hello, lost=lost)
    except client.Vanished:
        raise _stopped(stage, words) from None


def _beforehand(plan: "Plan", words: "Words") -> Iterator[str]:
    yield words.plural(
        "A demo: {count} simulated person joins an after-action review over SSH and takes part. "
        "You lead it.",
        "A demo: {count} simulated people join an after-action review over SSH and take part. "
        "You lead it.",
        plan.members,
    )
    yield words("n goes on to the next phase, g is the guide, ? shows all keys.")
    if plan.kept:
        yield words("q ends the demo at any moment. It is kept in {folder}.", folder=plan.folder)
    else:
        yield words("q ends the demo at any moment. Nothing of it is kept, unless you save it.")
    yield words("Press Enter to begin, or Ctrl+C to leave it.")


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """End with what is to be tidied up, also when the terminal goes away."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    former = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
