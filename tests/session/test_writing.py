"""The rules for cards, links, topics, notes, actions and the parking lot."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from retro.session import commands as c
from retro.session.model import ID_LIMIT, ActionState, Parked, Verdict, Writing
from retro.session.rules import ITEMS_LIMIT
from retro.session.text import CARD_LIMIT, LINE_LIMIT, NAME_LIMIT
from tests.session.sample import (
    ACTION,
    AGREEMENT,
    ANN,
    BOB,
    EARLIER,
    FAY,
    HAPPENED,
    IDEA,
    IDEA_TOO,
    LESSON,
    LESSON_TOO,
    NOTE,
    PARKED,
    PLAN,
    TOPIC,
    WHY,
    begin,
    items,
    ripe,
)

GONE = "That is no longer there; somebody may have removed it."
GARBLED = "That came in garbled; please try again."
EMPTY = "There is nothing to keep: write a few words first."
FULL = "This session is full: it holds 1000 of these at most."
BENEATH = "Other cards hang under this one. Move or remove those first."
DOTS = "There are dots on this. Take them back first."
NOTES = "There are notes about this. It stays as it is."
DOTS_ARE_OUT = "Dots are being given. What they can be on stays until they are counted."


@pytest.mark.parametrize(
    ("at", "command", "reason"),
    [
        ("close", c.WriteCard(0, "x"), GARBLED),
        ("close", c.WriteCard(-1, "x"), GARBLED),
        ("close", c.WriteCard(ID_LIMIT, "x"), GARBLED),
        ("close", c.WriteCard(TOPIC, "x"), GARBLED),
        ("close", c.WriteCard(900, " \n\u200b\x1b "), EMPTY),
        ("close", c.WriteCard(900, "x", parent=PLAN), "A card of “Close” cannot hang under"),
        ("close", c.WriteCard(900, "x", phase="nowhere"), "That phase has not begun yet."),
        ("group", c.WriteCard(900, "x", phase="close"), "That phase has not begun yet."),
        ("close", c.WriteCard(900, "x", phase="vote"), "Nothing is written at “Vote”."),
        ("lessons", c.WriteCard(900, "x", column="nowhere"), "“Lessons” has no such column."),
        ("lessons", c.WriteCard(900, "x", parent=PLAN), "A card of “Lessons” cannot hang"),
        ("lessons", c.WriteCard(900, "x", parent=999), GONE),
        ("happened", c.WriteCard(900, "x", mood=3), "A mood runs from -2 to 2."),
        ("happened", c.WriteCard(900, "x", parent=HAPPENED), "A card of “Happened” cannot hang"),
        ("why", c.WriteCard(900, "x", parent=LESSON), "A card of “Why” cannot hang"),
        ("close", c.RemoveCard(PLAN), None),
        ("close", c.RemoveCard(HAPPENED), BENEATH),
        ("close", c.LinkCard(999, PLAN), GONE),
        ("close", c.LinkCard(HAPPENED, 999), GONE),
        ("close", c.LinkCard(LESSON, PLAN), "Only what happened can be linked to the plan"),
        ("close", c.LinkCard(HAPPENED, WHY), "Link what happened to something that was planned."),
        ("discuss", c.MakeTopic(900, "Empty"), "Choose the cards that belong together first."),
        ("discuss", c.MakeTopic(900, " ", (LESSON,)), EMPTY),
        ("discuss", c.MakeTopic(900, "New", (999,)), GONE),
        ("discuss", c.MakeTopic(900, "New", (HAPPENED,)), "Only cards that everyone can see"),
        ("discuss", c.MakeTopic(LESSON, "New", (LESSON_TOO,)), GARBLED),
        ("discuss", c.RenameTopic(999, "Name"), GONE),
        ("discuss", c.RenameTopic(TOPIC, "\u202e"), EMPTY),
        ("discuss", c.MoveCard(999, TOPIC), GONE),
        ("discuss", c.MoveCard(LESSON, 999), GONE),
        ("discuss", c.MoveCard(WHY, TOPIC), "Only cards that everyone can see can be grouped."),
        ("close", c.WriteNote(900, "", TOPIC), EMPTY),
        ("close", c.WriteNote(900, "x", 999), GONE),
        ("close", c.WriteAction(900, ""), EMPTY),
        ("close", c.WriteAction(900, "Do", parent=999), GONE),
        ("close", c.ReviewAction(999), GONE),
        ("close", c.Park(900, ""), EMPTY),
        ("close", c.Park(0, "x"), GARBLED),
    ],
)
def test_bounds(at: str, command: c.Command, reason: str | None) -> None:
    play = ripe().at(at)
    # What became of earlier actions is the facilitator's to record.
    by = FAY if isinstance(command, c.ReviewAction) else ANN
    if reason is None:
        assert play.do(command, by)
    else:
        assert play.refused(command, by).startswith(reason)


TOO_LONG = "That is too long: {most} characters fit here."


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (lambda text: c.WriteCard(900, text), CARD_LIMIT),
        (lambda text: c.WriteNote(900, text), CARD_LIMIT),
        (lambda text: c.Park(900, text), CARD_LIMIT),
        (lambda text: c.ReviewAction(EARLIER, ActionState.DOING, note=text), CARD_LIMIT),
        (lambda text: c.WriteAction(900, text), LINE_LIMIT),
        (lambda text: c.WriteAction(900, "x", owner=text), NAME_LIMIT),
        (lambda text: c.WriteAction(900, "x", done_when=text), LINE_LIMIT),
        (lambda text: c.WriteAction(900, "x", first_step=text), LINE_LIMIT),
        (lambda text: c.WriteAction(900, "x", hypothesis=text), LINE_LIMIT),
        (lambda text: c.WriteAction(900, "x", stop_rule=text), LINE_LIMIT),
        (lambda text: c.WriteAction(900, "x", link=text), LINE_LIMIT),
        (lambda text: c.ReviewAction(EARLIER, owner=text), NAME_LIMIT),
        (lambda text: c.WriteAgreement(900, text), LINE_LIMIT),
        (lambda text: c.WriteAgreement(AGREEMENT, text), LINE_LIMIT),
    ],
)
def test_text_that_is_too_long_is_refused_and_never_cut(
    make: Callable[[str], c.Command], limit: int
) -> None:
    play = ripe()
    for length in (limit + 1, limit * 50):
        assert play.refused(make("ä" * length), FAY).startswith(TOO_LONG.format(most=limit))
    play.do(make("ä" * limit), FAY)
    assert any(
        "ä" * limit in repr(item)
        for table in items(play.session).values()
        for item in table.values()
    )


def test_what_is_cleaned_away_does_not_count() -> None:
    play = ripe()
    play.do(c.WriteCard(900, "\x1b" * CARD_LIMIT + "ä" * CARD_LIMIT + "  \n"), ANN)
    assert play.session.cards[900].text == "ä" * CARD_LIMIT


def test_short_lines_are_bounded_and_cleaned() -> None:
    play = ripe().at("discuss")
    refused = play.refused(c.MakeTopic(900, "xy\n" * 100, (LESSON,)), ANN)
    assert refused.startswith(TOO_LONG.format(most=NAME_LIMIT))
    play.do(c.MakeTopic(900, "xy\n" * 20, (LESSON,)), ANN)
    assert play.session.topics[900].name == ("xy " * 20).strip()
    play.at("happened").do(c.WriteCard(901, "x", when="10:25\x1b[31m"), ANN)
    assert play.session.cards[901].when == "10:25[31m"
    refused = play.refused(c.WriteCard(902, "x", when="10:25" * 20), ANN)
    assert refused.startswith(TOO_LONG.format(most=NAME_LIMIT))


@pytest.mark.parametrize(
    ("table", "command"),
    [
        ("cards", c.WriteCard(900, "x")),
        ("topics", c.MakeTopic(900, "x", (LESSON,))),
        ("notes", c.WriteNote(900, "x")),
        ("actions", c.WriteAction(900, "x")),
        ("parked", c.Park(900, "x")),
        ("agreements", c.WriteAgreement(900, "x")),
    ],
)
def test_a_table_holds_a_thousand(table: str, command: c.Command) -> None:
    play = begin(Writing.TOGETHER).at("lessons")
    play.do(c.WriteCard(LESSON, "x"), ANN)
    play.at("discuss" if table == "topics" else "close")
    many: dict[str, Any] = {
        table: {id: Parked(id, "x", id) for id in range(10_000, 10_000 + ITEMS_LIMIT)}
    }
    play.session = replace(play.session, **many)
    assert play.refused(command, ANN) == FULL


def test_a_card_is_rewritten_in_place() -> None:
    play = ripe().at("happened")
    before = play.session.cards[HAPPENED]
    play.do(c.WriteCard(HAPPENED, "deploy at 10:26", when="10:26", mood=-1), ANN)
    after = play.session.cards[HAPPENED]
    assert after == replace(before, text="deploy at 10:26", when="10:26", mood=-1)


def test_a_card_stays_in_its_column_when_rewritten() -> None:
    play = ripe()
    play.do(c.WriteCard(LESSON_TOO, "the plan itself"), ANN)
    assert play.session.cards[LESSON_TOO].column == "improve"
    play.do(c.WriteCard(LESSON_TOO, "the plan itself", column="sustain"), ANN)
    assert play.session.cards[LESSON_TOO].column == "sustain"


def test_a_card_falls_into_the_first_column() -> None:
    play = begin().at("lessons")
    play.do(c.WriteCard(900, "x"), BOB)
    assert play.session.cards[900].column == "sustain"


def test_a_draft_goes_to_the_phase_it_was_begun_in() -> None:
    play = ripe()
    play.do(c.WriteCard(900, "late", phase="plan"), BOB)
    card = play.session.cards[900]
    assert (card.phase, card.author) == ("plan", BOB)
    assert play.session.cards[900] in play.seen_by(ANN).session.cards.values()


def test_only_a_timeline_has_times_verdicts_and_moods() -> None:
    play = ripe().at("lessons")
    play.do(c.WriteCard(900, "x", when="9:00", verdict=Verdict.BETTER, mood=1), BOB)
    card = play.session.cards[900]
    assert (card.when, card.verdict, card.mood) == ("", None, None)


def test_the_facilitator_types_for_all_at_one_keyboard_only() -> None:
    assert ripe(Writing.TOGETHER).do(c.WriteCard(LESSON, "mended"), FAY)
    assert ripe(Writing.APART).refused(c.WriteCard(LESSON, "mended"), FAY)


def test_conditions_chain_but_not_without_end() -> None:
    play = ripe().at("why")
    above = WHY
    for id in range(910, 915):
        play.do(c.WriteCard(id, "because", parent=above), BOB)
        above = id
    long = "That chain is long enough: take its last link as a gap of its own."
    assert play.refused(c.WriteCard(915, "because", parent=above), BOB) == long
    assert play.refused(c.WriteCard(910, "because", parent=914), BOB) == long
    assert play.refused(c.WriteCard(910, "because", parent=910), BOB) == long


def test_what_has_something_under_it_stays() -> None:
    play = ripe()
    assert play.refused(c.RemoveCard(HAPPENED), ANN) == BENEATH
    play.do(c.RemoveCard(WHY), ANN)
    assert play.do(c.RemoveCard(HAPPENED), ANN)
    play.at("commit").do(c.WriteAction(ACTION, "Do", parent=LESSON), BOB)
    assert play.refused(c.RemoveCard(LESSON), ANN) == BENEATH


def test_a_happening_is_linked_and_unlinked_by_anyone() -> None:
    play = ripe()
    play.do(c.LinkCard(HAPPENED, PLAN, Verdict.OTHERWISE), BOB)
    card = play.session.cards[HAPPENED]
    assert (card.parent, card.verdict) == (PLAN, Verdict.OTHERWISE)
    play.do(c.LinkCard(HAPPENED, None), FAY)
    card = play.session.cards[HAPPENED]
    assert (card.parent, card.verdict, card.text) == (None, None, "deploy at 10:25")


def test_the_last_card_takes_its_topic_along() -> None:
    play = ripe(Writing.TOGETHER).at("discuss")
    play.do(c.MakeTopic(900, "Two", (LESSON, LESSON_TOO)), BOB)
    play.do(c.MoveCard(LESSON, None), BOB)
    assert 900 in play.session.topics
    play.do(c.MoveCard(LESSON_TOO, None), BOB)
    assert 900 not in play.session.topics
    play.do(c.MakeTopic(901, "One", (LESSON,)), BOB)
    play.do(c.MakeTopic(902, "Both", (LESSON, LESSON_TOO)), BOB)
    assert set(play.session.topics) == {TOPIC, 902}
    play.do(c.RemoveCard(LESSON), ANN)
    play.do(c.RemoveCard(LESSON_TOO), ANN)
    assert set(play.session.topics) == {TOPIC}


def test_what_has_dots_or_notes_stays_where_it_is() -> None:
    play = ripe(Writing.TOGETHER)
    play.at("vote").do(c.CastVote(950, LESSON), ANN)
    assert play.refused(c.MoveCard(LESSON, TOPIC), ANN) == DOTS
    assert play.refused(c.MakeTopic(900, "New", (LESSON,)), ANN) == DOTS
    assert play.refused(c.RemoveCard(LESSON), ANN) == DOTS
    play.do(c.TakeVote(LESSON), ANN)
    play.do(c.WriteNote(951, "said", LESSON), ANN)
    assert play.refused(c.MoveCard(LESSON, TOPIC), ANN) == NOTES
    # A topic with dots may gain and lose cards, but not its last one.
    play.do(c.MoveCard(IDEA, None), ANN)
    assert play.refused(c.MoveCard(IDEA_TOO, None), ANN) == DOTS
    assert play.refused(c.MakeTopic(900, "New", (IDEA_TOO,)), ANN) == DOTS


def test_while_dots_are_unseen_nobody_learns_where_they_are() -> None:
    play = ripe(Writing.APART).at("vote")  # Ann's dot is on the topic; the lessons have none
    for by in (FAY, BOB):
        assert play.refused(c.MoveCard(LESSON, TOPIC), by) == DOTS_ARE_OUT
        assert play.refused(c.MoveCard(IDEA, None), by) == DOTS_ARE_OUT
        assert play.refused(c.MakeTopic(900, "New", (LESSON,)), by) == DOTS_ARE_OUT
    assert play.refused(c.RemoveCard(LESSON), ANN) == DOTS_ARE_OUT
    play.do(c.WriteCard(900, "late", phase="lessons"), BOB)
    assert play.refused(c.Undo(), BOB) == DOTS_ARE_OUT
    play.do(c.Reveal())
    assert play.do(c.MoveCard(LESSON, TOPIC), BOB)


def test_a_note_is_changed_in_place() -> None:
    play = ripe().at("close")
    before = play.session.notes[NOTE]
    play.do(c.WriteNote(NOTE, "decided", TOPIC, decision=True), BOB)
    assert play.session.notes[NOTE] == replace(before, text="decided", decision=True)
    play.do(c.RemoveNote(NOTE), BOB)
    assert NOTE not in play.session.notes
    assert play.do(c.RemoveNote(NOTE), BOB) == ()


def test_a_note_can_be_about_nothing_in_particular() -> None:
    play = ripe()
    play.do(c.WriteNote(900, "in general"), BOB)
    assert play.session.notes[900].target is None


def test_the_parking_lot() -> None:
    play = begin()
    play.do(c.Park(900, "later"), BOB)
    assert play.do(c.Park(900, "something else"), BOB) == ()
    assert play.session.parked[900].text == "later"
    play.do(c.Unpark(900), ANN)
    assert play.session.parked == {}
    assert play.do(c.Unpark(900), ANN) == ()
    assert PARKED in ripe().session.parked
