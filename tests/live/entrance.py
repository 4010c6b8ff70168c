"""Questions that tests ask about who gets in."""

from pathlib import Path

from retro.live.access import Codes
from retro.live.lobby import Lobby
from retro.live.room import Room
from retro.session.model import Id, Writing

APART = Writing.APART


def access_file(folder: Path, room: Room) -> Path:
    return next(folder.glob(f"sessions/*/*/{room.key}.json")).with_suffix(".access")


def codes_of(room: Room) -> Codes:
    codes = room.codes
    assert codes is not None
    return codes


def has_codes(room: Room) -> bool:
    return room.codes is not None


def opens(lobby: Lobby, *codes: str) -> list[bool]:
    return [lobby.admit(code) is not None for code in codes]


def name_of(room: Room, person: Id) -> str:
    return room.view(person).session.people[person].name
