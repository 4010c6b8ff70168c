"""The questions that rules, screens and minutes ask about a session."""

from dataclasses import replace

import pytest

from retro.session import commands as c
from retro.session.model import Card, Id, Topic, Verdict, Vote, Writing
from retro.session.select import (
    by_votes,
    cards_of,
    children,
    coherent,
    gaps,
    in_order,
    moment,
    notes_on,
    sources,
    spread,
    tally,
    targets,
    timeline,
    topics_of,
)
from tests.session.sample import (
    ANN,
    BOB,
    FORMAT,
    HAPPENED,
    IDEA,
    IDEA_TOO,
    LESSON,
    LESSON_TOO,
    NOTE,
    PLAN,
    TOPIC,
    WHY,
    begin,
    ripe,
)


def happening(id: Id, when: str, number: int) -> Card:
    return Card(id, "happened", "", f"at {when}", ANN, number, when=when)


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("", ()),
        ("later", ()),
        ("9", ()),
        ("9:05", (0, 0, 0, 9, 5)),
        ("09.05", (0, 0, 0, 9, 5)),
        ("9u05", (0, 0, 0, 9, 5)),
        ("9h05", (0, 0, 0, 9, 5)),
        ("around 23:59 or so", (0, 0, 0, 23, 59)),
        ("9:05 am", (0, 0, 0, 9, 5)),
        ("9:05 PM", (0, 0, 0, 21, 5)),
        ("12:05 a.m.", (0, 0, 0, 0, 5)),
        ("12:05pm", (0, 0, 0, 12, 5)),
        ("9:05 after lunch", (0, 0, 0, 9, 5)),
        ("2024-05-02", (2024, 5, 2, 0, 0)),
        ("2024-5-2 9:05", (2024, 5, 2, 9, 5)),
        ("٢٣:٥٩", (0, 0, 0, 23, 59)),
    ],
)
def test_times_as_people_write_them(when: str, expected: tuple[int, ...]) -> None:
    assert moment(when) == expected


def test_a_timeline_follows_the_clock_and_those_without_follow_their_neighbour() -> None:
    cards = [
        happening(1, "10:00", 1),
        happening(2, "", 2),
        happening(3, "9:00", 3),
        happening(4, "then", 4),
        happening(5, "10:00", 5),
    ]
    assert [card.id for card in timeline(cards)] == [3, 4, 1, 2, 5]
    assert [card.id for card in timeline([happening(1, "", 1), happening(2, "9:00", 2)])] == [1, 2]


def test_days_come_before_hours() -> None:
    cards = [happening(1, "2024-05-03 00:10", 1), happening(2, "2024-05-02 23:50", 2)]
    assert [card.id for card in timeline(cards)] == [2, 1]


def test_cards_without_an_order_come_by_their_ids() -> None:
    cards = [replace(happening(id, "", 0), author=None) for id in (5, 2, 9)]
    assert [card.id for card in in_order([*cards, happening(1, "", 1)])] == [2, 5, 9, 1]


def test_cards_columns_and_children() -> None:
    session = ripe().session
    assert [card.id for card in cards_of(session, "lessons")] == [LESSON, LESSON_TOO]
    assert [card.id for card in cards_of(session, "lessons", "improve")] == [LESSON_TOO]
    assert cards_of(session, "nowhere") == ()
    assert [card.id for card in children(session, HAPPENED)] == [WHY]
    assert children(session, HAPPENED, "lessons") == ()
    assert [card.id for card in sources(session, FORMAT.phase("why"))] == [PLAN, HAPPENED]


def test_gaps_begin_with_what_went_better() -> None:
    play = begin().at("plan")
    for id in (1, 2, 3):
        play.do(c.WriteCard(id, f"plan {id}"), ANN)
    why = FORMAT.phase("why")
    play.at("happened")
    assert [card.id for card in gaps(play.session, why)] == [1, 2, 3]  # nothing happened: the plan
    for id, when in ((11, "11:00"), (12, "10:00"), (13, "9:00"), (14, "8:00")):
        play.do(c.WriteCard(id, f"happened {id}", when=when), ANN)
    assert [card.id for card in gaps(play.session, why)] == [14, 13, 12, 11]  # no verdicts: all
    play.do(c.LinkCard(11, 1, Verdict.OTHERWISE), ANN)
    play.do(c.LinkCard(12, 2, Verdict.BETTER), ANN)
    play.do(c.LinkCard(13, 2, Verdict.AS_PLANNED), ANN)
    play.do(c.LinkCard(14, None, Verdict.OTHERWISE), ANN)
    assert [card.id for card in gaps(play.session, why)] == [12, 14, 11, 3]


def test_topics_are_groups_first_then_single_cards() -> None:
    session = ripe().session
    topics = topics_of(session, FORMAT.phase("vote"))
    assert [topic.target for topic in topics] == [TOPIC, LESSON, LESSON_TOO]
    assert [topic.name for topic in topics] == ["Preparing", "the rollback", "the plan"]
    assert [card.id for card in topics[0].cards] == [IDEA, IDEA_TOO]
    assert targets(session, FORMAT.phase("vote")) == {TOPIC, LESSON, LESSON_TOO}


def test_without_sources_all_collected_cards_are_topics() -> None:
    session = ripe().session
    phase = replace(FORMAT.phase("vote"), source=())
    found = [topic.target for topic in topics_of(session, phase)]
    assert found == [TOPIC, PLAN, LESSON, LESSON_TOO]
    assert targets(session, phase) == set(found)


def test_a_topic_that_is_not_there_leaves_its_cards_alone() -> None:
    session = replace(ripe().session, topics={})
    phase = FORMAT.phase("vote")
    assert IDEA in {topic.target for topic in topics_of(session, phase)}
    assert IDEA in targets(session, phase)
    assert not coherent(session)


def test_most_dots_first_and_ties_keep_their_order() -> None:
    play = ripe(Writing.TOGETHER).at("vote")
    play.do(c.CastVote(901, LESSON_TOO), BOB)
    play.do(c.CastVote(902, LESSON_TOO), BOB)
    play.do(c.CastVote(903, LESSON), BOB)
    order = [topic.target for topic in by_votes(play.session, play.session.phase)]
    assert order == [LESSON_TOO, TOPIC, LESSON]
    assert tally(play.session) == {LESSON_TOO: 2, TOPIC: 1, LESSON: 1}


def test_notes_and_answers() -> None:
    play = ripe()
    play.do(c.WriteNote(901, "in general"), BOB)
    play.do(c.WriteNote(902, "more", target=TOPIC), BOB)
    assert [note.id for note in notes_on(play.session, TOPIC)] == [NOTE, 902]
    assert [note.id for note in notes_on(play.session, None)] == [901]
    assert spread(play.session, FORMAT.phase("checkin")) == {4: 1}


def test_what_coherent_means() -> None:
    session = ripe().session
    assert coherent(session)
    without = {id: card for id, card in session.cards.items() if id != HAPPENED}
    broken = [
        replace(session, cards=without),
        replace(session, focus=999),
        replace(session, topics={**session.topics, 9: Topic(9, "empty", 9)}),
        replace(session, votes={9: Vote(9, "vote", ANN, 999)}),
        replace(session, notes={1: replace(session.notes[NOTE], target=999)}),
        replace(session, actions={1: replace(next(iter(session.actions.values())), parent=999)}),
    ]
    assert not any(map(coherent, broken))
