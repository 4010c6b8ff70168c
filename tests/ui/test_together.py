"""Two screens of one session."""

from pathlib import Path

from retro.session.commands import WriteCard
from retro.ui.screens.frame import FrameScreen
from retro.ui.wish import Wish
from tests.live.house import house
from tests.terminal.fakes import until
from tests.ui.stage import settled, stage
from tests.ui.story import begin


async def test_both_see_each_others_cards_and_phases(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        wish = Wish(session=teller.room.key)
        async with stage(found, wish) as one, stage(found, wish, size=(45, 20)) as other:
            await one.press("enter", "from the one", "enter", "enter")
            await other.shows("from the one")
            await other.press("enter", "from the other", "enter", "enter")
            await one.shows("from the other")
            await one.press("n")
            await other.shows("HAPPENED")
            await other.press("b")
            await one.shows("PLANNED")
            await one.press("?")
            await other.press("n")
            await until(lambda: "HAPPENED" in one.text)
            assert len(one.app.screen_stack) == 2


async def test_a_hundred_changes_are_few_frames(tmp_path: Path) -> None:
    async with house(tmp_path) as found:
        teller = await begin(found.lobby, "aar")
        await teller.go_to("planned")
        async with stage(found, Wish(session=teller.room.key)) as shown:
            screen = shown.app.screen
            assert isinstance(screen, FrameScreen)
            drawn = 0
            refresh_view = screen.refresh_view

            def counted() -> None:
                nonlocal drawn
                drawn += 1
                refresh_view()

            screen.refresh_view = counted  # type: ignore[method-assign]
            begun = len(shown.terminal.sent)
            room = teller.room
            for number in range(100):
                command = WriteCard(room.new_id(), f"card {number}", phase="planned")
                await room.submit(command, room.facilitator)
            await settled(shown.app)
            assert len(shown.session.cards) == 100
            # The changes take a part of a second; at 15 drawings a second these are a few.
            assert 1 <= drawn <= 30
            assert len(shown.terminal.sent) - begun < 30 * 24 * 80
