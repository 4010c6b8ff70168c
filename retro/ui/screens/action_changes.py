"""What one key changes about a chosen action, and how it is taken back."""

from collections.abc import Mapping
from typing import Any

from retro.followup import record
from retro.live.following import Change
from retro.ui.action_lines import text_of
from retro.ui.dates import read_date
from retro.ui.screens.team import TeamScreen
from retro.ui.widgets.card_list import CardList
from retro.words import Words

Document = dict[str, Any]


class ActionChanges(TeamScreen):
    """The part of a screen of actions that changes them; `documents` are those listed, by uid."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.documents: dict[str, Document] = {}
        self._undo: list[tuple[Change, str]] = []

    def _document(self) -> Document | None:
        """The chosen action; None, and said, where there is none."""
        document = self.documents.get(self.chosen)
        if document is None:
            answers = self.query_one(CardList)
            choose = self.words("Choose an action first: ↑ and ↓ move.")
            self.say(choose if answers.rows else answers.empty)
        return document

    async def _change(self, uid: str, fields: Mapping[str, Any], told: str) -> bool:
        """Change an action and say what became of it; False where that was refused."""
        before = self.documents.get(uid, {})
        after_it = self._next_open(uid)
        change = await self.act(self.follow_up.change_action(uid, fields))
        if change is None:
            return False
        if not change.after:
            self.say(self.words("That is how it stands already."))
            return True
        self._undo.append((change, told))
        if record.is_open(before) and not record.is_open(change.document) and after_it:
            self.query_one(CardList).choose(after_it)
        self.say(f"{told} {self.words('u takes it back.')}", good=True)
        return True

    def _next_open(self, uid: str) -> str:
        """The open action after this one in the list, or else the one before it."""
        listed = [
            str(row.id)
            for row in self.query_one(CardList).rows
            if row.id == uid or record.is_open(self.documents.get(str(row.id), {"state": "done"}))
        ]
        place = listed.index(uid) if uid in listed else 0
        around = [*listed[place + 1 :], *reversed(listed[:place])]
        return around[0] if around else ""

    def _named(self, document: Mapping[str, Any]) -> str:
        """An action in a sentence."""
        text = text_of(document, "text")
        return f"“{text if len(text) <= 40 else text[:39].rstrip() + '…'}”"

    async def _set_state(self, state: str, told: str) -> None:
        document = self._document()
        if document is not None:
            sentence = told.format(action=self._named(document))
            await self._change(document["uid"], {"state": state}, sentence)

    async def do_done(self) -> None:
        await self._set_state("done", self.words("{action} is done."))

    async def do_going(self) -> None:
        await self._set_state("doing", self.words("{action} is under way."))

    async def do_reopen(self) -> None:
        await self._set_state("open", self.words("{action} is open."))

    async def do_blocked(self) -> None:
        document = self._document()
        if document is None:
            return
        told = self.words("{action} is blocked.", action=self._named(document))
        note = text_of(document, "note")

        async def then(typed: str) -> bool:
            fields = {"state": "blocked", "note": typed}
            return await self._change(document["uid"], fields, told)

        self.ask(
            self.words("Blocked by what, and who can help?"),
            then,
            value=note,
            example=self.words("the ask, and of whom"),
        )

    async def do_drop(self) -> None:
        document = self._document()
        if document is None:
            return
        told = self.words("{action} is dropped.", action=self._named(document))

        async def then(typed: str) -> bool:
            fields = {"state": "dropped", **({"note": typed} if typed else {})}
            return await self._change(document["uid"], fields, told)

        self.ask(
            self.words("Why will it not be done? Enter alone drops it without a reason."), then
        )

    async def do_owner(self) -> None:
        document = self._document()
        if document is None:
            return
        team = text_of(document, "team")
        owners = [text_of(each, "owner") for each in self.documents.values()]
        known = [*self.follow_up.people(team), *owners]

        async def then(typed: str) -> bool:
            told = (
                self.words("{name} takes {action}.", name=typed, action=self._named(document))
                if typed
                else self.words("{action} has no owner.", action=self._named(document))
            )
            return await self._change(document["uid"], {"owner": typed}, told)

        self.ask(
            self.words("Who takes it?"),
            then,
            value=text_of(document, "owner"),
            example=self.words("one name; they say yes aloud"),
            known=sorted({name for name in known if name}),
        )

    async def do_due(self) -> None:
        document = self._document()
        if document is None:
            return

        async def then(typed: str) -> bool:
            due = read_date(typed, self.follow_up.today) if typed else None
            if typed and due is None:
                self.say(
                    self.words("“{text}” is no date: 2026-12-01, 1-12, +14 or 2w.", text=typed)
                )
                return False
            told = (
                self.words("{action} is due {date}.", action=self._named(document), date=due)
                if due
                else self.words("{action} has no date.", action=self._named(document))
            )
            return await self._change(document["uid"], {"due": due}, told)

        self.ask(
            self.words("By when?"),
            then,
            value=text_of(document, "due"),
            example=self.words("2026-12-01, 1-12, +14 or 2w"),
        )

    async def do_note(self) -> None:
        self._ask_text("note", self.words("How does it stand?"), self.words("{action} has a note."))

    async def do_edit(self) -> None:
        self._ask_text("text", self.words("What will be done?"), self.words("{action} is changed."))

    def _ask_text(self, name: str, question: str, told: str) -> None:
        document = self._document()
        if document is None:
            return
        value = text_of(document, name)

        async def then(typed: str) -> bool:
            sentence = told.format(
                action=self._named({**document, **({name: typed} if name == "text" else {})})
            )
            # A note of several lines that nobody touched keeps them.
            kept = value if typed == " ".join(value.split()) else typed
            return await self._change(document["uid"], {name: kept}, sentence)

        self.ask(question, then, value=" ".join(value.split()))

    async def do_undo(self) -> None:
        if not self._undo:
            self.say(self.words("There is nothing of yours to take back here."))
            return
        change, told = self._undo[-1]
        done = await self.act(self.follow_up.undo(change))
        # What somebody else changed since is not tried again.
        self._undo.pop()
        if done is not None:
            self.query_one(CardList).choose(done.document["uid"])
            self.say(self.words("Taken back: {what}", what=told), good=True)
