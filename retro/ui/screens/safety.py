"""When people hold back: another way to work is offered to whoever leads, and never to a face."""

from textual.app import ComposeResult

from retro.session.commands import WriteAnonymously
from retro.session.format import Kind, Phase
from retro.session.pausing import feels_unsafe
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.paragraph import Paragraph

_UNNAMED = "unnamed"
_TOPIC = "topic"
_PLANNED = "planned"
_WRITTEN = (Kind.COLLECT, Kind.TIMELINE, Kind.EXPLAIN, Kind.ROUNDS)


class SafetyScreen(PhaseScreen):
    """Part of the screens of a poll; it does something at a poll about safety alone."""

    _is_chosen = False

    @property
    def feels_unsafe(self) -> bool:
        """True for whoever leads, once all answers are on the screen and they are low."""
        if not self.leads or not feels_unsafe(self.view.session):
            return False
        return self.apart or not self.view.answers_left

    @property
    def is_decided(self) -> bool:
        """True once it was chosen how to go on: here, or before the room went on and came back."""
        session = self.view.session
        following = session.next_phase
        went_on = following is not None and session.timer(following.key) is not None
        return self._is_chosen or went_on or self._writes_without_names

    @property
    def _writes_without_names(self) -> bool:
        session = self.view.session
        ahead = [each for each in session.format.phases[session.index + 1 :] if _is_written(each)]
        return bool(ahead) and all(each.anonymous for each in ahead)

    def compose_warning(self) -> ComposeResult:
        """What stands below the answers, where they are low."""
        warning = Paragraph(id="unsafe")
        warning.display = False
        yield warning

    def draw_warning(self) -> None:
        """Show or hide it, as the answers are now."""
        warning = self.query_one("#unsafe", Paragraph)
        shows = self.feels_unsafe and not self.is_decided
        if warning.display != shows:
            warning.display = shows
        if shows:
            warning.parts = (
                (self.words("! Speaking is not easy for everybody here."), "bold $warning"),
                ("\n" + self.words("One low number is enough to take care. Ask nobody whose."), ""),
            )

    def hint_unsafe(self) -> str:
        """What to do next, in place of going on."""
        if self.is_decided:
            return self.words("n goes on; s chooses another way.")
        return self.words("s chooses how to go on: without names, or about this first.")

    def offers(self, id: str) -> bool:
        if id == "safer":
            return self.feels_unsafe and super().offers(id)
        return super().offers(id)

    async def do_safer(self, key: str) -> None:
        if self.feels_unsafe:
            self._ask_how()
        else:
            self.say(self.words("There is no need to: nobody says that speaking is hard here."))

    async def do_next(self, key: str) -> None:
        if self.feels_unsafe and not self.is_decided:
            self._ask_how()
        else:
            await super().do_next(key)

    def _ask_how(self) -> None:
        unnamed = (
            self.words("Write without names from here")
            if self.apart
            else self.words("Write on paper from here, no names")
        )
        options = [
            (_UNNAMED, unnamed),
            (_TOPIC, self.words("Talk about safety, then ask again")),
            (_PLANNED, self.words("Go on as planned")),
        ]
        question = self.words("Speaking is not easy for everybody. How do we go on?")
        self.app.push_screen(Choice(self.words, question, options), self._choose)

    async def _choose(self, chosen: str | None) -> None:
        if chosen is None or (
            chosen == _UNNAMED and self.apart and not await self.submit(WriteAnonymously())
        ):
            return
        self._is_chosen = True
        self.refresh_view()
        self.say(self._told(chosen), good=True)

    def _told(self, chosen: str) -> str:
        """How whoever leads goes about it now."""
        if chosen == _TOPIC:
            return self.words(
                "Ask: what would make it easier to speak here? After that, ask for the numbers"
                " again on folded notes. s chooses anew, n goes on."
            )
        if chosen == _PLANNED:
            return self.words("As planned. Call on nobody who does not offer. n goes on.")
        if self.apart:
            unnamed = self.words(
                "From here on cards have no names. Call on nobody, and read them aloud yourself."
                " n goes on."
            )
            return f"{unnamed} {self._still_named()}".rstrip()
        return self.words(
            "Hand out paper, let everybody write, mix the sheets and type them in yourself."
            " Call on nobody. n goes on."
        )

    def _still_named(self) -> str:
        """Which phases ahead keep names all the same; "" for none."""
        session = self.view.session
        ahead = session.format.phases[session.index + 1 :]
        named = [each.title for each in ahead if each.kind in _WRITTEN and not each.anonymous]
        if not named:
            return ""
        phases = ", ".join(named)
        return self.words("With names still, begun before or in turn: {phases}.", phases=phases)


def _is_written(phase: Phase) -> bool:
    return phase.kind in _WRITTEN and not phase.in_turn
