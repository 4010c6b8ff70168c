"""Days as people type them."""

from datetime import date

import pytest

from retro.ui.dates import read_date

TODAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        (" 2026-5-4 ", date(2026, 5, 4)),
        ("1-12", date(2026, 12, 1)),
        ("4/5", date(2026, 5, 4)),
        ("3.5", date(2027, 5, 3)),
        ("3-5-2026", date(2026, 5, 3)),
        ("+14", date(2026, 5, 18)),
        ("14d", date(2026, 5, 18)),
        ("2w", date(2026, 5, 18)),
        ("+ 2 W", date(2026, 5, 18)),
    ],
)
def test_days(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "14", "soon", "31-2", "2026-13-01", "0000-01-01", "+9999", "1-12-", "٣-٥-2026\n٣"]
)
def test_what_is_no_day(text: str) -> None:
    assert read_date(text, TODAY) is None
