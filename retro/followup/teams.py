"""The teams: who belongs to each, and what each is called.

A stored team is a JSON object: `uid` names it for good, the casefolded name that it had first;
`name`; `people`, their names in the order in which they came; `former`, the names that it had
before; `language`; `created` (an ISO time). Unknown fields stay.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from retro.session.names import alike
from retro.session.refusal import Refused
from retro.session.rules import line_of
from retro.session.text import NAME_LIMIT, clean_line

Document: TypeAlias = dict[str, Any]


def uid_of(name: str) -> str:
    """What a team is found by: its name, however its capitals are."""
    return clean_line(name).casefold()


def made(name: str, *, now: datetime, language: str = "") -> Document:
    """A new team of nobody. Raises Refused for a name that is empty or too long."""
    name = line_of(name, NAME_LIMIT)
    born = {"uid": uid_of(name), "name": name, "people": [], "created": now.isoformat()}
    return {**born, "language": language} if language else born


def name_of(document: Mapping[str, Any]) -> str:
    """What it is called, whatever somebody else's program left there."""
    name = document.get("name")
    return name if isinstance(name, str) else ""


def people_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Who belongs to it."""
    return _texts(document.get("people"))


def names_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What it is called now, and what it was called before."""
    return tuple(name for name in (name_of(document), *_texts(document.get("former"))) if name)


def is_called(document: Mapping[str, Any], name: str) -> bool:
    """Whether this is, or was, its name; capitals do not matter."""
    return uid_of(name) in map(uid_of, names_of(document))


def find(documents: Iterable[Document], name: str) -> Document | None:
    """The team of this name, or else the one that had it; None for none."""
    known = list(documents)
    now = (each for each in known if uid_of(name_of(each)) == uid_of(name))
    once = (each for each in known if is_called(each, name))
    return next(now, None) or next(once, None)


def names_for(documents: Iterable[Document], typed: str) -> frozenset[str]:
    """All names, as `uid_of` gives them, of the team that is or was called what was typed."""
    found = find(documents, typed)
    return frozenset(map(uid_of, (typed, *(names_of(found) if found else ()))))


def with_person(document: Mapping[str, Any], name: str) -> Document:
    """With somebody more. Raises Refused for a name that is there, or is none."""
    name = line_of(name, NAME_LIMIT)
    for other in people_of(document):
        if alike(name, other):
            raise Refused("{name} is on the list already.", name=other)
    return {**document, "people": [*people_of(document), name]}


def without_person(document: Mapping[str, Any], name: str) -> Document:
    """Without somebody. Raises Refused where nobody is called that."""
    left = [each for each in people_of(document) if each.casefold() != clean_line(name).casefold()]
    if len(left) == len(people_of(document)):
        raise Refused(
            "{name} is not on the list of {team}.", name=clean_line(name), team=name_of(document)
        )
    return {**document, "people": left}


def renamed(
    document: Mapping[str, Any], name: str, others: Iterable[Document], used: Iterable[str] = ()
) -> Document:
    """Under another name; it is found by the earlier ones as well.

    `used` are names as sessions and actions have them: such a team was never written down, and
    is another one all the same. Raises Refused for the name of another team, or what is none.
    """
    name = line_of(name, NAME_LIMIT)
    for other in others:
        if other.get("uid") != document.get("uid") and is_called(other, name):
            raise Refused("There is a team {name} already: take another name.", name=name_of(other))
    if not is_called(document, name) and uid_of(name) in map(uid_of, used):
        raise Refused(
            "There is a team {name} already: take another name, or let "
            "`retro teams rename --merge` make the two one team.",
            name=name,
        )
    gone = [each for each in names_of(document) if uid_of(each) != uid_of(name)]
    return {**document, "name": name, "former": list(dict.fromkeys(gone))}


def all_names(documents: Sequence[Document], used: Iterable[str]) -> list[str]:
    """What all teams are called: first as `used` orders them, then those that nothing used.

    `used` are names as sessions and actions have them; an earlier name counts for the one of now.
    """
    found: dict[str, str] = {}
    for name in dict.fromkeys((*used, *map(name_of, documents))):
        team = find(documents, name)
        name = name_of(team) if team else clean_line(name)
        if name:
            found.setdefault(uid_of(name), name)
    return list(found.values())


def under_names_now(documents: Iterable[Document], known: Iterable[Document]) -> list[Document]:
    """The documents, each with its `team` as the teams `known` are called now.

    So is the team of each entry in `used`, where a lesson says who used it. A session that began
    before a team was called otherwise, or one long ago, has an earlier name.
    """
    teams = list(known)
    names = {uid_of(name): name_of(team) for team in teams for name in names_of(team)[1:]}
    for team in teams:
        names.pop(uid_of(name_of(team)), None)
    return [_under_name_now(each, names) for each in documents] if names else list(documents)


def _under_name_now(document: Document, names: Mapping[str, str]) -> Document:
    team, used = document.get("team"), document.get("used")
    name = names.get(uid_of(team)) if isinstance(team, str) else None
    news: Document = {"team": name} if name else {}
    if isinstance(used, dict):
        uses = {
            key: _under_name_now(each, names) if isinstance(each, dict) else each
            for key, each in used.items()
        }
        news |= {"used": uses} if uses != used else {}
    return {**document, **news} if news else document


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
