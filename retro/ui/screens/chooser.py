"""Three questions that end in two suggestions: what for, how long, and how freely people speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from retro.formats.front import Safety
from retro.formats.suggest import TIMES, Choice, Chooser, Situation
from retro.ui.registry_around import CHOOSING
from retro.ui.screens.commanded import CommandedScreen, bindings_of
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.lines import KeyBar
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

#: The questions in their order, then what they lead to; and the list of all formats.
_SITUATION: Final = "situation"
_MINUTES: Final = "minutes"
_SAFETY: Final = "safety"
_SUGGESTED: Final = "suggested"
_ALL: Final = "all"
#: The row that leads to all formats; no format has such a key.
_MORE: Final = "*"
#: What is marked where nothing was answered yet.
_USUAL: Final = {_MINUTES: "60", _SAFETY: str(Safety.SOME)}
#: Windows lower than this show no more than one line of reasons.
_ROOMY: Final = 24
_WEEK: Final = 7
_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Held:
    """When which format was last held, by its key, as far as that is known `today`."""

    used: Mapping[str, date]
    today: date


class ChooserScreen(CommandedScreen):
    """Asks, suggests two formats with the reasons for each, and gives the key of the chosen one.

    Going back a question keeps every answer. `over_form` says that it lies over a form that was
    begun: leaving goes back to that, and gives nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CHOOSING)
    AUTO_FOCUS = "CardList"

    app: "RetroApp"

    def __init__(
        self, words: Words, chooser: Chooser, held: Held, *, over_form: bool = False
    ) -> None:
        super().__init__()
        self.words = words
        self.chooser = chooser
        self.held = held
        self.over_form = over_form
        #: The steps that led here; the last one is on the screen.
        self.steps = [_SITUATION]
        self.answers = dict(_USUAL)

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(id="answered")
            yield Static(id="question")
            yield CardList(id="answers")
            yield KeyBar(self.words)

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    @property
    def step(self) -> str:
        return self.steps[-1]

    @property
    def situation(self) -> Situation | None:
        """What was answered to the first question."""
        asked = self.answers.get(_SITUATION)
        return next((each for each in self.chooser.situations if each.key == asked), None)

    def _draw(self) -> None:
        question = self._question()
        self.query_one("#answered", Static).update(self._answered())
        self.query_one("#question", Static).update(Content.styled(question, "bold $accent"))
        rows = self._rows()
        answers = self.query_one("#answers", CardList)
        answers.show(rows)
        marked = self.answers.get(self.step)
        known = [row.id for row in rows]
        if rows:
            answers.choose(marked if marked in known else known[0])
        self.query_one(KeyBar).commands = [
            command
            for command in CHOOSING
            if (command.id != "back" or len(self.steps) > 1 or self.over_form)
            and (command.id != "all" or self.step != _ALL)
        ]

    def _answered(self) -> Content:
        """The name of the program, and what was answered so far."""
        said = []
        if _MINUTES in self.steps and self.step not in (_MINUTES, _ALL):
            said.append(self._time(int(self.answers[_MINUTES])))
        if self.situation is not None and self.step not in (_SITUATION, _ALL):
            said.insert(0, self.situation.text.partition(":")[0])
        parts = [("retro", "bold $secondary")]
        parts += [(f" · {each}", "$text-muted") for each in said]
        return Content.assemble(*parts)

    def _question(self) -> str:
        words = self.words
        return {
            _SITUATION: self.chooser.question,
            _MINUTES: words("How much time is there?"),
            _SAFETY: words("How freely do people speak here?"),
            _SUGGESTED: words("Which of these?"),
            _ALL: words("Which format?"),
        }[self.step]

    def _rows(self) -> list[Row]:
        match self.step:
            case "situation":
                texts = {each.key: each.text for each in self.chooser.situations}
            case "minutes":
                texts = {str(minutes): self._time(minutes) for minutes in TIMES}
            case "safety":
                texts = self._freedom()
            case "suggested":
                return self._suggested()
            case _:
                return self._everything()
        return [
            Row(key, text, mark=_mark(place), gap=True)
            for place, (key, text) in enumerate(texts.items(), 1)
        ]

    def _time(self, minutes: int) -> str:
        if minutes == TIMES[-1]:
            return self.words("An hour and a half, or more")
        return self.words("{count} minutes", count=minutes)

    def _freedom(self) -> dict[str, str]:
        words = self.words
        return {
            str(Safety.LOW): words("Carefully: much is left unsaid"),
            str(Safety.SOME): words("Partly: about the work yes, about each other less"),
            str(Safety.HIGH): words("About anything, also what is hard to say"),
        }

    def _suggested(self) -> list[Row]:
        situation = self.situation
        if situation is None:
            return []
        minutes, safety = int(self.answers[_MINUTES]), Safety(self.answers[_SAFETY])
        found = situation.suggestions(minutes, safety, self.held.used, self.held.today)
        rows = [self._suggestion(place, choice) for place, choice in enumerate(found, 1)]
        return [*rows, Row(_MORE, self.words("All formats"), mark="a", quiet=True, gap=True)]

    def _suggestion(self, place: int, choice: Choice) -> Row:
        lines = [f"{choice.title}: {choice.when}"]
        if self.app.size.height >= _ROOMY:
            lines.append(choice.reason)
        lines.append("→ " + " · ".join(self._reasons(choice)))
        return Row(
            choice.key,
            "\n".join(lines),
            mark=str(place),
            tail=self.words("{minutes} min", minutes=choice.minutes),
            gap=True,
            tone="accent",
        )

    def _reasons(self, choice: Choice) -> list[str]:
        """What speaks for it here, and what against it."""
        words = self.words
        reasons = []
        if _MINUTES in self.steps:
            reasons.append(self._fit(choice, int(self.answers[_MINUTES])))
        if choice.safety is Safety.HIGH:
            reasons.append(words("needs people to speak freely"))
        elif choice.safety is Safety.LOW:
            reasons.append(words("works when people are careful"))
        else:
            reasons.append(words("needs some trust"))
        if choice.used is not None:
            reasons.append(self._last_time((self.held.today - choice.used).days))
        elif self.held.used:
            reasons.append(words("new to you"))
        return reasons

    def _fit(self, choice: Choice, minutes: int) -> str:
        words = self.words
        if not choice.fits:
            return words("takes {count} minutes, and you have less", count=choice.minutes)
        if minutes == TIMES[-1]:
            return words("fits in the time that you have")
        if choice.minutes > minutes:
            return words("takes {count} minutes, a little more than you have", count=choice.minutes)
        return words("fits in your {count} minutes", count=minutes)

    def _last_time(self, days: int) -> str:
        plural = self.words.plural
        if days < 1:
            return self.words("you held this one today")
        if days < 2 * _WEEK:
            return plural("you held this one yesterday", "you held this one {count} days ago", days)
        if days < 2 * _MONTH:
            weeks = days // _WEEK
            return plural(
                "you held this one a week ago", "you held this one {count} weeks ago", weeks
            )
        months = days // _MONTH
        return plural(
            "you held this one a month ago", "you held this one {count} months ago", months
        )

    def _everything(self) -> list[Row]:
        return [
            Row(
                choice.key,
                choice.title,
                mark=_mark(place),
                tail=self.words("{minutes} min", minutes=choice.minutes),
                tone="accent",
            )
            for place, choice in enumerate(self.chooser.choices, 1)
        ]

    async def on_key(self, event: Key) -> None:
        answers = self.query_one("#answers", CardList)
        if event.character and event.character.isdigit():
            place = int(event.character) - 1
            if 0 <= place < len(answers.rows):
                event.stop()
                answers.choose(answers.rows[place].id)
                await self.do_take()

    async def on_card_list_opened(self) -> None:
        await self.do_take()

    async def do_take(self) -> None:
        """Go on with the marked answer."""
        chosen = self.query_one("#answers", CardList).chosen
        if chosen is None:
            return
        key = str(chosen.id)
        if self.step == _ALL or (self.step == _SUGGESTED and key != _MORE):
            self.dismiss(key)
            return
        self.answers[self.step] = key
        self.steps.append(_ALL if key == _MORE else self._next())
        self._draw()

    def _next(self) -> str:
        """The next question; where one format is left there is nothing more to ask."""
        order = (_SITUATION, _MINUTES, _SAFETY, _SUGGESTED)
        if self.situation is not None and len(self.situation.choices) == 1:
            return _SUGGESTED
        return order[order.index(self.step) + 1]

    async def do_back(self) -> None:
        """Back a question. What is marked here stays marked for when it comes again."""
        chosen = self.query_one("#answers", CardList).chosen
        if chosen is not None:
            self.answers[self.step] = str(chosen.id)
        if len(self.steps) > 1:
            self.steps.pop()
            self._draw()
        elif self.over_form:
            await self.do_leave()

    async def do_all(self) -> None:
        """Show all formats, for those who know which they want."""
        if self.step != _ALL:
            self.steps.append(_ALL)
            self._draw()

    async def do_leave(self) -> None:
        if self.over_form:
            self.dismiss(None)
        else:
            self.app.leave()


def _mark(place: int) -> str:
    """The digit that chooses a row, where there is one."""
    return str(place) if place < 10 else " "
