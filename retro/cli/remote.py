"""What a session's host answers over SSH: `ssh CODE@HOST minutes` and its kind.

A command is words that are compared with a short list; nothing of it ever reaches a shell, a file
name or a program. What is answered is made from what an observer may see, so that asking tells no
more than looking.
"""

import asyncio
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from retro import __version__
from retro.cli.actions import action_report, actions_as_json, is_open, stored_actions
from retro.cli.address import SSH_PORT
from retro.cli.output import indented, shown
from retro.cli.place import Place
from retro.session.rules import NOBODY
from retro.words import Words

if TYPE_CHECKING:
    from retro.doors.arrival import Guest
    from retro.live.access import Admission
    from retro.live.lobby import Lobby
    from retro.live.room import Room
    from retro.session.view import SessionView

#: Characters of a command; more is nobody's typing.
LONGEST: Final = 1000

#: What may be asked, and with which options.
COMMANDS: Final[Mapping[str, frozenset[str]]] = {
    "minutes": frozenset(),
    "actions": frozenset({"--json", "--team"}),
    "status": frozenset({"--json"}),
    "sessions": frozenset({"--json"}),
    "help": frozenset(),
}
NO_SESSIONS: Final = "The sessions cannot be read now: ask whoever runs it to run `retro doctor`."
#: What programs that copy files ask for at the other side.
_COPIERS: Final = frozenset({"scp", "rsync", "sftp", "sftp-server", "git-upload-pack"})
#: What a terminal would obey; the texts of a session are without, unless its file was changed.
_OBEYED: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


