"""The table of layers is held for every part, so that a new one cannot be forgotten."""

import pytest

from tests.packaging.layers import FREE, PAGE, allowed, contracts, in_step, parts, picture


def test_every_part_is_held() -> None:
    assert set(contracts()) == parts() - {FREE}
    for part, contract in contracts().items():
        assert contract["source_modules"] == [f"retro.{part}"]
        forbidden = {module.removeprefix("retro.") for module in contract["forbidden_modules"]}
        assert forbidden | allowed(part) == parts() - {part}, part
        assert not forbidden & allowed(part), part


def test_the_picture_is_in_step_with_the_contracts() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == in_step(page), (
        "CONTRIBUTING.md is not what pyproject.toml says: run python -m tests.packaging"
    )


@pytest.mark.parametrize("part", sorted(parts()))
def test_each_part_stands_above_all_that_it_may_import(part: str) -> None:
    order = [row.split()[0] for row in picture().splitlines()[1:-1]]
    assert set(order) == parts()
    below = order[order.index(part) + 1 :]
    assert allowed(part) <= set(below)
