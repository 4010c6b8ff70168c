"""A team's home: what is open, what was agreed on, what was learned, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from retro.followup import agreements, record
from retro.followup.lessons import applied_on
from retro.live.errors import NotOpened
from retro.live.rows import SessionRow
from retro.ui.action_lines import ENOUGH, Order, Show, ordered, rows, text_of
from retro.ui.registry import UserCommand
from retro.ui.registry_between import HOME
from retro.ui.screens.agreements import AgreementsScreen, agreement_row
from retro.ui.screens.commanded import bindings_of
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.lead import LeadScreen
from retro.ui.screens.reading import ReadingScreen
from retro.ui.screens.roster import RosterScreen
from retro.ui.screens.team import TeamScreen
from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

#: How many of each the home shows; the rest is a key away.
_ACTIONS: Final = 5
_SESSIONS: Final = 3
_AGREEMENTS: Final = 4

Document = Mapping[str, Any]


class HomeScreen(TeamScreen):
    """One list of all that goes on in a team; Enter opens what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(HOME)
    COMMANDED: ClassVar[tuple[UserCommand, ...]] = HOME
    app: "RetroApp"

    def __init__(self, words: Words, team: str = "") -> None:
        super().__init__(words)
        self.team = team
        self._is_asked = bool(team)
        self._to_use: Document | None = None

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#about").display = False

    async def look(self) -> None:
        await super().look()
        self._mind_the_team()
        self._to_use = await self.follow_up.lesson_to_use(self.team)

    def draw(self) -> None:
        names = self._mind_the_team()
        follow_up, words = self.follow_up, self.words
        # What belongs to no team has a home as well.
        sessions = follow_up.sessions_of(self.team)
        actions = [each for each in follow_up.actions(self.team) if record.is_open(each)]
        kept = [e for e in follow_up.agreements(self.team) if agreements.is_kept(e)]
        show = Show(words, follow_up.today, self.list_width)
        listed = [
            *self._under_way(sessions),
            *self._actions(actions, show),
            *self._agreements(kept),
            *self._lesson(),
            *self._ended(sessions),
        ]
        for place, row in enumerate(listed):
            if row.heading:
                listed[place] = replace(row, gap=place > 0)
        answers = self.query_one(CardList)
        answers.empty = words(
            "Hold a blameless retrospective or after-action review: what happened, why, and what "
            "you keep or change. What comes of it stands here the next time."
        )
        self.show_rows(listed)
        self._show_title(names)
        if not self.is_asking:
            self.hint(self._what_next(sessions, actions))

    def _mind_the_team(self) -> list[str]:
        """Take the team of the latest session, and ask where there are several."""
        names = self.follow_up.team_names()
        if not self._is_asked and names:
            self._is_asked = True
            self.team = names[0]
            if len(names) > 1:
                self.call_later(self.do_team)
        return names

    def _show_title(self, names: Sequence[str]) -> None:
        other = self.words("tab: another team")
        about = [] if len(names) < 2 else [other]
        people = self.follow_up.people(self.team) if self.team else ()
        if people:
            about.insert(0, ", ".join(people))
        self.head(self.team or "retro", " · ".join(about))

    # What stands in the list.

    def _under_way(self, sessions: Sequence[SessionRow]) -> list[Row]:
        live = [row for row in sessions if row.closed is None and not row.damaged]
        if not live:
            return []
        listed = [
            Row(f"live:{r.key}", r.title, mark="▸", tail=self._stand(r), tone="accent", level=1)
            for r in live
        ]
        return [Row("live", self.words("Under way"), heading=True), *listed]

    def _stand(self, row: SessionRow) -> str:
        if row.rests:
            return self.words("rests until {day}", day=row.rests.isoformat())
        return row.phase

    def _actions(self, actions: Sequence[Document], show: Show) -> list[Row]:
        if not actions:
            return []
        words = self.words
        late = sum(record.is_overdue(each, show.today) for each in actions)
        title = words.plural("{count} open action", "{count} open actions", len(actions))
        if late:
            title += f" · {words.plural('! {count} overdue', '! {count} overdue', late)}"
        if len(actions) > ENOUGH:
            title += f" · {words('five or fewer get done sooner')}"
        shown = ordered(actions, Order.AGE)[:_ACTIONS]
        listed = [Row("actions", title, heading=True), *rows(shown, show, prefix="action:")]
        if len(actions) > len(shown):
            rest = len(actions) - len(shown)
            more = words.plural(
                "and {count} more: r shows it", "and {count} more: r shows all", rest
            )
            listed.append(Row("more:actions", more, mark=" ", quiet=True))
        return listed

    def _agreements(self, kept: Sequence[Document]) -> list[Row]:
        if not kept:
            return []
        listed = [Row("agreements", self.words("Working agreements"), heading=True)]
        shown = (agreement_row(each, self.words, prefix="agreement:") for each in kept)
        listed += [replace(row, tail="", level=1) for row in islice(shown, _AGREEMENTS)]
        if len(kept) > _AGREEMENTS:
            rest = len(kept) - _AGREEMENTS
            more = self.words.plural(
                "and {count} more: g shows it", "and {count} more: g shows all", rest
            )
            listed.append(Row("more:agreements", more, mark=" ", quiet=True, level=1))
        return listed

    def _lesson(self) -> list[Row]:
        """The lesson that fits best what the team is at, of those not applied yet."""
        fitting = self._to_use
        if fitting is None:
            return []
        text = text_of(fitting, "text")
        tail = text_of(fitting, "session_title")
        row = Row(f"lesson:{fitting['uid']}", text, mark="*", tail=tail, level=1)
        return [Row("lessons", self.words("A lesson to use"), heading=True), row]

    def _ended(self, sessions: Sequence[SessionRow]) -> list[Row]:
        ended = [row for row in sessions if row.closed is not None or row.damaged]
        if not ended:
            return []
        listed = [Row("ended", self.words("Last sessions"), heading=True)]
        for row in ended[:_SESSIONS]:
            count = self.words.plural("{count} action", "{count} actions", row.actions)
            day = f"{row.started:%Y-%m-%d}"
            listed.append(
                Row(
                    f"ended:{row.key}",
                    row.title,
                    tail=f"{day} · {count}" if row.actions else day,
                    level=1,
                )
            )
        return listed

    def _what_next(self, sessions: Sequence[SessionRow], actions: Sequence[Document]) -> str:
        """The one thing to do now."""
        words, today = self.words, self.follow_up.today
        live = [row for row in sessions if row.closed is None and not row.damaged]
        if live and (until := live[0].rests) and until > today:
            title, day = live[0].title, until.isoformat()
            return words("“{title}” rests until {day}: Enter goes in.", title=title, day=day)
        if live:
            return words("“{title}” is under way: Enter goes in.", title=live[0].title)
        if any(record.is_overdue(each, today) for each in actions):
            return words("Something is overdue: r goes through the actions, s begins a session.")
        if actions:
            return words("s begins a session; it looks at these actions first.")
        if sessions:
            return words("Nothing is open. s begins a session.")
        return words("s begins a session; it asks what happened.")

    # What is done with it.

    async def on_card_list_opened(self) -> None:
        await self.action_command("take")

    async def do_take(self) -> None:
        kind, _colon, key = self.chosen.partition(":")
        if kind == "live":
            await self.app.ways_in.go_on(key)
        elif kind == "ended":
            self._read(key)
        elif kind in ("agreement", "more") and key != "actions":
            await self.do_agreements()
        elif kind == "lesson":
            await self.do_lessons()
        elif kind in ("action", "more"):
            await self._review(key if kind == "action" else "")
        else:
            await self.do_start()

    def _read(self, key: str) -> None:
        damaged = next((r.damaged for r in self.follow_up.sessions() if r.key == key), "")
        if damaged:
            self.say_why(NotOpened(damaged))
        else:
            self.read_minutes(key)

    async def do_start(self) -> None:
        people = self.follow_up.people(self.team) if self.team else ()
        self.app.wish = replace(self.app.wish, team=self.team, people=people)
        self.app.ways_in.begin_anew()

    async def do_review(self) -> None:
        await self._review()

    async def _review(self, uid: str = "") -> None:
        self.app.push_screen(LeadScreen(self.words, self.team, first=uid))

    async def do_agreements(self) -> None:
        self.app.push_screen(AgreementsScreen(self.words, self.team))

    async def do_people(self) -> None:
        if not self.team:
            self.say(self.words("A team has a name first: give one when you begin a session."))
            return

        def left(team: str | None) -> None:
            if team:
                self.team = team

        self.app.push_screen(RosterScreen(self.words, self.team), left)

    async def do_lessons(self) -> None:
        lessons = self.follow_up.lessons(self.team)
        if not lessons:
            self.say(self.words("No lessons yet: sessions end with what to keep and to change."))
            return
        parts: list[tuple[str, str]] = []
        for each in lessons:
            parts.append((f"· {text_of(each, 'text')}\n", "bold $foreground"))
            about = [text_of(each, "context"), text_of(each, "applies_when")]
            about += [text_of(each, "session_title"), text_of(each, "created")[:10]]
            about += [self.words("applied {when}", when=when) for when in applied_on(each)]
            parts.append((f"  {' · '.join(filter(None, about))}\n\n", "$text-muted"))
        title = self.words("Lessons")
        self.app.push_screen(ReadingScreen(self.words, title, Content.assemble(*parts)))

    async def do_insights(self) -> None:
        await self.show_insights(self.team)

    async def do_minutes(self) -> None:
        ended = [row for row in self.follow_up.sessions_of(self.team) if row.closed is not None]
        if not ended:
            self.say(self.words("No session has ended yet; its minutes come then."))
            return

        def chosen(key: str | None) -> None:
            if key is not None:
                self._read(key)

        options = [(row.key, f"{row.started:%Y-%m-%d}  {row.title}") for row in ended]
        self.app.push_screen(Choice(self.words, self.words("Which minutes?"), options), chosen)

    async def do_team(self) -> None:
        names = self.follow_up.team_names()
        if len(names) < 2:
            self.say(self.words("There is no other team yet."))
            return

        def chosen(name: str | None) -> None:
            if name is not None:
                self.team = name
                self._look()

        question = self.words("Which team?")
        options = [(name, name) for name in names]
        self.app.push_screen(Choice(self.words, question, options, self.team), chosen)

    async def do_leave(self) -> None:
        self.app.leave()