class Answer(NamedTuple):
    """What is written to both streams, in UTF-8 with line feeds, and the exit status."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Query:
    """A command that is on the list; `team` is None where none was named."""

    name: str
    as_json: bool = False
    team: str | None = None


class NotAsked(Exception):
    """This is no command of the list. `str()` is one sentence."""


class NotAnswered(Exception):
    """There is no answer now. `str()` is one sentence, without anything about the host."""


async def answer(
    place: Place, lobby: "Lobby", guest: "Guest", command: str, language: str
) -> Answer:
    """What `command` asks of the data folder `place`, in `language` where the session has no say.

    Nothing is raised for what people may type: status 0 is an answer, 1 that there is none now, 2
    that it was typed wrongly. Without a command the answer is help, beside the output.
    """
    words = Words(language or place.language)
    if not command.strip():
        return Answer(1, "", help_text(words, member=guest.member, port=guest.port))
    try:
        query = read_query(command, words)
        if query.name == "help":
            return Answer(0, help_text(words, member=guest.member, port=guest.port), "")
        return await _answer(place, lobby, guest, query, words)
    except NotAsked as error:
        return Answer(2, "", f"{error}\n")
    except NotAnswered as error:
        return Answer(1, "", f"{error}\n")


def read_query(command: str, words: Words) -> Query:
    """The command that somebody typed after the address. Raises NotAsked."""
    if len(command) > LONGEST:
        raise NotAsked(words("That is too long; `help` lists what can be asked."))
    try:
        name, *options = shlex.split(command)
    except ValueError:
        raise NotAsked(words("That cannot be read; `help` lists what can be asked.")) from None
    if name in _COPIERS:
        raise NotAsked(
            words("Files are not copied here: `ssh CODE@HOST minutes > minutes.md` writes one.")
        )
    if name not in COMMANDS:
        raise NotAsked(
            words("{name} cannot be asked here; `help` lists what can.", name=_quoted(name))
        )
    return _with_options(Query(name), options, words)


def help_text(words: Words, *, member: bool = False, port: int = SSH_PORT) -> str:
    """One screen that says what can be asked, at this port of SSH.

    Without one, 0, the host's own SSH service lets people in, and the code is the first word.
    """
    host = "HOST" if port in (0, SSH_PORT) else f"HOST -p {port}"
    asked = f"ssh CODE@{host}" if port else "ssh HOST CODE"
    ways = [
        (asked if port else "ssh -t HOST CODE", words("join the session, in a terminal")),
        (f"{asked} minutes", words("its minutes so far, as Markdown")),
        (f"{asked} actions", words("its actions, and what the team still has to do")),
        (f"{asked} actions --json", words("the same for scripts")),
        (f"{asked} status", words("where the session is; --json for scripts")),
    ]
    if member:
        ways += [
            (f"ssh lobby@{host} sessions", words("the sessions of the team; --json for scripts")),
            (f"ssh lobby@{host} actions --team NAME", words("what one team still has to do")),
            (f"ssh lobby@{host} status", words("how many sessions and people; --json for scripts")),
        ]
    width = max(len(way) for way, _ in ways)
    return "".join(f"{way:<{width}}   {meaning}\n" for way, meaning in ways)


def _with_options(query: Query, options: Sequence[str], words: Words) -> Query:
    rest = list(options)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in COMMANDS[query.name] or (name == "--json" and equals):
            raise NotAsked(
                words(
                    "`{command}` takes no {option}; `help` lists what can be asked.",
                    command=query.name,
                    option=_quoted(name),
                )
            )
        if name == "--json":
            query = replace(query, as_json=True)
        elif equals or rest:
            query = replace(query, team=value if equals else rest.pop(0))
        else:
            raise NotAsked(words("--team needs the name of a team."))
    return query


async def _answer(
    place: Place, lobby: "Lobby", guest: "Guest", query: Query, words: Words
) -> Answer:
    if guest.member and query.name == "status":
        return Answer(0, _census(lobby, words, as_json=query.as_json), "")
    if guest.member and (query.name == "sessions" or query.name == "actions"):
        return Answer(0, await _for_member(place, lobby, query, words), "")
    if query.name == "sessions" or query.team is not None:
        raise NotAsked(words("Only members of the team may ask that: ssh lobby@HOST"))
    if guest.admission is None:
        raise NotAsked(words("Give the code of the session first: ssh CODE@HOST"))
    room = await _opened(lobby, guest.admission, words)
    if query.name == "minutes":
        return await _minutes(room, words)
    if query.name == "actions":
        found = await _actions_of(place, room, words)
        return Answer(0, _listed(found, query, words, only_open=False), "")
    return Answer(0, _status(room, words, as_json=query.as_json), "")


async def _opened(lobby: "Lobby", admission: "Admission", words: Words) -> "Room":
    from retro.live.errors import NotOpened
    from retro.live.register import ENDED, NO_MORE

    try:
        room = await lobby.open(admission.key)
    except NotOpened:
        # Its sentence may name a file of the host.
        raise NotAnswered(
            words("This session cannot be opened now: ask whoever runs it to run `retro doctor`.")
        ) from None
    if not lobby.admits(admission):
        # The line is older than what it was opened with is good for.
        raise NotAnswered(words(ENDED) if room.closed else words(NO_MORE))
    return room


async def _minutes(room: "Room", words: Words) -> Answer:
    from retro.minutes.markdown import minutes

    session = room.view(NOBODY).session
    text = await asyncio.to_thread(minutes, session, Words(session.language), now=room.now())
    so_far = words("This session is still under way: these are the minutes so far.")
    return Answer(0, _harmless(text), "" if session.closed else f"{so_far}\n")


async def _actions_of(place: Place, room: "Room", words: Words) -> list[Mapping[str, Any]]:
    """All actions of the session, and the open ones of its team."""
    team = room.view(NOBODY).session.team
    return [
        action
        for action in await _stored(place, words, only_open=False)
        if action.get("session") == room.key
        or (team and is_open(action) and str(action.get("team")).casefold() == team.casefold())
    ]


async def _stored(
    place: Place, words: Words, *, team: str | None = None, only_open: bool
) -> list[Mapping[str, Any]]:
    from retro.store.protocol import StoreError

    try:
        return await asyncio.to_thread(stored_actions, place, team=team, only_open=only_open)
    except StoreError:
        raise NotAnswered(
            words("The actions cannot be read now: ask whoever runs it to run `retro doctor`.")
        ) from None


def _listed(
    found: Sequence[Mapping[str, Any]], query: Query, words: Words, *, only_open: bool
) -> str:
    if query.as_json:
        return actions_as_json(found) + "\n"
    if not found:
        return words("There are no actions yet.") + "\n"
    return "".join(f"{line}\n" for line in action_report(found, words, only_open=only_open))


async def _for_member(place: Place, lobby: "Lobby", query: Query, words: Words) -> str:
    if query.name == "actions":
        found = await _stored(place, words, team=query.team, only_open=True)
        return _listed(found, query, words, only_open=True)
    from retro.cli.sessions import sessions_as_json, summary
    from retro.live.errors import NotOpened

    try:
        listed = lobby.sessions()
    except NotOpened:
        raise NotAnswered(words(NO_SESSIONS)) from None
    # Why one is damaged may name a file of the host.
    why = words("ask whoever runs it to run `retro doctor`")
    rows = [replace(row, damaged=why) if row.damaged else row for row in listed]
    if query.as_json:
        return sessions_as_json(rows) + "\n"
    if not rows:
        return words("There are no sessions yet.") + "\n"
    return "".join(f"{line}\n" for row in rows for line in summary(row, rows, words))


def _census(lobby: "Lobby", words: Words, *, as_json: bool) -> str:
    """How a server does, for whoever looks after it."""
    from retro.doors.watching import census
    from retro.live.errors import NotOpened

    try:
        found = census(lobby)
    except NotOpened:
        raise NotAnswered(words(NO_SESSIONS)) from None
    if as_json:
        import json

        return json.dumps({"version": __version__, **found._asdict()}, indent=2) + "\n"
    sessions = words.plural(
        "{count} session under way", "{count} sessions under way", found.sessions
    )
    here = words.plural("{count} here", "{count} here", found.people)
    return f"retro {__version__} · {sessions} · {here}\n"


def _status(room: "Room", words: Words, *, as_json: bool) -> str:
    facts = status_of(room.view(NOBODY), here=len(room.here), left=_time_left(room))
    if as_json:
        import json

        return json.dumps(facts, indent=2) + "\n"
    lines = [
        shown(facts["title"]),
        " · ".join(filter(None, (shown(facts["format"]), shown(facts["team"])))),
        " · ".join(
            filter(
                None,
                (
                    words(
                        "{phase} ({number} of {count})",
                        phase=shown(facts["phase"]),
                        number=facts["phase_number"],
                        count=facts["phases"],
                    ),
                    _clock(facts["seconds_left"], words),
                ),
            )
        ),
        words.plural("{count} here", "{count} here", facts["here"])
        + " · "
        + words("{ready} of {expected} ready", ready=facts["ready"], expected=facts["expected"]),
    ]
    if facts["closed"]:
        lines[2:] = [words("Closed.")]
    return "".join(f"{line}\n" for line in lines)


def status_of(view: "SessionView", *, here: int, left: timedelta | None) -> dict[str, Any]:
    """What `status --json` prints; `docs/joining.md` says what each means."""
    session = view.session
    return {
        "title": session.title,
        "format": session.format.title,
        "team": session.team,
        "phase": session.phase.title,
        "phase_number": session.index + 1,
        "phases": len(session.format.phases),
        "here": here,
        "ready": view.ready,
        "done": view.done,
        "expected": view.expected,
        "seconds_left": None if left is None else round(left.total_seconds()),
        "closed": session.closed is not None,
    }


def _time_left(room: "Room") -> timedelta | None:
    session = room.view(NOBODY).session
    timer = session.timer(session.phase.key)
    return None if timer is None else timer.left(room.now())


def _clock(seconds: int | None, words: Words) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(abs(seconds), 60)
    time = f"{minutes}:{rest:02}"
    return words("{time} left", time=time) if seconds >= 0 else words("{time} over", time=time)


def _harmless(text: str) -> str:
    """A document as it is, but for lines that a terminal would obey."""
    if not _OBEYED.search(text):
        return text
    lines = (indented(line) if _OBEYED.search(line) else line for line in text.split("\n"))
    return "\n".join(lines)


def _quoted(word: str) -> str:
    """A word that somebody typed, short and harmless."""
    return f"“{shown(word[:40])}”"
