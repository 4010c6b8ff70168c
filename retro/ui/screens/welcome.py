"""Welcome: why we are here, what was learned before, how we work together, and the way ahead."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from retro.session.agreed import OPEN_STATES
from retro.session.commands import ChooseLesson
from retro.session.format import Kind, Lesson
from retro.session.model import EarlierLesson, Session
from retro.ui.reviewed import followed_from
from retro.ui.screens.phase import PhaseScreen, bindings_for
from retro.ui.screens.working_agreements import in_order, standing
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.paragraph import Paragraph

_HEADING = "bold $secondary"


class WelcomeScreen(PhaseScreen):
    KIND: ClassVar[Kind] = Kind.WELCOME
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.WELCOME)
    AUTO_FOCUS = "#words"

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="words", can_focus=True):
            yield Paragraph(id="welcome")
            lessons = CardList(id="lessons")
            # Keys scroll the whole page; numbers choose.
            lessons.can_focus = False
            yield lessons
            yield Paragraph(id="ahead")

    @property
    def offered(self) -> list[EarlierLesson]:
        """Lessons of earlier sessions that may fit this one."""
        lessons = sorted(self.view.session.lessons.values(), key=lambda lesson: lesson.number)
        return [lesson for lesson in lessons if not lesson.asked]

    def hint(self) -> str:
        offered = self.offered
        if offered and not any(lesson.chosen for lesson in offered):
            return self.words("Does one of these lessons fit? Its number takes it along. Then n.")
        return self.words("Read the opening line aloud (g shows it). When everyone is with you: n.")

    def to_do(self) -> str:
        return self.words("Read along: why we are here, and how we treat each other.")

    def barred(self, id: str, key: str = "") -> str:
        if id == "along" and self.apart and not self.leads and not self.watches:
            return self.words("Say it aloud: the facilitator records which lessons come along.")
        return super().barred(id, key)

    def offers(self, id: str) -> bool:
        if id == "along":
            return bool(self.offered) and super().offers(id)
        return super().offers(id)

    def draw(self, session: Session) -> None:
        parts: list[tuple[str, str]] = []
        if session.goal:
            parts += [(self.words("Goal") + "\n", _HEADING), (session.goal + "\n", "bold")]
        if self.offered:
            heading = self.words("Learned before, and it may fit")
            parts.append((f"\n{heading}" if parts else heading, _HEADING))
        self.query_one("#welcome", Paragraph).parts = tuple(parts)
        lessons = self.query_one("#lessons", CardList)
        lessons.display = bool(self.offered)
        lessons.show([row for lesson in self.offered for row in self._rows(lesson)])
        together = (*self._agreements(session), *self._rules(session))
        self.query_one("#ahead", Paragraph).parts = (*together, *self._agenda(session))

    def _rows(self, lesson: EarlierLesson) -> list[Row]:
        number = self.offered.index(lesson) + 1
        sign = {Lesson.SUSTAIN: "= ", Lesson.IMPROVE: "↑ "}.get(lesson.lesson, "")
        rows = [
            Row(
                number,
                sign + lesson.text,
                mark=str(number),
                tail="✓ " + self.words("comes along") if lesson.chosen else "",
                tone="good",
            )
        ]
        told = (
            self.words("applies when: {situation}", situation=lesson.applies_when)
            if lesson.applies_when
            else "",
            " · ".join(filter(None, (followed_from(lesson), lesson.origin))),
        )
        rows += [
            Row(f"{number}.{place}", f"     {line}", heading=True, quiet=True)
            for place, line in enumerate(told)
            if line
        ]
        return rows

    def _agreements(self, session: Session) -> list[tuple[str, str]]:
        kept = [each for each in in_order(session.agreements.values()) if not each.retired]
        if not kept:
            return []
        parts = [(self.words("How we work together") + "\n", _HEADING)]
        for agreement in kept:
            parts.append((f"· {agreement.text}", ""))
            since = standing(agreement, self.words)
            parts.append((f"  {since}\n" if since else "\n", "$text-muted"))
        return [*parts, ("\n", "")]

    def _rules(self, session: Session) -> list[tuple[str, str]]:
        rules = session.format.ground_rules
        if not rules:
            return []
        parts = [(self.words("Ground rules") + "\n", _HEADING)]
        return [*parts, *((f"· {rule}\n", "") for rule in rules), ("\n", "")]

    def _agenda(self, session: Session) -> list[tuple[str, str]]:
        title = self.words("Agenda, {minutes} minutes", minutes=session.format.minutes)
        parts = [(title + "\n", _HEADING)]
        for phase in session.format.phases:
            parts.append((f"{phase.minutes:>3}  ", "$text-muted"))
            parts.append((phase.title, "bold" if phase.key == self.phase.key else ""))
            parts.append((f"  {phase.prompt}\n", "$text-muted"))
        ahead = session.format.phases[session.index + 1 :]
        still = sum(action.state in OPEN_STATES for action in session.earlier.values())
        if still and any(phase.kind is Kind.REVIEW for phase in ahead):
            text = self.words.plural(
                "{count} open action of an earlier session comes next.",
                "{count} open actions of earlier sessions come next.",
                still,
            )
            parts.append(("\n" + text, "$warning"))
        elif still:
            text = self.words.plural(
                "{count} open action of an earlier session goes on.",
                "{count} open actions of earlier sessions go on.",
                still,
            )
            parts.append(("\n" + text, "$text-muted"))
        return parts

    async def do_along(self, key: str) -> None:
        offered = self.offered
        if not offered:
            self.say(self.words("No lesson of an earlier session is offered here."))
        elif not key.isdigit() or int(key) > len(offered):
            self.say(self.words("Choose one of the numbers on the screen."))
        else:
            lesson = offered[int(key) - 1]
            await self.submit(ChooseLesson(lesson.id, not lesson.chosen))

    async def opened(self, message: CardList.Opened) -> None:
        await self.action_command("along", str(message.row.id))
