"""A lesson says in which situation it helps: one line, written from its card."""

from retro.session.commands import Command, SayWhenItApplies
from retro.session.format import Lesson
from retro.session.model import Card, Id
from retro.session.writing import lesson_of
from retro.ui.places import Place
from retro.ui.screens.writing import WritingScreen

VERB = "helps"


class WhenItHelps(WritingScreen):
    """Part of every phase's screen: what was begun in one may be kept in a later one."""

    async def do_helps(self, key: str) -> None:
        card = self.chosen_card()
        if card is None:
            self.say(self.words("Choose a card first."))
        elif lesson_of(self.view.session, card) is Lesson.NONE:
            self.say(self.words("Only a lesson, to sustain or to improve, says when it helps."))
        else:
            self.write_at(Place.of(VERB, card.id))

    def offers(self, id: str) -> bool:
        if id == "helps":
            columns = self.phase.columns
            can = any(column.lesson is not Lesson.NONE for column in columns)
            return can and self.chosen_card() is not None and super().offers(id)
        return super().offers(id)

    def chosen_card(self) -> Card | None:
        """The card that the choice is on."""
        raise NotImplementedError

    def label_for(self, place: Place) -> str:
        if place.verb == VERB:
            return self.words("When does this help?")
        return super().label_for(place)

    def about(self, place: Place) -> str:
        card = self.view.session.cards.get(place.id) if place.verb == VERB else None
        return card.text if card else super().about(place)

    def text_at(self, place: Place) -> str:
        if place.verb == VERB:
            card = self.view.session.cards.get(place.id)
            return card.applies_when if card else ""
        return super().text_at(place)

    def command_for(self, place: Place, text: str, id: Id) -> Command:
        if place.verb == VERB:
            return SayWhenItApplies(place.id, text)
        return super().command_for(place, text, id)

    def may_be_empty(self, place: Place) -> bool:
        return place.verb == VERB or super().may_be_empty(place)

    def instruction(self, place: Place) -> str:
        if place.verb == VERB and not place.phase:
            return self.words("The situation to look out for · Enter keeps it · Esc: later")
        return super().instruction(place)

    def way_back(self, place: Place) -> str:
        return "h" if place.verb == VERB and not place.phase else super().way_back(place)

    def draft_places(self) -> list[Place]:
        cards = self.view.session.cards.values()
        here = [card.id for card in cards if card.phase == self.phase.key]
        return [*super().draft_places(), *(Place.of(VERB, id) for id in here)]
