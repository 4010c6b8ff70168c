"""Who belongs to a team. It suggests names at the set-up; nothing else hangs on it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from retro.followup import teams
from retro.ui.registry import UserCommand
from retro.ui.registry_between import ROSTER
from retro.ui.screens.commanded import bindings_of
from retro.ui.screens.team import TeamScreen
from retro.ui.widgets.card_list import CardList, Row
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp


class RosterScreen(TeamScreen):
    """A list of names, and a line to add one."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ROSTER)
    COMMANDED: ClassVar[tuple[UserCommand, ...]] = ROSTER
    app: "RetroApp"

    def __init__(self, words: Words, team: str) -> None:
        super().__init__(words)
        self.team = team

    def draw(self) -> None:
        words = self.words
        answers = self.query_one(CardList)
        answers.empty = words("Nobody yet. a adds somebody.")
        self.show_rows([Row(name, name) for name in self.follow_up.people(self.team)])
        self.head(f"{words('People')} · {self.team}")
        if not self.is_asking:
            self.hint(words("Their names are filled in when you begin a session of this team."))

    async def do_leave(self) -> None:
        """Go back, and tell what the team is called now."""
        self.dismiss(self.team)

    async def do_add(self) -> None:
        async def then(typed: str) -> bool:
            if not typed:
                return True
            change = partial(teams.with_person, name=typed)
            if await self.act(self.follow_up.change_team(self.team, change)) is None:
                return False
            self.query_one(CardList).choose(typed)
            # One name after the other: an empty line ends it.
            self.call_later(self.do_add)
            return True

        self.ask(self.words("Who belongs to the team?"), then, example=self.words("a name"))

    async def do_remove(self) -> None:
        if name := self.chosen:
            change = partial(teams.without_person, name=name)
            if await self.act(self.follow_up.change_team(self.team, change)):
                told = self.words("{name} is off the list. Minutes stay as they are.", name=name)
                self.say(told, good=True)

    async def do_rename(self) -> None:
        async def then(typed: str) -> bool:
            if not typed:
                return True
            done = await self.act(self.follow_up.rename_team(self.team, typed))
            if done is None:
                return False
            self.team = teams.name_of(done)
            self.say(self.words("The team is called {name} now.", name=self.team), good=True)
            return True

        question = self.words("What is the team called from now on?")
        self.ask(question, then, value=self.team)
