"""Turns: one app draws at a time, and keys come first."""

import asyncio
from contextvars import ContextVar
from itertools import pairwise

from retro.terminal.turns import PASSES_FOR_A_KEY, PASSES_MOST, Turns, turns
from tests.live.house import until


class Passes:
    """Counts the passes of the event loop."""

    def __init__(self) -> None:
        self.count = 0
        self._loop = asyncio.get_running_loop()
        self._loop.call_soon(self._pass)
        self.stopped = False

    def _pass(self) -> None:
        self.count += 1
        if not self.stopped:
            self._loop.call_soon(self._pass)


async def taken(number: int, *, key: bool = False, keys: bool = False) -> list[tuple[int, int]]:
    """Who took turns, and in which pass of the loop. With `keys` somebody never stops typing."""
    found: list[tuple[int, int]] = []
    passes, asked = Passes(), Turns()
    for who in range(number):
        asked.ask(who, lambda who=who: found.append((who, passes.count)))  # type: ignore[misc]
    if key:
        asked.give_way()
    while len(found) < number:
        if keys:
            asked.give_way()
        await asyncio.sleep(0)
    passes.stopped = True
    return found


async def test_each_has_a_turn_of_its_own_in_the_order_of_asking() -> None:
    found = await taken(5)
    assert [who for who, _ in found] == [0, 1, 2, 3, 4]
    at = [count for _, count in found]
    # A key needs several passes to the screen: there are some between any two turns.
    assert all(later - before >= 3 for before, later in pairwise(at))


async def test_a_key_goes_first() -> None:
    [(_, without)], [(_, with_key)] = await taken(1), await taken(1, key=True)
    assert with_key - without >= PASSES_FOR_A_KEY


async def test_whoever_never_stops_typing_stops_nobody() -> None:
    found = await taken(2, keys=True)
    assert found[-1][1] <= 2 * PASSES_MOST + 10


async def test_whoever_waits_already_has_one_turn() -> None:
    found: list[str] = []
    asked = Turns()
    for _ in range(3):
        asked.ask("bo", lambda: found.append("bo"))
    asked.ask("gone", lambda: found.append("gone"))
    asked.forget("gone")
    asked.ask("cas", lambda: found.append("cas"))
    await until(lambda: found[-1:] == ["cas"])
    assert found == ["bo", "cas"]


async def test_a_turn_is_taken_outside_any_app() -> None:
    active: ContextVar[str] = ContextVar("active")
    active.set("an app")
    found: list[str] = []
    turns().ask(1, lambda: found.append(active.get("nobody")))
    turns().ask(2, lambda: found.append("second"))
    await until(lambda: len(found) == 2)
    assert found == ["nobody", "second"]


async def test_a_turn_that_fails_stops_nobody() -> None:
    found: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)

    def fails() -> None:
        raise RuntimeError

    asked = Turns()
    asked.ask(1, fails)
    asked.ask(2, lambda: found.append("second"))
    await until(lambda: found)
