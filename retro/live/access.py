"""Who gets in: the codes of a session, and the tickets with which somebody comes back.

Letters are those of Crockford's base 32: none that reads as another, and none to spell words with.
A code has 40 bits and a ticket 80; both are found by their hash alone, so how long a wrong one
takes tells nothing about the right ones.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from random import Random
from types import MappingProxyType
from typing import Any, Final

from retro.session.model import Id, Role

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 8
_TICKET_LENGTH: Final = 16
_PREFIX: Final = "r-"
#: What is read for a letter that looks like it (Crockford), and what people put in between.
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, "_": None, " ": None})
_LONGEST: Final = 64
_CANONICAL: Final = re.compile(f"(R[{_ALPHABET}]{{16}}|[{_ALPHABET}]{{8}})")


@dataclass(frozen=True, slots=True)
class Codes:
    """What people type to join a session, one code a role: 8 characters, 40 bits."""

    participant: str
    observer: str
    facilitator: str


@dataclass(frozen=True, slots=True)
class Admission:
    """What a code opens: a session, in a role. `person` is set for a ticket: they come back.

    `known` is the hash of what was shown, to ask later whether it still counts; "" for whoever
    needed neither code nor ticket.
    """

    key: str
    role: Role
    person: Id | None = None
    known: str = field(default="", compare=False, repr=False)


def canonical(text: str) -> str:
    """A code or ticket as it was handed out, from what somebody typed; "" for what is neither."""
    if len(text) > _LONGEST or not text.isascii():
        return ""
    found = text.strip().upper().translate(_READ_AS)
    return found if _CANONICAL.fullmatch(found) else ""


def digest(text: str) -> str:
    """By what a code or ticket is known: SHA-256 in hexadecimal digits of its canonical form."""
    return sha256(canonical(text).encode()).hexdigest()


def new_ticket(rng: Random) -> str:
    """A ticket: "r-" and 80 random bits. One that is there already is beyond all odds."""
    return _PREFIX + "".join(rng.choices(_ALPHABET, k=_TICKET_LENGTH))


@dataclass(frozen=True, slots=True)
class Access:
    """Who may come into one session.

    `tickets` maps the hash of a ticket to whose it is. `claimed` are those whose place is taken:
    they came with a code once, or began the session; the others were only entered by name.
    `languages` has the code of a language for those who chose one for their own screen.
    """

    codes: Codes
    tickets: Mapping[str, Id]
    claimed: frozenset[Id]
    languages: Mapping[Id, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def people(self) -> frozenset[Id]:
        """Everybody who has a place here, or had one when this was kept."""
        return self.claimed.union(self.tickets.values())

    def with_ticket(self, ticket: str, person: Id) -> "Access":
        """Give somebody a ticket; the one they had before counts no more."""
        tickets = {known: whose for known, whose in self.tickets.items() if whose != person}
        tickets[digest(ticket)] = person
        return replace(self, tickets=MappingProxyType(tickets), claimed=self.claimed | {person})

    def without(self, gone: Collection[Id], codes: Codes) -> "Access":
        """Take the tickets of some people away, and let nobody in by the codes they knew."""
        tickets = {known: whose for known, whose in self.tickets.items() if whose not in gone}
        languages = {who: code for who, code in self.languages.items() if who not in gone}
        claimed = self.claimed.difference(gone)
        return Access(codes, MappingProxyType(tickets), claimed, MappingProxyType(languages))

    def with_language(self, person: Id, language: str) -> "Access":
        """Remember which language somebody chose for their own screen."""
        return replace(self, languages=MappingProxyType({**self.languages, person: language}))

    def document(self) -> dict[str, Any]:
        """As JSON; in no order that tells who came first."""
        return {
            "codes": {role.value: getattr(self.codes, role.value) for role in Role},
            "tickets": {known: self.tickets[known] for known in sorted(self.tickets)},
            "claimed": sorted(self.claimed),
            "languages": {str(person): self.languages[person] for person in sorted(self.languages)},
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Access":
        """From `document`. Raises KeyError, TypeError or ValueError for what is none."""
        codes = Codes(**{role.value: str(document["codes"][role.value]) for role in Role})
        tickets = {str(known): int(whose) for known, whose in document["tickets"].items()}
        claimed = frozenset(int(person) for person in document["claimed"])
        # Not there where the session was begun by an earlier version.
        kept = document.get("languages", {}).items()
        languages = {int(person): str(language) for person, language in kept}
        return cls(codes, MappingProxyType(tickets), claimed, MappingProxyType(languages))


class Admissions:
    """The codes and tickets of all sessions of a folder that go on, open or not."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._by_hash: dict[str, Admission] = {}
        self._by_session: dict[str, frozenset[str]] = {}
        self._shown: dict[str, str] = {}

    def find(self, code: str) -> Admission | None:
        """What a code or ticket opens; None for one that opens nothing, or nothing any more."""
        read = canonical(code)
        found = self._by_hash.get(digest(read)) if read else None
        if found is not None and found.person is not None:
            self.show(f"{_PREFIX}{read[1:]}")
        return found

    @property
    def is_empty(self) -> bool:
        """True while nobody can come in anywhere."""
        return not self._by_hash

    def holds(self, admission: Admission) -> bool:
        """Whether what was found once would still be found, in the same role or another."""
        return not admission.known or admission.known in self._by_hash

    def show(self, ticket: str) -> None:
        """Remember a ticket, in memory alone: somebody has it, or was just given it."""
        self._shown[digest(ticket)] = ticket

    def shown(self, known: str) -> str:
        """The ticket with this hash, "" when nobody has shown it since the server began."""
        return self._shown.get(known, "")

    def put(self, key: str, access: Access, roles: Mapping[Id, Role]) -> None:
        """Let people into a session by this and by nothing else; `roles` of who is in it."""
        codes = {digest(getattr(access.codes, role.value)): role for role in Role}
        found = {known: Admission(key, role, known=known) for known, role in codes.items()} | {
            known: Admission(key, roles[person], person, known)
            for known, person in access.tickets.items()
            if person in roles
        }
        self._drop(self._by_session.get(key, frozenset()).difference(found))
        self._by_hash.update(found)
        self._by_session[key] = frozenset(found)

    def forget(self, key: str) -> None:
        """Let nobody into a session any more."""
        self._drop(self._by_session.pop(key, frozenset()))

    def _drop(self, hashes: Collection[str]) -> None:
        for known in hashes:
            self._by_hash.pop(known, None)
            self._shown.pop(known, None)

    def new_codes(self, like: Codes | None = None) -> Codes:
        """Codes that open no session yet; of `like` all stay but the one for facilitators."""
        found: list[str] = []
        while len(found) < len(Role):
            code = "".join(self._rng.choices(_ALPHABET, k=_CODE_LENGTH))
            if code not in found and digest(code) not in self._by_hash:
                found.append(code)
        facilitator = found[-1]
        return replace(like, facilitator=facilitator) if like else Codes(*found)
