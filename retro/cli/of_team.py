"""`--team NAME`: what belongs to a team, whichever of its names was typed."""

from collections.abc import Callable, Mapping
from typing import Any

from retro.cli.errors import Misuse
from retro.cli.output import shown
from retro.cli.place import Place


def of_team(place: Place, typed: str | None) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a stored document is of the team that is or was called so; with None, of any.

    A session that was held before a team was called otherwise, or a line in somebody's notes, has
    an earlier name. Raises Misuse for a name that is none, and StoreError.
    """
    if typed is None:
        return lambda document: True
    if not shown(typed):
        raise Misuse(place.words("--team needs the name of a team: `retro teams` lists them."))
    names = _names(place, typed)
    return lambda document: str(document.get("team", "")).casefold() in names


def _names(place: Place, typed: str) -> frozenset[str]:
    """The casefolded names; nothing more is loaded where nobody wrote a team down."""
    from retro.store.embedded import EmbeddedStore

    known = EmbeddedStore(place.folder).teams().all() if place.folder.is_dir() else []
    if not known:
        return frozenset({shown(typed).casefold()})
    from retro.followup.teams import names_for

    return names_for(known, typed)
