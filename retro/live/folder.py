"""A data folder as one server has it: the lock, the store and the lobby."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

from retro.formats.catalogue import Catalogue
from retro.live.errors import FolderHeld, NotOpened
from retro.live.lobby import Lobby
from retro.live.rows import summarise
from retro.store.embedded import EmbeddedStore
from retro.store.protocol import Held, StoreError


def open_store(folder: Path) -> EmbeddedStore:
    """The store of a data folder, with rows as `retro.live.rows` reads them."""
    return EmbeddedStore(folder, summarise=summarise)


def local_now() -> datetime:
    """The time, with the zone of this computer."""
    return datetime.now().astimezone()


@asynccontextmanager
async def lobby_of(
    folder: Path,
    templates: Iterable[Path] = (),
    clock: Callable[[], datetime] = local_now,
    rng: Random | None = None,
) -> AsyncIterator[Lobby]:
    """Serve a data folder alone; at the end every session is folded and let go of.

    `templates` are folders with formats of one's own. Raises FolderHeld or NotOpened.
    """
    store = open_store(folder)
    try:
        hold = store.hold()
    except Held as error:
        raise FolderHeld(str(error)) from error
    except StoreError as error:
        raise NotOpened(str(error)) from error
    with hold:
        lobby = Lobby(store, Catalogue(templates), clock, rng or SystemRandom())
        await lobby.settle()
        try:
            yield lobby
        finally:
            await lobby.close()
