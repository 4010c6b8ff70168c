"""Schema versions, and how a file of an older version becomes one of this version.

A step is a pure function from the tables of one version to those of the next. It runs in memory;
the file is copied to ``backup/`` before the result is written. ``steps[n]`` leads from version n
to n + 1. tests/store/samples keeps a file of every version that was ever released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from retro.store.protocol import Tables

Step = Callable[[Tables], Tables]


@dataclass(frozen=True)
class Schema:
    """The version that this retro writes, and the steps from every older one."""

    version: int
    steps: Mapping[int, Step] = field(default_factory=dict)

    def migrate(self, tables: Tables, version: int) -> Tables:
        """Bring tables of an older version forward. A newer version comes back as it is."""
        for number in range(version, self.version):
            tables = self.steps[number](tables)
        return tables


SESSION = Schema(1)
ACTIONS = Schema(1)
INDEX = Schema(1)
RECORDS = Schema(1)
