"""Where people come in to the sessions of a data folder, kept for the next server.

Their lines to come back name a host and a port: after a crash the same door has to open again.
"""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from retro.store.aside import write_aside
from retro.store.disk import Disk
from retro.store.protocol import StoreError

NAME: Final = "door.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doorway:
    """The address to listen on ("" for all), the TCP port that was open, and the host told."""

    listen: str
    port: int
    advertise: str


def last_doorway(folder: Path) -> Doorway | None:
    """How the door of this folder was open last; None where that is not known."""
    try:
        kept = json.loads((folder / NAME).read_bytes())
        found = Doorway(str(kept["listen"]), int(kept["port"]), str(kept["advertise"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if 0 < found.port < 65536 else None


def keep_doorway(folder: Path, doorway: Doorway) -> None:
    """Remember it, in a file for its owner alone. A failure is logged: the door is open anyway."""
    if last_doorway(folder) == doorway:
        return
    try:
        write_aside(folder / NAME, Disk(), json.dumps(asdict(doorway)).encode())
    except StoreError as error:
        _log.warning("where people come in was not kept: %s", type(error).__name__)
