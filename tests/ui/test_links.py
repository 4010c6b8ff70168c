"""Thin lines between what was planned and what happened."""

from retro.ui.widgets.links import LANES_MOST, Bundle, draw

_SIGNS = {4 | 8: "─", 1 | 2: "│", 4 | 2: "┐", 4 | 1: "┘", 8 | 2: "┌", 8 | 1: "└"}


def picture(bundles: list[Bundle], width: int, height: int) -> list[str]:
    cells = draw(bundles, width).cells
    return [
        "".join(
            _SIGNS.get(cells.get((x, y), (0, None))[0], "·+"[(x, y) in cells]) for x in range(width)
        )
        for y in range(height)
    ]


def test_a_level_line_is_straight() -> None:
    assert picture([Bundle(0, (0,))], 4, 1) == ["────"]


def test_lines_turn_down_and_up() -> None:
    assert picture([Bundle(0, (2,))], 4, 3) == ["─┐··", "·│··", "·└──"]
    assert picture([Bundle(2, (0,))], 4, 3) == ["·┌──", "·│··", "─┘··"]


def test_lines_that_need_not_cross_do_not() -> None:
    down = [Bundle(0, (2,)), Bundle(2, (4,))]
    assert draw(down, 6).clashes == 0
    assert picture(down, 6, 5) == ["───┐··", "···│··", "─┐·└──", "·│····", "·└────"]
    up = [Bundle(2, (0,)), Bundle(4, (2,))]
    assert draw(up, 6).clashes == 0


def test_one_plan_reaches_all_that_came_of_it() -> None:
    drawing = draw([Bundle(1, (0, 1, 3))], 4)
    assert {at[1] for at in drawing.cells if at[0] == 3} == {0, 1, 3}


def test_lines_that_must_cross_pass_over_each_other() -> None:
    drawing = draw([Bundle(0, (4,)), Bundle(3, (1,))], 6)
    assert 0 < drawing.clashes < 100
    assert all(directions in _SIGNS for directions, _bundle in drawing.cells.values())


def test_lines_that_trade_places_share_a_stretch() -> None:
    drawing = draw([Bundle(0, (3,)), Bundle(3, (0,), lit=True)], 6)
    assert {at[1] for at in drawing.cells if at[0] == 5} == {0, 3}
    assert any(bundle.lit for _directions, bundle in drawing.cells.values())


def test_more_lines_than_lanes_leave_the_rest_to_their_numbers() -> None:
    many = [Bundle(line, (line,)) for line in range(LANES_MOST + 3)]
    assert {at[1] for at in draw(many, 12).cells} == set(range(LANES_MOST))
