"""The working agreements of a team: kept, changed and retired, with their dates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from retro.followup import agreements
from retro.followup.record import history
from retro.ui.registry import UserCommand
from retro.ui.registry_between import AGREEMENTS
from retro.ui.screens.commanded import bindings_of
from retro.ui.screens.reading import ReadingScreen
from retro.ui.screens.team import TeamScreen
from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

Document = dict[str, Any]


def agreement_row(document: Mapping[str, Any], words: Words, *, prefix: str = "") -> Row:
    """One agreement, since when it stands, and when it was changed or ended."""
    kept = agreements.is_kept(document)
    made, since = agreements.made_on(document), agreements.since(document)
    tail = ""
    if not kept and since:
        tail = words("retired {date}", date=since)
    elif since:
        tail = words("changed {date}", date=since)
    elif made:
        tail = words("since {date}", date=made)
    return Row(
        prefix + agreements.field(document, "uid"),
        agreements.field(document, "text"),
        tail=tail,
        mark="=" if kept else "×",
        quiet=not kept,
    )


class AgreementsScreen(TeamScreen):
    """Those that the team keeps to, and below them those it has retired."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(AGREEMENTS)
    COMMANDED: ClassVar[tuple[UserCommand, ...]] = AGREEMENTS
    app: "RetroApp"

    def __init__(self, words: Words, team: str) -> None:
        super().__init__(words)
        self.team = team
        self.documents: dict[str, Document] = {}

    def draw(self) -> None:
        words = self.words
        documents = self.follow_up.agreements(self.team)
        self.documents = {each["uid"]: each for each in documents}
        kept = [each for each in documents if agreements.is_kept(each)]
        retired = [each for each in documents if not agreements.is_kept(each)]
        listed = [agreement_row(each, words) for each in kept]
        if retired:
            listed.append(Row("retired", words("Retired"), heading=True, gap=bool(listed)))
            listed += [agreement_row(each, words) for each in retired]
        answers = self.query_one(CardList)
        answers.empty = words("None yet. a writes down how you want to work together.")
        self.show_rows(listed)
        title = words("Working agreements")
        few = words("A few that you keep are worth more than many. Which one does nobody notice?")
        self.head(f"{title} · {self.team}" if self.team else title, few if kept else "")
        if not self.is_asking:
            self.hint(words("Sessions show them at the opening, and can change them."))

    async def on_card_list_opened(self) -> None:
        await self.action_command("take")

    def _document(self) -> Document | None:
        document = self.documents.get(self.chosen)
        if document is None:
            answers = self.query_one(CardList)
            choose = self.words("Choose an agreement first, or add one with a.")
            self.say(choose if answers.rows else answers.empty)
        return document

    async def do_take(self) -> None:
        document = self._document()
        if document is None:
            return
        words = self.words
        parts = [(f"{agreements.field(document, 'text')}\n\n", "bold $foreground")]
        if made := agreements.made_on(document):
            parts.append((f"{words('since {date}', date=made)}\n\n", "$text-muted"))
        for entry in history(document):
            at, news = entry.get("at"), entry.get("set")
            parts.append((f"{str(at)[:10]}\n", "$text-muted"))
            for name, change in news.items() if isinstance(news, dict) else ():
                if name != "team" and isinstance(change, list) and len(change) == 2:
                    parts.append((f"    {self._told(name, *change)}\n", ""))
        title = words("One agreement")
        self.app.push_screen(ReadingScreen(words, title, Content.assemble(*parts)))

    def _told(self, name: str, before: object, after: object) -> str:
        if name == "state":
            retired = after == agreements.Standing.RETIRED
            return self.words("retired") if retired else self.words("kept again")
        return f"{before} → {after}" if before else str(after)

    async def do_add(self) -> None:
        async def then(typed: str) -> bool:
            if not typed:
                return True
            made = await self.act(self.follow_up.add_agreement(self.team, typed))
            if made is None:
                return False
            self.query_one(CardList).choose(made["uid"])
            self.say(self.words("It is kept from today."), good=True)
            return True

        self.ask(
            self.words("What did the team agree on?"),
            then,
            example=self.words("one line that anyone can see you keep"),
        )

    async def do_edit(self) -> None:
        document = self._document()
        if document is None:
            return

        async def then(typed: str) -> bool:
            return await self._change(document, {"text": typed}, self.words("It is changed."))

        value = agreements.field(document, "text")
        self.ask(self.words("How does it read now?"), then, value=value)

    async def do_retire(self) -> None:
        document = self._document()
        if document is not None:
            told = self.words("It is retired; o brings it back.")
            await self._change(document, {"state": "retired"}, told)

    async def do_restore(self) -> None:
        document = self._document()
        if document is not None:
            await self._change(document, {"state": "kept"}, self.words("It is kept again."))

    async def _change(self, document: Document, fields: Mapping[str, str], told: str) -> bool:
        done = await self.act(self.follow_up.change_agreement(document["uid"], fields))
        if done is not None:
            self.say(told, good=True)
        return done is not None
