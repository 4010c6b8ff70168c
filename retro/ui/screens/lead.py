"""The actions between sessions: go through what is open, and say how each stands."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from retro.followup import record
from retro.ui.action_lines import (
    ENOUGH,
    ORDERS,
    Order,
    Show,
    closed_on,
    facts,
    group_of,
    matches,
    ordered,
    page,
    rows,
    text_of,
)
from retro.ui.registry import UserCommand
from retro.ui.registry_between import LEAD
from retro.ui.screens.action_changes import ActionChanges, Document
from retro.ui.screens.commanded import bindings_of
from retro.ui.screens.dialogs import Choice
from retro.ui.screens.reading import ReadingScreen
from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

#: For how many days a closed action is listed; later it is found by typing.
LATELY = 14
#: The answer that stands for every team.
ALL_TEAMS = "*"


class LeadScreen(ActionChanges):
    """For whoever keeps actions going: a line each, and a key for all that can become of one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LEAD)
    COMMANDED: ClassVar[tuple[UserCommand, ...]] = LEAD
    app: "RetroApp"

    def __init__(self, words: Words, team: str | None = None, *, first: str = "") -> None:
        """Of one team, or with None of all; `first` is the uid of the action to begin at."""
        super().__init__(words)
        self.team = team
        self._first = first
        self.order = Order.AGE
        self.typed = ""

    # Drawing.

    @property
    def _show(self) -> Show:
        today = self.follow_up.today
        return Show(self.words, today, self.list_width, teams=self.team is None)

    def draw(self) -> None:
        documents = self.follow_up.actions(self.team)
        self.documents = {each["uid"]: each for each in documents}
        self.draw_rows()

    def draw_rows(self) -> None:
        """Show what is known, sorted and found."""
        words, show = self.words, self._show
        found = [each for each in self.documents.values() if matches(each, self.typed)]
        still = [each for each in found if record.is_open(each)]
        closed = [each for each in found if not record.is_open(each) and self._is_listed(each)]
        answers = self.query_one(CardList)
        answers.empty = self._nothing()
        listed = self._open_rows(still, show)
        if closed:
            closed.sort(key=lambda each: str(each.get("closed")), reverse=True)
            heading = words("Found among what is closed") if self.typed else words("Closed lately")
            listed.append(Row("closed", heading, heading=True, gap=bool(listed)))
            listed += rows(closed, show)
        self.show_rows(listed)
        if self._first:
            answers.choose(self._first)
            self._first = ""
        self._show_title(still)
        if not self.is_asking:
            self._show_facts()

    def _is_listed(self, document: Document) -> bool:
        """Whether a closed action stands in the list: not for ever, unless somebody looks."""
        closed = closed_on(document)
        lately = closed is not None and (self.follow_up.today - closed).days <= LATELY
        return lately or bool(self.typed)

    def _open_rows(self, still: list[Document], show: Show) -> list[Row]:
        """The open actions; under headings where the order makes groups."""
        found = ordered(still, self.order)
        listed: list[Row] = []
        before = ""
        for document, row in zip(found, rows(found, show), strict=True):
            group = group_of(document, self.order, self.words)
            if group != before:
                listed.append(Row(f"group:{group}", group, heading=True, gap=bool(listed)))
                before = group
            listed.append(row)
        return listed

    def _show_title(self, still: list[Document]) -> None:
        words = self.words
        open_now = [each for each in self.documents.values() if record.is_open(each)]
        late = sum(record.is_overdue(each, self.follow_up.today) for each in open_now)
        parts = [words.plural("{count} open", "{count} open", len(open_now))]
        if late:
            parts.append(words.plural("! {count} overdue", "! {count} overdue", late))
        parts.append(words("by {order}", order=words(ORDERS[self.order])))
        if self.typed:
            parts.append(words("found “{text}”: {count}", text=self.typed, count=len(still)))
        about = " · ".join(parts)
        if self.team is not None and len(open_now) > ENOUGH:
            about += "\n" + words("Five or fewer get done sooner: which of these may go, or wait?")
        whose = words("all teams") if self.team is None else self.team or words("no team")
        self.head(f"{words('Open actions')} · {whose}", about)

    def _nothing(self) -> str:
        if self.typed:
            return self.words("Nothing of that kind. Esc shows all again.")
        return self.words("No action is open. Sessions end with some; a adds one here.")

    def _show_facts(self) -> None:
        """Say of the chosen action what its row leaves out."""
        document = self.documents.get(self.chosen)
        self.hint(facts(document, self._show) if document else "")

    def on_card_list_chosen(self) -> None:
        if not self.is_asking:
            self._show_facts()

    async def on_card_list_opened(self) -> None:
        await self.action_command("take")

    # Adding.

    async def do_add(self) -> None:
        if self.team is not None:
            self._ask_new(self.team)
            return
        names = self.follow_up.team_names()
        if len(names) < 2:
            self._ask_new(names[0] if names else "")
            return

        def chosen(team: str | None) -> None:
            if team is not None:
                self.call_later(self._ask_new, team)

        question = self.words("Whose action is it?")
        self.app.push_screen(Choice(self.words, question, [(n, n) for n in names]), chosen)

    def _ask_new(self, team: str) -> None:
        async def then(typed: str) -> bool:
            if not typed:
                return True
            change = await self.act(self.follow_up.add_action(team, {"text": typed}))
            if change is None:
                return False
            told = self.words("{action} is added.", action=self._named(change.document))
            self._undo.append((change, told))
            self.query_one(CardList).choose(change.document["uid"])
            self.say(f"{told} {self.words('w gives it an owner, t a date.')}", good=True)
            return True

        self.ask(
            self.words("What will be done?"), then, example=self.words("a verb first, and small")
        )

    # Looking.

    async def do_take(self) -> None:
        document = self._document()
        if document is None:
            return
        titles = {row.key: row.title for row in self.follow_up.sessions()}
        short = record.short_id(document, self.documents.values())
        text = page(document, self._show, titles, short)
        self.app.push_screen(ReadingScreen(self.words, self.words("One action"), text))

    async def do_minutes(self) -> None:
        document = self._document()
        if document is None:
            return
        if key := text_of(document, "session"):
            self.read_minutes(key)
        else:
            self.say(self.words("This was not agreed in a session here."))

    async def do_insights(self) -> None:
        await self.show_insights(self.team or "")

    async def do_filter(self) -> None:
        async def then(typed: str) -> bool:
            return True

        self.ask(
            self.words("Find"),
            then,
            value=self.typed,
            example=self.words("words of its text, owner, team, session, or its id"),
            typing=self._find,
        )
        self.hint(self.words("Enter keeps what is found, Esc shows all again."))

    def _find(self, typed: str) -> None:
        self.typed = " ".join(typed.split())
        self.draw_rows()
        answers = self.query_one(CardList)
        found = (str(row.id) for row in answers.rows if not row.heading)
        answers.choose(next(found, "") if self.typed else self._asked_at)

    async def do_sort(self) -> None:
        orders = list(Order)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.draw_rows()

    async def do_team(self) -> None:
        names = self.follow_up.team_names()

        def chosen(name: str | None) -> None:
            if name is not None:
                self.team = None if name == ALL_TEAMS else name
                self._look()

        options = [(ALL_TEAMS, self.words("all teams")), *((name, name) for name in names)]
        now = ALL_TEAMS if self.team is None else self.team
        self.app.push_screen(Choice(self.words, self.words("Whose actions?"), options, now), chosen)

    async def do_back(self) -> None:
        if self.typed and (not self.is_asking or self._typing is not None):
            self.typed = ""
            if self.is_asking:
                self.close_field()
                self.query_one(CardList).choose(self._asked_at)
            else:
                self._look()
        else:
            await super().do_back()
