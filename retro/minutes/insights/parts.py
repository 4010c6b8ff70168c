"""What a report of figures consists of, before anybody lays it out."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a picture is drawn."""

    COLUMNS = "columns"
    BARS = "bars"
    STEPS = "steps"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture shows: `values`, each at its place `at`, between 0 or `low` and `top`.

    `labels` are under the places, or beside the bars; `unit` stands behind the numbers of the
    scale, and `across` says below what runs from left to right.
    """

    look: Look
    at: tuple[float, ...]
    values: tuple[float, ...]
    labels: tuple[str, ...] = ()
    low: float = 0.0
    top: float = 100.0
    unit: str = "%"
    across: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text below a header; the last `right` columns are numbers."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One figure. A reader gets the picture, or the table where there are no pictures."""

    title: str
    sentences: tuple[str, ...]
    items: tuple[str, ...] = ()
    table: Table | None = None
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """`lead` stands under the title, `end` after all sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    end: tuple[str, ...]
