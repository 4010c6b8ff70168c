"""The rules for actions, earlier actions, lessons taken along, and working agreements."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from retro.session import agreeing
from retro.session import commands as c
from retro.session.format import Format
from retro.session.model import (
    Action,
    ActionKind,
    ActionState,
    Applied,
    Control,
    EarlierAction,
    Helped,
    Size,
    Strength,
    Writing,
)
from retro.session.text import CARD_LIMIT, LINE_LIMIT
from tests.session.sample import (
    ACTION,
    AGREEMENT,
    ANN,
    BOB,
    EARLIER,
    FAY,
    FORMAT,
    IDEA,
    IDEA_TOO,
    LESSON,
    LESSON_TOO,
    NOW,
    OFFERED,
    PLAN,
    TAKEN,
    Play,
    begin,
    ripe,
)

ASKS = "Blocked by what, and who can help? Write the ask down."
GARBLED = "That came in garbled; please try again."
GONE = "That is no longer there; somebody may have removed it."
DAY = date(2024, 6, 1)


def found_so(play: Play, **fields: Any) -> Play:
    """The session as it would be had it found the earlier action like this."""
    earlier = replace(play.session.earlier[EARLIER], **fields)
    play.session = replace(play.session, earlier={EARLIER: earlier})
    return play


def earlier_in(play: Play) -> EarlierAction:
    return play.session.earlier[EARLIER]


def _unbounded(format: Format) -> Format:
    return replace(format, phases=tuple(replace(phase, most=0) for phase in format.phases))


def test_more_actions_than_get_done_are_warned_of_and_never_refused() -> None:
    play = ripe().at("commit")
    play.do(c.WriteAction(910, "Two"), BOB)
    play.do(c.WriteAction(911, "Three"), BOB)
    assert agreeing.too_many(play.session) is None
    assert agreeing.too_many(play.session, adding=1) == agreeing.TooMany(4, 3, 5, 5)
    assert play.do(c.WriteAction(912, "Four"), BOB)
    over = agreeing.too_many(play.session)
    assert over == agreeing.TooMany(new=4, most=3, open=5, most_open=5)
    assert over.are_new
    assert not over.are_open
    play.do(c.WriteAction(913, "Five"), BOB)
    both = agreeing.too_many(play.session)
    assert both is not None
    assert (both.are_new, both.are_open, both.open) == (True, True, 6)
    play.do(c.RemoveAction(913), BOB)
    play.do(c.RemoveAction(912), BOB)
    assert agreeing.too_many(play.session) is None


@pytest.mark.parametrize(
    ("state", "counts"), [(state, state in agreeing.OPEN_STATES) for state in ActionState]
)
def test_what_is_closed_does_not_count(state: ActionState, counts: bool) -> None:
    play = found_so(begin(Writing.APART, _unbounded(FORMAT)), state=state).at("commit")
    for id in range(900, 905):
        play.do(c.WriteAction(id, "One more"), BOB)
    over = agreeing.too_many(play.session)
    assert over == (agreeing.TooMany(5, 0, 6, 5) if counts else None)
    assert over is None or (not over.are_new and over.are_open)


def test_an_action_keeps_its_name_across_sessions() -> None:
    play = ripe()
    uid = play.session.actions[ACTION].uid
    command = c.WriteAction(
        ACTION,
        "Rehearse",
        owner=" Bob\n",
        accepted=True,
        due=DAY,
        done_when="twice",
        first_step="ask",
        kind=ActionKind.EXPERIMENT,
        size=Size.QUICK,
        strength=Strength.STRONG,
        control=Control.INFLUENCE,
        hypothesis="it\nhelps\u202e",
        stop_rule="after two",
        link=" https://example.org/1 ",
    )
    play.do(command, BOB)
    assert play.session.actions[ACTION] == Action(
        ACTION,
        uid,
        "Rehearse",
        play.session.actions[ACTION].number,
        "Bob",
        True,
        DAY,
        "twice",
        "ask",
        kind=ActionKind.EXPERIMENT,
        size=Size.QUICK,
        strength=Strength.STRONG,
        control=Control.INFLUENCE,
        hypothesis="it helps",
        stop_rule="after two",
        link="https://example.org/1",
    )
    assert play.do(command, BOB) == ()


def test_names_across_sessions_are_evenly_spread() -> None:
    play = begin().at("commit")
    for id in range(900, 1000):
        play.do(c.WriteAction(id, "Do"), BOB)
    uids = [action.uid for action in play.session.actions.values()]
    assert {len(uid) for uid in uids} == {14}
    assert {uid[0] for uid in uids} == set("0123456789abcdef")


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("", True),
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("PROJ-12", True),
        ("see the board: row 3", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("mailto:ann@example.org", False),
        (" \u200bdata:text/html,x", False),
    ],
)
def test_a_link_opens_a_page_or_nothing(link: str, fits: bool) -> None:
    play = ripe()
    command = c.WriteAction(900, "Do", link=link)
    if fits:
        assert play.do(command, ANN)
    else:
        assert play.refused(command, ANN).startswith("A link begins with https://")


def test_nobody_accepts_an_action_without_an_owner() -> None:
    play = ripe()
    play.do(c.WriteAction(ACTION, "Rehearse", owner="\u200b", accepted=True), BOB)
    assert play.session.actions[ACTION].accepted is False


def test_earlier_actions_are_reviewed() -> None:
    play = begin().at("review")
    assert play.refused(c.ReviewAction(EARLIER, ActionState.BLOCKED), FAY) == ASKS
    play.do(c.ReviewAction(EARLIER, skip=True), FAY)
    assert play.session.earlier[EARLIER].skipped
    play.do(c.ReviewAction(EARLIER, ActionState.BLOCKED, "no test data; ask Ops"), FAY)
    earlier = play.session.earlier[EARLIER]
    assert (earlier.state, earlier.reviewed, earlier.skipped) == (ActionState.BLOCKED, True, False)
    assert play.do(c.ReviewAction(EARLIER, skip=True), FAY) == ()
    play.do(c.ReviewAction(EARLIER, helped=Helped.PARTLY), FAY)
    earlier = play.session.earlier[EARLIER]
    assert (earlier.note, earlier.helped) == ("no test data; ask Ops", Helped.PARTLY)
    play.do(c.ReviewAction(EARLIER, ActionState.DOING), FAY)
    assert play.refused(c.ReviewAction(EARLIER, ActionState.BLOCKED), FAY) == ASKS


def test_an_action_found_blocked_can_be_passed_by() -> None:
    play = found_so(begin().at("review"), state=ActionState.BLOCKED)
    assert play.refused(c.ReviewAction(EARLIER), FAY).startswith("Blocked by what")
    blocked = earlier_in(play)
    play.do(c.ReviewAction(EARLIER, skip=True), FAY)
    assert earlier_in(play) == replace(blocked, skipped=True)


@pytest.mark.parametrize("note", ["", "not worth it"])
def test_dropping_openly_needs_no_reason(note: str) -> None:
    play = begin().at("review")
    play.do(c.ReviewAction(EARLIER, ActionState.DROPPED, note), FAY)
    earlier = earlier_in(play)
    assert (earlier.state, earlier.note, earlier.reviewed) == (ActionState.DROPPED, note, True)


@pytest.mark.parametrize(
    ("command", "changes"),
    [
        ({"owner": " Bob "}, {"owner": "Bob", "accepted": False, "reowned": True}),
        ({"owner": ""}, {"owner": "", "accepted": False, "reowned": True}),
        ({"owner": "Ann"}, {}),
        ({}, {}),
        ({"due": DAY}, {"due": DAY, "redated": True}),
        ({"due": date(2024, 4, 1)}, {}),
    ],
)
def test_an_earlier_action_gets_another_owner_or_day(
    command: dict[str, Any], changes: dict[str, Any]
) -> None:
    play = found_so(begin().at("review"), accepted=True, due=date(2024, 4, 1))
    before = earlier_in(play)
    assert play.do(c.ReviewAction(EARLIER, **command), FAY)
    assert earlier_in(play) == replace(before, reviewed=True, **changes)
    assert play.do(c.ReviewAction(EARLIER, **command), FAY) == ()


@pytest.mark.parametrize(
    ("fields", "must"),
    [
        ({"carried": 1}, False),
        ({"carried": 2}, True),
        ({"carried": 7, "state": ActionState.BLOCKED}, True),
        ({"carried": 2, "reowned": True}, False),
        ({"carried": 2, "redated": True}, True),
        ({"carried": 2, "state": ActionState.DONE}, False),
        ({"carried": 2, "state": ActionState.DROPPED}, False),
    ],
    ids=str,
)
def test_what_was_carried_over_twice_wants_a_choice(fields: dict[str, Any], must: bool) -> None:
    action = earlier_in(found_so(begin(), **fields))
    assert agreeing.must_choose(action) is must


def test_nobody_has_to_choose() -> None:
    play = found_so(begin().at("review"), carried=3)
    play.do(c.ReviewAction(EARLIER, skip=True), FAY)
    assert earlier_in(play).skipped
    play.do(c.ReviewAction(EARLIER, ActionState.DOING), FAY)
    assert earlier_in(play).reviewed


def test_an_earlier_action_is_split() -> None:
    play = found_so(
        begin().at("review"), accepted=True, kind=ActionKind.LEARN, due=DAY, note="too large"
    )
    command = c.SplitAction(EARLIER, ((900, " Copy the data\n"), (901, "Run it twice")))
    before = play.session.count
    play.do(command, FAY)
    first, second = play.session.actions.values()
    assert first == Action(
        900,
        first.uid,
        "Copy the data",
        before + 1,
        owner="Ann",
        kind=ActionKind.LEARN,
        split_from="e1",
    )
    assert (second.number, second.text) == (before + 2, "Run it twice")
    assert first.uid != second.uid
    earlier = earlier_in(play)
    assert (earlier.state, earlier.reviewed) == (ActionState.DROPPED, True)
    assert earlier.note == "→ Copy the data · Run it twice"
    assert play.do(command, FAY) == ()
    play.do(c.Undo(), FAY)
    assert (dict(play.session.actions), earlier_in(play).state) == ({}, ActionState.OPEN)


def test_a_part_stays_a_part_when_it_is_worked_out() -> None:
    play = begin().at("review")
    play.do(c.SplitAction(EARLIER, ((900, "one"), (901, "two"))), FAY)
    play.at("commit").do(c.WriteAction(900, "one, well", owner="Bob", accepted=True), BOB)
    part = play.session.actions[900]
    assert (part.text, part.owner, part.split_from) == ("one, well", "Bob", "e1")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((), "Split it into 2 to 5 parts."),
        (((900, "alone"),), "Split it into 2 to 5 parts."),
        (tuple((id, "one") for id in range(900, 906)), "Split it into 2 to 5 parts."),
        (((900, "one"), (900, "two")), GARBLED),
        (((900, "one"), (ACTION, "two")), GARBLED),
        (((900, "one"), (0, "two")), GARBLED),
        (((900, "one"), (901, " ")), "There is nothing to keep: write a few words first."),
        (((900, "one"), (901, "x" * (LINE_LIMIT + 1))), "That is too long"),
    ],
    ids=["none", "one", "six", "same", "taken", "no id", "empty", "long"],
)
def test_what_no_action_is_split_into(parts: tuple[tuple[int, str], ...], reason: str) -> None:
    play = ripe().at("review")
    assert play.refused(c.SplitAction(EARLIER, parts), FAY).startswith(reason)
    assert play.refused(c.SplitAction(999, ((900, "one"), (901, "two"))), FAY) == GONE


@pytest.mark.parametrize("state", [ActionState.DONE, ActionState.DROPPED])
def test_what_is_closed_is_not_split(state: ActionState) -> None:
    play = found_so(begin().at("review"), state=state)
    reason = play.refused(c.SplitAction(EARLIER, ((900, "one"), (901, "two"))), FAY)
    assert reason.startswith("This one is closed already")


def test_the_longest_parts_fit_a_note() -> None:
    play = begin().at("review")
    parts = tuple((id, "ä" * LINE_LIMIT) for id in range(900, 905))
    play.do(c.SplitAction(EARLIER, parts), FAY)
    assert 5 * LINE_LIMIT < len(earlier_in(play).note) <= CARD_LIMIT


def test_a_lesson_says_when_it_helps() -> None:
    play = ripe()
    play.do(c.SayWhenItApplies(LESSON, " at a\nrelease "), ANN)
    assert play.session.cards[LESSON].applies_when == "at a release"
    play.do(c.WriteCard(LESSON, "the rollback, rehearsed"), ANN)
    assert play.session.cards[LESSON].applies_when == "at a release"
    play.do(c.SayWhenItApplies(LESSON, ""), ANN)
    assert play.session.cards[LESSON].applies_when == ""
    reason = "Only a lesson, to sustain or to improve, says when it helps."
    assert play.refused(c.SayWhenItApplies(PLAN, "x"), ANN) == reason
    assert play.refused(c.SayWhenItApplies(999, "x"), ANN) == GONE
    assert play.refused(c.SayWhenItApplies(LESSON_TOO, "x" * 301), ANN).startswith("That is too")


def test_a_card_that_is_no_lesson_any_more_applies_nowhere() -> None:
    play = begin(Writing.TOGETHER).at("ideas")
    play.do(c.WriteCard(900, "meetings", column="stop"), ANN)
    play.do(c.SayWhenItApplies(900, "on Mondays"), ANN)
    play.do(c.WriteCard(900, "meetings", column="start"), ANN)
    assert play.session.cards[900].applies_when == ""


def test_of_an_anonymous_lesson_its_writer_says_so_and_once_shown_the_facilitator() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "meetings", column="stop"), ANN)
    for other in (FAY, BOB):
        assert play.refused(c.SayWhenItApplies(900, "always"), other) == GONE
    last = play.session.last
    play.now = play.now.replace(hour=11)
    play.do(c.SayWhenItApplies(900, "on Mondays"), ANN)
    card = play.session.cards[900]
    assert (card.applies_when, card.author, play.session.last) == ("on Mondays", None, last)
    assert 900 not in play.seen_by(FAY).session.cards
    assert play.do(c.SayWhenItApplies(900, "on all Mondays"), ANN)  # it is still hers
    play.do(c.Reveal())
    for other in (ANN, BOB):
        reason = play.refused(c.SayWhenItApplies(900, "always"), other)
        assert reason.startswith("Only whoever wrote an anonymous card can change it")
    play.do(c.SayWhenItApplies(900, "always"), FAY)
    assert play.session.cards[900].applies_when == "always"
    assert 900 not in play.session.writers


@pytest.mark.parametrize("id", [IDEA, IDEA_TOO])
def test_an_anonymous_card_that_is_no_lesson_says_nothing(id: int) -> None:
    assert ripe().refused(c.SayWhenItApplies(id, "x"), FAY).startswith("Only a lesson")


def test_lessons_come_along_and_are_judged() -> None:
    play = begin(Writing.TOGETHER)
    play.do(c.ChooseLesson(OFFERED), ANN)
    assert play.session.lessons[OFFERED].chosen
    play.do(c.ChooseLesson(OFFERED, False), BOB)
    assert not play.session.lessons[OFFERED].chosen
    for answer in (Applied.YES, Applied.NO, Applied.NOT_YET, Applied.UNASKED):
        play.do(c.JudgeLesson(TAKEN, answer), ANN)
        assert play.session.lessons[TAKEN].applied is answer
    play.do(c.ChooseLesson(TAKEN), ANN)
    assert play.session.lessons[TAKEN].chosen
    reason = play.refused(c.JudgeLesson(OFFERED, Applied.YES), ANN)
    assert reason.startswith("This lesson was not taken along before")
    assert play.refused(c.ChooseLesson(999), ANN) == GONE
    assert play.refused(c.JudgeLesson(999, Applied.YES), ANN) == GONE


def test_working_agreements_are_made_worded_anew_and_ended() -> None:
    play = begin(Writing.TOGETHER)
    play.do(c.WriteAgreement(900, " We ask\nbefore we judge "), ANN)
    made = play.session.agreements[900]
    assert (made.text, made.made, made.new, len(made.uid)) == (
        "We ask before we judge",
        NOW.date(),
        True,
        14,
    )
    assert made.number > play.session.agreements[AGREEMENT].number
    play.do(c.WriteAgreement(900, "We ask first"), BOB)
    assert play.session.agreements[900] == replace(made, text="We ask first")
    former = play.session.agreements[AGREEMENT]
    play.do(c.WriteAgreement(AGREEMENT, "We end on time"), BOB)
    changed = replace(former, text="We end on time", changed=True)
    assert play.session.agreements[AGREEMENT] == changed
    play.do(c.RetireAgreement(AGREEMENT), BOB)
    assert play.session.agreements[AGREEMENT] == replace(changed, retired=True)
    play.do(c.RetireAgreement(AGREEMENT, False), BOB)
    assert play.session.agreements[AGREEMENT] == changed
    assert play.refused(c.WriteAgreement(901, " "), ANN).startswith("There is nothing to keep")
    assert play.refused(c.WriteAgreement(0, "x"), ANN) == GARBLED
    assert play.refused(c.RetireAgreement(999), ANN) == GONE
