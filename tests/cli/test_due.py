"""`retro due`: what a prompt or a nightly job asks."""

from datetime import date, timedelta

from tests.cli.shelf import Shelf, typed


def due(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_nothing_overdue_is_nothing_said(shelf: Shelf) -> None:
    assert shelf.type("due") == (0, "", "")
    shelf.act(text="today", due=due(0))
    shelf.act(text="whenever")
    shelf.act(text="done late", due=due(-9), state="done")
    shelf.act(text="taken out", due=due(-9), removed=True)
    assert shelf.type("due") == (0, "", "")


def test_what_is_overdue_is_printed_with_status_1(shelf: Shelf) -> None:
    shelf.act(text="late", uid="00aa11bb22cc33", due=due(-2), owner="Kim", team="Blue")
    shelf.act(text="later", due=due(-1), team="Red", state="doing")
    said = shelf.type("due")
    assert (said.status, said.err) == (1, "")
    assert said.out.startswith(
        f"- late\n  00aa11 · Kim · 2 days overdue ({due(-2)}) · Blue\n- later\n"
    )
    only = shelf.type("due", "--team", "red")
    assert only.status == 1
    assert only.out.startswith("- later\n")
    assert shelf.type("due", "--team", "Green") == (0, "", "")
    assert typed("due").status == 1


def test_what_is_due_soon_is_printed_when_asked(shelf: Shelf) -> None:
    shelf.act(text="soon", due=due(3))
    shelf.act(text="then", due=due(4))
    said = shelf.type("due", "--within", "3")
    assert said.status == 0
    assert said.out.splitlines()[0] == "- soon"
    assert "then" not in said.out
    shelf.act(text="today", due=due(0))
    assert shelf.type("due", "--within", "0") == (
        0, "- today\n  today · nobody yet · today\n", ""
    )  # fmt: skip
    shelf.act(text="late", due=due(-1))
    both = shelf.type("due", "--within", "3")
    assert both.status == 1
    assert both.out.index("late") < both.out.index("soon")
    assert "is not in the range" in shelf.refuse("due", "--within", "-1", status=2)
