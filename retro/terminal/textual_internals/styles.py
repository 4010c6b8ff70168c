"""Style sheets that are parsed once for all apps of a process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet


class SharedStylesheet(Stylesheet):
    """A style sheet that takes what another app of this process parsed already.

    Every app parses the same texts, and once more when it is given its theme: measured, half of
    the time in which somebody joins, and half a megabyte. Parsed rules are only read.

    Private: `Stylesheet._parse_cache`, which is one for each set of variables here.
    """

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """Make a style sheet with these variables."""
        super().__init__(variables=variables)
        self._parse_cache = _parsed_with(self._variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables, and leave what was parsed with those before to others."""
        self._parse_cache = LRUCache(1)
        super().set_variables(variables)
        self._parse_cache = _parsed_with(variables)

    def reparse(self) -> None:
        """Parse all sources with the variables of now, where nobody did."""
        before, self._rules = self._rules, []
        try:
            self.parse()
        except Exception:
            self._rules = before
            raise


#: Rules by their source, for each set of variables: a theme, as each app begins with Textual's.
_PARSED: Final[LRUCache[frozenset[tuple[str, str]], LRUCache[tuple[Any, ...], Any]]] = LRUCache(8)


def _parsed_with(variables: Mapping[str, str]) -> LRUCache[tuple[Any, ...], Any]:
    key = frozenset(variables.items())
    found = _PARSED.get(key)
    if found is None:
        found = _PARSED[key] = LRUCache(512)
    return found
