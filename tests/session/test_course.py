"""The rules for who is here, which phase it is, how long it takes, and the end."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from retro.session import commands as c
from retro.session import course
from retro.session.decide import decide
from retro.session.model import ID_LIMIT, Person, Role, Session, Timer, Writing
from retro.session.refusal import Refused
from retro.session.rules import PROGRAM
from retro.session.select import spread
from tests.session.sample import (
    ANN,
    BOB,
    EARLIER,
    FAY,
    FORMAT,
    IDEA,
    LESSON,
    MINUTE,
    NOW,
    OLA,
    PHASES,
    STRANGER,
    TOPIC,
    Play,
    begin,
    items,
    ripe,
)

GARBLED = "That came in garbled; please try again."
FACILITATOR_ONLY = "Only the facilitator can do this."
HAND_OVER = "A session needs a facilitator: hand over first."


def timer(play: Play, key: str) -> Timer:
    found = play.session.timer(key)
    assert found
    return found


@pytest.mark.parametrize(
    ("command", "by", "reason"),
    [
        (c.Join(90, "Zoe"), 90, None),
        (c.Join(90, "Zoe"), PROGRAM, None),
        (c.Join(90, "Zoe", Role.OBSERVER), 90, None),
        (c.Join(90, "Zoe", Role.FACILITATOR), 90, FACILITATOR_ONLY),
        (c.Join(90, "Zoe", Role.FACILITATOR), FAY, None),
        (c.Join(90, "Zoe", Role.FACILITATOR), PROGRAM, None),
        (c.Join(90, "ANN"), 90, "There is a Ann already; add a letter or a surname."),
        (c.Join(90, " Ann\u200b\n"), 90, "There is a Ann already; add a letter or a surname."),
        (c.Join(90, "\x1b"), 90, "There is nothing to keep: write a few words first."),
        (c.Join(0, "Zoe"), PROGRAM, GARBLED),
        (c.Join(-4, "Zoe"), -4, GARBLED),
        (c.Join(ID_LIMIT, "Zoe"), ID_LIMIT, GARBLED),
        (c.Join(90, "Zoe", named=True), 90, None),
        (c.Join(90, "Zoe", named=True), PROGRAM, None),
        (c.Join(90, "Zoe", named=True), FAY, "Only Zoe can agree to stand in the minutes by name."),
        (c.ChangePerson(90, "Zoe"), FAY, "That is no longer there; somebody may have removed it."),
        (c.ChangePerson(ANN, "bob"), ANN, "There is a Bob already; add a letter or a surname."),
        (c.ChangePerson(ANN, "ann"), ANN, None),
        (c.ChangePerson(ANN, "Anna", Role.PARTICIPANT, True), ANN, None),
        (c.ChangePerson(ANN, role=Role.FACILITATOR), ANN, FACILITATOR_ONLY),
        (c.ChangePerson(OLA, role=Role.PARTICIPANT), OLA, FACILITATOR_ONLY),
        (c.ChangePerson(OLA, role=Role.PARTICIPANT), FAY, None),
        (c.ChangePerson(ANN, named=True), FAY, "Only Ann can agree to stand in the minutes"),
        (c.ChangePerson(FAY, role=Role.PARTICIPANT), FAY, HAND_OVER),
        (c.RemovePerson(FAY), FAY, HAND_OVER),
        (c.ChangeSetup(title=" "), FAY, "There is nothing to keep: write a few words first."),
        (c.Focus(999), FAY, "That is no longer there; somebody may have removed it."),
    ],
)
def test_people(command: c.Command, by: int, reason: str | None) -> None:
    play = begin()
    if reason is None:
        assert play.do(command, by)
    else:
        assert play.refused(command, by).startswith(reason)


def test_one_keyboard_may_say_who_agreed_to_be_named() -> None:
    play = begin(Writing.TOGETHER)
    play.do(c.ChangePerson(ANN, named=True))
    play.do(c.Join(90, "Zoe", named=True))
    assert play.session.people[ANN].named
    assert play.session.people[90].named


def test_consent_can_be_taken_back_for_somebody() -> None:
    play = begin()
    play.do(c.ChangePerson(ANN, named=True), ANN)
    assert play.do(c.ChangePerson(ANN, "Anna", named=True))  # no change of consent
    play.do(c.ChangePerson(ANN, named=False))
    assert play.session.people[ANN] == Person(ANN, "Anna")


def test_the_room_is_full_at_two_hundred() -> None:
    play = begin()
    for id in range(1000, 1196):
        play.do(c.Join(id, f"P{id}"), id)
    assert play.refused(c.Join(5000, "Late"), 5000) == "The room is full: 200 people at most."


def test_facilitating_is_handed_over() -> None:
    play = begin()
    play.do(c.ChangePerson(ANN, role=Role.FACILITATOR))
    play.do(c.ChangePerson(FAY, role=Role.PARTICIPANT))
    assert play.refused(c.Advance("welcome"), FAY) == FACILITATOR_ONLY
    assert play.do(c.Advance("welcome"), ANN)
    assert play.do(c.RemovePerson(FAY), ANN)
    assert play.refused(c.RemovePerson(ANN), ANN) == HAND_OVER


def test_the_program_can_appoint_a_facilitator() -> None:
    """As when whoever facilitated has lost their connection for good."""
    play = begin()
    play.do(c.ChangePerson(BOB, role=Role.FACILITATOR), PROGRAM)
    assert play.do(c.Advance("welcome"), BOB)


def test_what_somebody_wrote_stays_when_they_leave() -> None:
    play = ripe()
    before = items(play.session, ["people"])
    play.do(c.MarkReady(), ANN)
    play.do(c.RemovePerson(ANN))
    assert items(play.session, ["people"]) == before
    not_listed = "You are not on this session's list. Join first."
    assert play.refused(c.RemoveCard(LESSON), ANN) == not_listed
    assert play.refused(c.Undo(), ANN) == not_listed


def test_the_setup_can_be_changed() -> None:
    play = begin()
    play.do(c.ChangeSetup(title=" A\nbetter title "))
    assert (play.session.title, play.session.goal) == ("A better title", "Learn from it")
    play.do(c.ChangeSetup(goal=""))
    assert play.session.goal == ""


def test_the_room_turns_to_one_thing() -> None:
    play = ripe()
    for target in (TOPIC, IDEA, EARLIER, None):
        play.do(c.Focus(target))
        assert play.session.focus == target
    play.do(c.Focus(LESSON))
    play.do(c.RemoveCard(LESSON), ANN)
    assert play.session.focus is None


def test_the_room_does_not_turn_to_what_is_hidden() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(900, "mine"), FAY)
    play.do(c.WriteCard(901, "yours"), ANN)
    assert play.refused(c.Focus(900)) == "Turn the room to it once everyone can see it."
    assert play.refused(c.Focus(901)) == "That is no longer there; somebody may have removed it."


def test_a_key_pressed_twice_moves_one_phase() -> None:
    play = begin()
    play.do(c.Advance("welcome"))
    assert play.do(c.Advance("welcome")) == ()
    assert play.session.phase.key == "checkin"
    play.do(c.GoBack("checkin"))
    assert play.do(c.GoBack("checkin")) == ()
    assert play.refused(c.GoBack("welcome")) == "This is the first phase."
    play.at("close")
    assert play.refused(c.Advance("close")).startswith("This is the last phase")


def test_going_on_shows_what_was_hidden_and_going_back_does_not_hide_it() -> None:
    play = begin().at("plan")
    play.do(c.WriteCard(900, "mine"), ANN)
    play.do(c.GoBack("plan"))
    assert 900 not in play.seen_by(BOB).session.cards
    play.at("happened")
    assert 900 in play.seen_by(BOB).session.cards
    play.at("plan")
    assert 900 in play.seen_by(BOB).session.cards


@pytest.mark.parametrize("key", [phase.key for phase in FORMAT.phases])
@pytest.mark.parametrize("writing", Writing)
def test_ending_early_shows_all_and_loses_nothing(key: str, writing: Writing) -> None:
    play = ripe(writing).at(key)
    before = items(play.session, ["timers"])
    play.do(c.Finish())
    assert items(play.session, ["timers"]) == before
    seen = play.seen_by(STRANGER).session
    assert items(seen, ["answers"]) == items(play.session, ["answers"])
    assert spread(seen, PHASES[2]) == spread(play.session, PHASES[2]) == {1: 1}
    assert play.session.closed == play.now
    assert all(timer.since is None for timer in play.session.timers.values())


def test_ending_after_going_back_shows_the_later_phase_too() -> None:
    play = begin().at("ideas")
    play.do(c.WriteCard(900, "mine"), ANN)
    play.at("why").do(c.Finish())
    assert 900 in play.seen_by(STRANGER).session.cards
    assert play.session.writers == {}


def test_time_adds_up_over_visits_and_pauses() -> None:
    play = begin()
    play.now += 2 * MINUTE
    play.at("checkin")
    play.now += 3 * MINUTE
    play.at("welcome")
    assert timer(play, "checkin").used == 3 * MINUTE
    assert timer(play, "checkin").since is None
    play.now += MINUTE
    assert timer(play, "welcome").elapsed(play.now) == 3 * MINUTE
    play.do(c.PauseTimer())
    play.now += 10 * MINUTE
    assert timer(play, "welcome").elapsed(play.now) == 3 * MINUTE
    play.do(c.StartTimer())
    play.now += MINUTE
    assert timer(play, "welcome").left(play.now) == MINUTE
    play.do(c.PauseTimer())
    play.at("checkin").at("welcome")
    assert timer(play, "welcome").used == 4 * MINUTE
    play.now += MINUTE
    play.do(c.Finish())
    assert timer(play, "welcome").used == 5 * MINUTE


def test_no_minute_is_counted_twice() -> None:
    """However one walks, the phases together take the time that the session took."""
    play = begin()
    for step, key in enumerate(["plan", "welcome", "vote", "ideas", "close", "checkin", "close"]):
        play.now += step * MINUTE
        play.at(key)
    play.now += MINUTE
    spent = sum((t.elapsed(play.now) for t in play.session.timers.values()), timedelta())
    assert spent == play.now - NOW


@pytest.mark.parametrize(
    ("by", "planned"),
    [
        (MINUTE, 6 * MINUTE),
        (-MINUTE, 4 * MINUTE),
        (-10 * MINUTE, timedelta()),
        (timedelta.max, timedelta(hours=12)),
        (timedelta.min, timedelta()),
    ],
)
def test_extending(by: timedelta, planned: timedelta) -> None:
    play = begin()
    play.do(c.ExtendTimer(by))
    assert timer(play, "welcome").planned == planned
    if planned in (timedelta(), timedelta(hours=12)):
        assert play.do(c.ExtendTimer(by)) == ()


def test_a_clock_set_back_takes_no_time_away() -> None:
    play = begin()
    play.now += 2 * MINUTE
    play.do(c.PauseTimer())
    play.do(c.StartTimer())
    play.now -= 30 * MINUTE
    assert timer(play, "welcome").elapsed(play.now) == 2 * MINUTE
    play.do(c.PauseTimer())
    assert timer(play, "welcome").used == 2 * MINUTE
    play.do(c.StartTimer())
    play.now += MINUTE
    play.do(c.Recover())
    assert timer(play, "welcome").elapsed(play.now) >= 2 * MINUTE


def test_the_time_the_server_was_away_does_not_count() -> None:
    play = begin()
    play.now += 2 * MINUTE
    play.do(c.Park(900, "the last sign of life"), ANN)
    play.now += 60 * MINUTE
    play.do(c.Recover(), PROGRAM)
    assert timer(play, "welcome").elapsed(play.now) == 2 * MINUTE
    assert play.do(c.Recover(), PROGRAM) == ()
    play.now += MINUTE
    assert timer(play, "welcome").elapsed(play.now) == 3 * MINUTE
    play.do(c.PauseTimer())
    assert play.do(c.Recover(), PROGRAM) == ()


def test_a_clock_set_back_before_a_restart_counts_nothing_twice() -> None:
    play = begin()
    play.now += 10 * MINUTE
    play.do(c.Park(900, "a sign of life"), ANN)
    play.now -= 5 * MINUTE
    for _ in range(3):
        play.do(c.Recover(), PROGRAM)
        assert timer(play, "welcome").used == 5 * MINUTE


def test_clocks_that_change_in_spring_do_not_change_a_duration() -> None:
    """Two times in one ZoneInfo subtract as wall clocks; a session keeps offsets instead."""
    amsterdam = ZoneInfo("Europe/Amsterdam")
    before = datetime(2024, 3, 31, 1, 55, tzinfo=amsterdam)
    after = datetime(2024, 3, 31, 3, 5, tzinfo=amsterdam)
    assert after - before == timedelta(minutes=70)  # it was ten minutes
    play = Play(_begun(before), after)
    play.do(c.PauseTimer())
    assert timer(play, "welcome").used == 10 * MINUTE


def test_a_time_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="zone"):
        _begun(datetime(2024, 3, 31))
    play = begin()
    with pytest.raises(ValueError, match="zone"):
        decide(play.session, c.StartTimer(), FAY, datetime(2024, 3, 31), play.rng)


def _begun(now: datetime, title: str = "T") -> Session:
    return course.begin(
        "s",
        FORMAT,
        title=title,
        goal="",
        team="",
        facilitator=Person(FAY, "Fay", Role.FACILITATOR),
        now=now,
    )


def test_a_session_needs_a_title() -> None:
    with pytest.raises(Refused, match="nothing to keep"):
        _begun(NOW, " \n")


def test_a_phase_without_a_timer_gets_one() -> None:
    play = begin()
    play.session = replace(play.session, timers={})
    assert play.do(c.ExtendTimer(MINUTE)) == ()
    assert play.do(c.PauseTimer()) == ()
    play.do(c.StartTimer())
    assert timer(play, "welcome") == Timer(1, "welcome", 5 * MINUTE, since=play.now)


def test_a_refusal_can_be_translated() -> None:
    play = begin()
    with pytest.raises(Refused) as caught:
        play.do(c.Join(90, "ann"), 90)
    assert caught.value.reason == "There is a {name} already; add a letter or a surname."
    assert caught.value.values == {"name": "Ann"}
