"""Welcome: why we are here, the goal, the ground rules and the way ahead."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from retro.session.format import Kind
from retro.session.model import Session
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.widgets.paragraph import Paragraph


class WelcomeScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.WELCOME
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.WELCOME)
    AUTO_FOCUS = "#words"

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="words", can_focus=True):
            yield Paragraph(id="welcome")

    def hint(self) -> str:
        return self.words("Read the opening line aloud (g shows it). When everyone is with you: n.")

    def to_do(self) -> str:
        return self.words("Read along: why we are here, and how we treat each other.")

    def draw(self, session: Session) -> None:
        parts: list[tuple[str, str]] = []
        if session.goal:
            parts += [
                (self.words("Goal") + "\n", "bold $secondary"),
                (session.goal + "\n\n", "bold"),
            ]
        if session.format.ground_rules:
            parts.append((self.words("Ground rules") + "\n", "bold $secondary"))
            parts += [(f"· {rule}\n", "") for rule in session.format.ground_rules]
            parts.append(("\n", ""))
        title = self.words("Agenda, {minutes} minutes", minutes=session.format.minutes)
        parts.append((title + "\n", "bold $secondary"))
        for phase in session.format.phases:
            parts.append((f"{phase.minutes:>3}  ", "$text-muted"))
            parts.append((phase.title, "bold" if phase.key == self.phase.key else ""))
            parts.append((f"  {phase.prompt}\n", "$text-muted"))
        if session.earlier:
            text = self.words.plural(
                "{count} open action of an earlier session comes first.",
                "{count} open actions of earlier sessions come first.",
                len(session.earlier),
            )
            parts.append(("\n" + text, "$warning"))
        self.query_one("#welcome", Paragraph).parts = tuple(parts)
