"""What forms share: Enter goes from field to field, and one line says what is amiss."""

from textual.screen import Screen
from textual.widgets import Input

from retro.ui.widgets.field import Field
from retro.ui.widgets.lines import NoticeLine
from retro.ui.widgets.tick import Tick


class FieldScreen(Screen[None]):
    """A screen of fields in the order in which they are filled in."""

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or finish after the last one."""
        event.stop()
        fields = [each for each in self.focus_chain if isinstance(each, Field)]
        here = next((at for at, field in enumerate(fields) if field is event.input), -1)
        after = fields[here + 1 :]
        if after:
            self.set_focus(after[0])
        else:
            await self.finished()

    async def on_tick_submitted(self, event: Tick.Submitted) -> None:
        """Finish: a tick comes after the fields."""
        event.stop()
        await self.finished()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was amiss is being mended; a field that is emptied by the program says nothing."""
        if event.value:
            self.say("")

    async def finished(self) -> None:
        """Enter was pressed in the last field, or on a tick."""

    def say(self, sentence: str) -> None:
        """Show what is amiss, until something else is."""
        self.query_one(NoticeLine).say(sentence)

    def ask_again(self, name: str, sentence: str) -> None:
        """Say what a field still needs, and go there."""
        self.say(sentence)
        self.set_focus(self.query_one(f"#{name}", Field))
