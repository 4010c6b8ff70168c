"""What people have half written, in memory and sealed.

Sealed, what somebody has half written can be read with their ticket alone: the key comes from the
ticket, and the server keeps no more than a hash of that. All of one person is one block, padded,
without a name; the blocks are shuffled and sealed anew each time, so that two of them have nothing
in common but their size. After a restart a block stays as it was until its writer has come back:
nobody else can open it, or tell whose it is. Whoever has no ticket, as somebody at the keyboard of
the server, is sealed with a key that lies beside: that keeps nothing from anybody, so the caller
leaves out what is anonymous.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

from retro.live.access import canonical
from retro.session.model import Id
from retro.session.text import CARD_LIMIT

KEY_SIZE: Final = 32
_BLOCK: Final = 256
_NONCE_SIZE: Final = 12
_PURPOSE: Final = b"retro: half-written text, version 1"
#: How many places one person's drafts are kept for; nobody comes near it.
_PLACES: Final = 200


def key_of(ticket: str) -> bytes:
    """The key that a ticket gives, which says nothing about the hash that it is known by."""
    return hmac.digest(canonical(ticket).encode(), _PURPOSE, "sha256")


class Drafts:
    """The half-written texts of one session, by person and place."""

    def __init__(self) -> None:
        self._texts: dict[Id, dict[str, str]] = {}
        self._locked: list[bytes] = []

    def read(self, person: Id, place: str) -> str:
        """What `person` has half written at `place`; "" when nothing."""
        return self._texts.get(person, {}).get(place, "")

    def of(self, person: Id) -> dict[str, str]:
        """All that `person` has half written, by place."""
        return dict(self._texts.get(person, {}))

    def keep(self, person: Id, place: str, text: str) -> bool:
        """Remember a text, or with "" forget it. False when that changes nothing."""
        text = text[: CARD_LIMIT * 4]
        if text == self.read(person, place):
            return False
        texts = self._texts.setdefault(person, {})
        if text and (place in texts or len(texts) < _PLACES):
            texts[place] = text
        else:
            texts.pop(place, None)
        if not texts:
            del self._texts[person]
        return True

    def forget(self, person: Id) -> None:
        """Forget all that somebody has half written."""
        self._texts.pop(person, None)

    def drop_locked(self) -> None:
        """Drop the blocks that are still locked: nobody is left who could open one."""
        self._locked = []

    def load(self, sealed: Sequence[str]) -> None:
        """Take in blocks as `seal` made them; they stay locked until somebody has the key."""
        self._locked = [b64decode(block, validate=True) for block in sealed]

    def unlock(self, key: bytes) -> dict[Id, dict[str, str]]:
        """Open the blocks that this key opens, and bring back what they hold.

        What was written since then stays. Returns what was brought back.
        """
        found: dict[Id, dict[str, str]] = {}
        left = []
        for block in self._locked:
            opened = _open(block, key)
            if opened is None:
                left.append(block)
                continue
            for person, texts in opened.items():
                found[int(person)] = texts
                self._texts[int(person)] = {**texts, **self._texts.get(int(person), {})}
        self._locked = left
        return found

    def seal(
        self,
        keys: Mapping[Id, bytes],
        local: bytes,
        may_be_known: Callable[[Id, str], bool],
        rng: Random,
    ) -> list[str]:
        """All drafts as blocks of text, in random order.

        `keys` are those of people with a ticket. The others' are sealed with `local`, and of them
        only the places of which `may_be_known` says that who wrote there is no secret.
        """
        blocks = list(self._locked)
        others: dict[Id, dict[str, str]] = {}
        for person, texts in self._texts.items():
            if person in keys:
                blocks.append(_seal({person: texts}, keys[person]))
                continue
            plain = {place: text for place, text in texts.items() if may_be_known(person, place)}
            if plain:
                others[person] = plain
        if others:
            blocks.append(_seal(others, local))
        rng.shuffle(blocks)
        return [b64encode(block).decode("ascii") for block in blocks]


def _seal(texts: Mapping[Id, Mapping[str, str]], key: bytes) -> bytes:
    # It takes a while to load, and a session at one keyboard never needs it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = json.dumps(texts).encode("ascii")
    # Blanks after the end are nothing in JSON; their number says too little to be a length.
    content += b" " * (-len(content) % _BLOCK)
    nonce = os.urandom(_NONCE_SIZE)
    return nonce + AESGCM(key).encrypt(nonce, content, _PURPOSE)


def _open(block: bytes, key: bytes) -> dict[str, dict[str, str]] | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = AESGCM(key).decrypt(block[:_NONCE_SIZE], block[_NONCE_SIZE:], _PURPOSE)
    except (InvalidTag, ValueError):
        return None
    found: dict[str, dict[str, str]] = json.loads(content)
    return found
