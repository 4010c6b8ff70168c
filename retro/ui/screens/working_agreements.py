"""How the team wants to work together, in a session: to read, to add, to reword and to retire."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from retro.live.errors import NotKept
from retro.session.commands import Command, RetireAgreement, WriteAgreement
from retro.session.model import Agreement, Id, Role, Writing
from retro.session.refusal import Refused
from retro.ui.places import Place
from retro.ui.screens.writing import WritingScreen
from retro.ui.seat import Seat
from retro.ui.trouble import reason
from retro.ui.widgets.card_list import CardList, Row
from retro.ui.widgets.lines import NoticeLine
from retro.words import Words

if TYPE_CHECKING:
    from retro.ui.app import RetroApp

VERB: Final = "agreement"
_NEW: Final = "new"


def in_order(agreements: Iterable[Agreement]) -> list[Agreement]:
    """Those that are kept first, each in the order in which they were made."""
    return sorted(agreements, key=lambda agreement: (agreement.retired, agreement.number))


def agreement_row(agreement: Agreement, words: Words) -> Row:
    """One agreement, and since when it stands or what became of it today."""
    news = standing(agreement, words)
    is_new = agreement.new and not agreement.retired
    return Row(
        f"agreement-{agreement.id}",
        agreement.text,
        mark="×" if agreement.retired else "+" if is_new else "=",
        tail=news,
        tone="good" if is_new else "quiet",
        quiet=agreement.retired,
    )


def standing(agreement: Agreement, words: Words) -> str:
    """Since when it stands, or what became of it in this session."""
    if agreement.retired:
        return words("retired today")
    if agreement.new:
        return words("new today")
    if agreement.changed:
        return words("reworded today")
    return words("since {date}", date=agreement.made.isoformat()) if agreement.made else ""


class AgreementsDialog(ModalScreen[str]):
    """The list of them. It closes with "new", or the id of the one that is to be reworded."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "write", show=False),
        Binding("e,enter", "reword", show=False),
        Binding("x,delete,backspace", "retire", show=False),
        Binding("escape,f,q", "close", show=False),
    ]
    AUTO_FOCUS = "CardList"
    app: "RetroApp"

    def __init__(self, seat: Seat) -> None:
        super().__init__(classes="dialog")
        self.seat = seat
        self.words = seat.words

    def compose(self) -> ComposeResult:
        title = Content.styled(self.words("How we work together"), "bold $primary")
        with Vertical():
            yield Static(title)
            yield CardList(empty=self.words("Nothing yet. One or two that all keep are plenty."))
            yield NoticeLine()

    def on_mount(self) -> None:
        self.refresh_view()

    def refresh_view(self) -> None:
        """Show them as they are now, whoever changed them."""
        self._show()
        notice = self.query_one(NoticeLine)
        if self._may_change:
            notice.hint = self.words("a adds one · e rewords it · x retires it · Esc closes")
        else:
            notice.hint = self.words("Say it aloud if one should change. Esc closes.")

    @property
    def _may_change(self) -> bool:
        """Where everyone has a terminal, the facilitator writes down what all agree on."""
        view = self.seat.view()
        if view.session.writing is Writing.APART:
            return view.role is Role.FACILITATOR
        return view.role is not Role.OBSERVER

    def _show(self) -> None:
        agreements = in_order(self.seat.view().session.agreements.values())
        found = self.query_one(CardList)
        height = 2 * len(agreements) + 2
        found.styles.height = min(max(height, 3), max(self.app.size.height - 9, 3))
        found.show([agreement_row(each, self.words) for each in agreements])

    def _chosen(self) -> Agreement | None:
        row = self.query_one(CardList).chosen
        agreements = self.seat.view().session.agreements.values()
        return next((each for each in agreements if row and row.id == f"agreement-{each.id}"), None)

    def on_card_list_opened(self) -> None:
        self.action_reword()

    def action_write(self) -> None:
        if self._may_change:
            self.dismiss(_NEW)

    def action_reword(self) -> None:
        agreement = self._chosen()
        if agreement is None:
            self.action_write()
        elif self._may_change:
            self.dismiss(str(agreement.id))

    async def action_retire(self) -> None:
        """End the chosen one, or keep to it again."""
        agreement = self._chosen()
        if agreement is None or not self._may_change:
            return
        notice = self.query_one(NoticeLine)
        try:
            await self.seat.submit(RetireAgreement(agreement.id, not agreement.retired))
        except (Refused, NotKept) as error:
            notice.say(reason(error, self.words, guest=self.app.wish.is_guest))
            return
        self._show()
        if agreement.retired:
            notice.say(self.words("It is kept again."), "$success")
        else:
            notice.say(self.words("Retired, with thanks; x brings it back."), "$success")

    def action_close(self) -> None:
        self.dismiss(None)


class AgreementsInPhase(WritingScreen):
    """Part of every phase's screen: the dialog, and the line in which one is written."""

    async def do_agreements(self, key: str) -> None:
        def closed(chosen: str | None) -> None:
            self.refresh_view()
            if chosen is not None:
                self.write_at(Place(VERB, chosen))

        waiting = [place for place in self.waiting_places() if place.verb == VERB]
        if waiting:
            self.write_at(waiting[0])
        else:
            self.app.push_screen(AgreementsDialog(self.seat), closed)

    def label_for(self, place: Place) -> str:
        if place.verb == VERB:
            return self.words("We agree to work like this" if place.id == 0 else "We reword this")
        return super().label_for(place)

    def about(self, place: Place) -> str:
        agreement = self.view.session.agreements.get(place.id) if place.verb == VERB else None
        return agreement.text if agreement else super().about(place)

    def text_at(self, place: Place) -> str:
        if place.verb == VERB:
            agreement = self.view.session.agreements.get(place.id)
            return agreement.text if agreement else ""
        return super().text_at(place)

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        if place.verb == VERB:
            return WriteAgreement(place.id or id, text)
        return super().command_for(place, text, id)

    def instruction(self, place: Place) -> str:
        if place.verb == VERB:
            return self.words("One line that anyone can see you keep · Enter keeps it · Esc: later")
        return super().instruction(place)

    def after_keeping(self, place: Place) -> None:
        super().after_keeping(place)
        if place.verb == VERB:
            self.say(self.words("Agreed. f shows how you work together."), good=True)

    def way_back(self, place: Place) -> str:
        return "f" if place.verb == VERB else super().way_back(place)

    def draft_places(self) -> list[Place]:
        ids = [_NEW, *map(str, self.view.session.agreements)]
        return [*super().draft_places(), *(Place(VERB, id) for id in ids)]
