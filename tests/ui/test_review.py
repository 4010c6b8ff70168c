"""An action comes back until it is done, and once more to say whether it helped."""

from dataclasses import replace
from pathlib import Path

from retro.session.commands import Finish, ReviewAction
from retro.session.model import ActionState, Helped
from retro.ui.wish import Wish
from tests.live.house import house
from tests.ui.stage import stage
from tests.ui.story import SETUP, begin


async def test_what_was_done_is_asked_whether_it_helped(tmp_path: Path) -> None:
    again = replace(SETUP, format="ssc", language="en")
    async with house(tmp_path) as found:
        room = (await begin(found.lobby, "ssc")).room
        for earlier in room.view(room.facilitator).session.earlier.values():
            await room.submit(ReviewAction(earlier.id, ActionState.DONE), room.facilitator)
        await room.submit(Finish(), room.facilitator)

        third = await found.lobby.create(again)
        async with stage(found, Wish(session=third.key, folder=tmp_path)) as shown:
            assert "did it help?" in shown.text
            await shown.press("1")
            await shown.press("4")
            first, other = shown.session.earlier.values()
            assert (first.helped, other.helped) == (Helped.YES, Helped.TOO_EARLY)
            assert first.state is ActionState.DONE
        fourth = await found.lobby.create(again)
        (left,) = fourth.view(fourth.facilitator).session.earlier.values()
        assert left.text == other.text
