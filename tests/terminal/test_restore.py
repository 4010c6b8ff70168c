"""A terminal is given back as it was found."""

from __future__ import annotations

import re

from retro.terminal.hosting import HostedApp
from retro.terminal.protocol import Capabilities
from retro.terminal.restore import RESTORE, parting
from tests.terminal.fakes import shown


def modes(sent: str) -> dict[str, str]:
    """Give the last state, `h` or `l`, of every private mode in `sent`."""
    found = re.findall(r"\x1b\[\?([0-9;]+)([hl])", sent)
    return {mode: state for mode, state in found}  # noqa: C416


AS_FOUND = {"25": "h", "7": "h"}  # shown cursor and wrapped lines; all other modes are off


async def test_everything_that_was_changed_is_restored() -> None:
    async with shown(HostedApp, Capabilities(hover=True)) as visit:
        visit.terminal.type("\x1b[?2026;2$y")  # frames at once: one more mode in use
    changed = modes(visit.terminal.sent.removesuffix(RESTORE))
    restored = modes(RESTORE)
    assert visit.terminal.sent.endswith(RESTORE)
    assert set(changed) <= set(restored)
    assert {"1049", "1000", "1002", "1003", "1006", "1004", "2004", "25", "7"} <= set(changed)
    assert all(state == AS_FOUND.get(mode, "l") for mode, state in restored.items())


async def test_the_keyboard_is_restored_once_and_on_the_alternate_screen() -> None:
    async with shown(HostedApp) as visit:
        pass
    sent = visit.terminal.sent
    assert sent.count("\x1b[>1u") == sent.count("\x1b[<u") == 1
    assert sent.index("\x1b[?1049h") < sent.index("\x1b[>1u")
    assert sent.index("\x1b[<u") < sent.index("\x1b[?1049l")


def test_a_restored_terminal_says_one_plain_line() -> None:
    assert parting("Bye.\nNow \x1b[31mgo", drawn_on=True) == RESTORE + "Bye. Now [31mgo\r\n"
    assert parting("", drawn_on=True) == RESTORE


def test_a_terminal_that_was_not_drawn_on_is_left_alone() -> None:
    assert parting("Full; try later.", drawn_on=False) == "Full; try later.\r\n"


async def test_a_terminal_without_a_mouse_is_not_asked_for_it() -> None:
    async with shown(HostedApp, Capabilities(mouse=False, hover=True)) as visit:
        pass
    assert not {"1000", "1002", "1003"} & set(modes(visit.terminal.sent.removesuffix(RESTORE)))


async def test_sizes_are_never_asked_for_in_band() -> None:
    async with shown(HostedApp) as visit:
        pass
    assert "\x1b[?2048h" not in visit.terminal.sent
    assert "\x1b[?2048$p" not in visit.terminal.sent
