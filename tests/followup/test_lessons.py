"""Lessons between sessions, as values."""

import itertools
import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from retro.followup.lessons import (
    Document,
    applied,
    applied_on,
    is_there,
    newest,
    saying,
    to_offer,
    to_store,
    to_use,
    uid_of,
    with_situation,
)
from retro.followup.teams import under_names_now
from retro.session import commands as c
from retro.session.format import Format, Lesson
from retro.session.model import Applied, EarlierLesson, Session, Writing
from retro.session.refusal import Refused
from tests.session.sample import (
    ANN,
    BOB,
    FAY,
    FORMAT,
    HAPPENED,
    LESSON,
    LESSON_TOO,
    MINUTE,
    PLAN,
    WHY,
    Play,
    begin,
)

NOW = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


def learned() -> Play:
    """A session at the phase after its lessons: one hangs at the end of a chain, one alone."""
    play = begin(Writing.TOGETHER)
    play.at("plan").do(c.WriteCard(PLAN, "deploy by ten"))
    play.at("happened").do(c.WriteCard(HAPPENED, "deploy at\n10:25", parent=PLAN))
    play.at("why").do(c.WriteCard(WHY, "a slow migration", parent=HAPPENED))
    play.at("lessons").do(c.WriteCard(LESSON, "Rehearse it", column="improve", parent=WHY))
    play.do(c.WriteCard(LESSON_TOO, "The rollback went well", column="sustain"))
    return play.at("group")


def told(session: Session, stored: list[Document], now: datetime = NOW) -> list[Document]:
    """What is stored once the session has told what it knows."""
    before = deepcopy(stored)
    news = {document["uid"]: document for document in to_store(session, stored, now)}
    assert stored == before
    kept = [news.pop(document["uid"], document) for document in stored]
    after = [*kept, *news.values()]
    assert to_store(session, after, now + timedelta(days=1)) == []
    assert json.loads(json.dumps(after)) == after
    return after


def of(stored: list[Document], card: int, key: str = "s2") -> Document:
    return next(each for each in stored if each["uid"] == uid_of(key, card))


def document(uid: str, **fields: object) -> Document:
    return {"uid": uid, "text": uid, "lesson": "improve", "team": "Checkout", **fields}


def offer(*stored: Document, **situation: Any) -> tuple[EarlierLesson, ...]:
    ids = itertools.count(1)
    usual = {"team": "Checkout", "title": "Release 4.2", "goal": "A calm deployment"}
    about = {**usual, "format_key": "aar", "language": "en", "today": TODAY, **situation}
    return to_offer(stored, new_id=lambda: next(ids), **about)


def offered(*stored: Document, **situation: Any) -> list[str]:
    return [lesson.uid for lesson in offer(*stored, **situation)]


def test_a_lesson_is_kept_with_where_it_came_from() -> None:
    play = learned()
    play.do(c.MakeTopic(201, "Preparing", (LESSON,)))
    stored = told(play.session, [])
    assert {each["uid"] for each in stored} == {uid_of("s2", LESSON), uid_of("s2", LESSON_TOO)}
    kept = of(stored, LESSON)
    assert (kept["text"], kept["lesson"], kept["team"]) == ("Rehearse it", "improve", "Team")
    chain = "Learn from it → deploy by ten → deploy at 10:25 → a slow migration"
    assert (kept["context"], kept["tags"]) == (chain, ["Preparing"])
    assert (kept["session"], kept["session_title"]) == ("s2", "Release 4.2")
    assert (kept["format"], kept["language"], kept["created"]) == ("all-kinds", "en", "2024-05-02")
    assert (kept["applied"], kept["not_applied"], kept["applies_when"]) == ([], 0, "")
    alone = of(stored, LESSON_TOO)
    assert (alone["lesson"], alone["context"], alone["tags"]) == ("sustain", "Learn from it", [])
    assert len(kept["uid"]) == 14


def test_only_what_is_over_is_told() -> None:
    play = learned().at("lessons")
    assert to_store(play.session, [], NOW) == []
    assert saying(begin().session) is None
    play.do(c.Finish())
    assert len(to_store(play.session, [], NOW)) == 2


def test_what_is_still_hidden_is_never_told() -> None:
    """Not by a crash in between, not by a phase that was left unseen."""
    phases = tuple(replace(p, hidden=p.key == "lessons") for p in FORMAT.phases)
    play = begin(Writing.APART, replace(FORMAT, phases=phases)).at("lessons")
    play.do(c.WriteCard(LESSON, "unseen", column="improve"), ANN)
    past = replace(play.session, index=play.session.index + 2)
    assert past.hides(past.format.phase("lessons"))
    assert to_store(past, [], NOW) == []
    assert "unseen" not in repr(saying(past))
    assert len(to_store(play.at("group").session, [], NOW)) == 1


def test_the_context_says_nothing_of_what_is_hidden() -> None:
    session = learned().session
    phases = tuple(replace(p, hidden=p.key == "happened") for p in FORMAT.phases)
    apart = replace(session, writing=Writing.APART, format=replace(FORMAT, phases=phases))
    lesson = of(to_store(apart, [], NOW), LESSON)
    assert lesson["context"] == "Learn from it → deploy by ten → a slow migration"


def test_saying_it_again_says_nothing() -> None:
    session = learned().session
    stored = told(session, [])
    changed = [applied(each, TODAY, "it worked") for each in stored]
    changed = [with_situation(each, "before a release") for each in changed]
    changed = [{**each, "text": "Worded anew", "somebody's": "own"} for each in changed]
    assert to_store(session, changed, NOW) == []
    assert to_store(replace(session, closed=NOW), changed, NOW) == []
    assert saying(session) == saying(learned().session) is not None


def test_a_session_that_goes_on_changes_what_it_told() -> None:
    play = learned()
    stored = told(play.session, [])
    noted = [with_situation(applied(each, TODAY), "before a release") for each in stored]
    said = saying(play.session)
    play.do(c.MakeTopic(201, "Preparing", (LESSON,)))
    assert saying(play.session) != said
    stored = told(play.session, noted)
    lesson = of(stored, LESSON)
    assert (lesson["tags"], lesson["applies_when"]) == (["Preparing"], "before a release")
    assert applied_on(lesson) == ["2026-05-04"]
    play.at("lessons").do(c.RemoveCard(LESSON))
    stored = told(play.session, stored)
    assert [is_there(each) for each in (of(stored, LESSON), of(stored, LESSON_TOO))] == [0, 1]
    play.do(c.Undo())
    stored = told(play.at("group").session, stored)
    assert is_there(of(stored, LESSON))
    assert of(stored, LESSON)["applies_when"] == "before a release"


def test_when_it_applies_is_what_was_said_last() -> None:
    play = learned()
    play.do(c.SayWhenItApplies(LESSON, "with a migration"))
    stored = told(play.session, [])
    assert of(stored, LESSON)["applies_when"] == "with a migration"
    by_command = [with_situation(each, "before a release") for each in stored]
    assert to_store(play.session, by_command, NOW) == []
    play.do(c.SayWhenItApplies(LESSON, "with data to move"))
    stored = told(play.session, by_command)
    assert of(stored, LESSON)["applies_when"] == "with data to move"
    play.do(c.SayWhenItApplies(LESSON, ""))
    assert of(told(play.session, stored), LESSON)["applies_when"] == ""


def anonymous(writers: tuple[int, int], *, first: int, minutes: int) -> Session:
    """Two anonymous lessons, by these people, in one of both orders, some minutes apart."""
    phases = tuple(
        replace(p, anonymous=True, hidden=True) if p.key == "lessons" else p for p in FORMAT.phases
    )
    play = begin(Writing.APART, replace(FORMAT, phases=phases)).at("lessons")
    cards = [(LESSON, "one"), (LESSON_TOO, "another")]
    for place in (first, 1 - first):
        play.now += minutes * MINUTE
        id, text = cards[place]
        play.do(c.WriteCard(id, text, column="improve"), writers[place])
    play.at("group").do(c.MakeTopic(201, "Both", (LESSON, LESSON_TOO)), FAY)
    play.do(c.Finish())
    return play.session


def test_of_an_anonymous_lesson_nobody_knows_writer_time_or_order() -> None:
    tellings = [
        to_store(anonymous(writers, first=first, minutes=minutes), [], now)
        for writers in ((ANN, BOB), (BOB, ANN), (ANN, ANN))
        for first in (0, 1)
        for minutes, now in ((1, NOW), (7, NOW + timedelta(hours=3)))
    ]
    assert len(tellings[0]) == 2
    assert all(telling == tellings[0] for telling in tellings)
    assert [each["uid"] for each in tellings[0]] == sorted(each["uid"] for each in tellings[0])
    kept = json.dumps(tellings[0])
    for name in ("Ann", "Bob", f" {ANN},", f" {BOB},", "author", "T10", ":00"):
        assert name not in kept


def test_no_lesson_has_an_author_or_a_time() -> None:
    for lesson in to_store(learned().session, [], NOW):
        assert set(lesson) == {
            *("uid", "text", "lesson", "team", "context", "applies_when", "tags", "session"),
            *("session_title", "format", "language", "created", "applied", "not_applied"),
            *("chosen", "used", "told", "removed"),
        }
        assert len(lesson["created"]) == len("2024-05-02")


def following(key: str, *lessons: EarlierLesson, team: str = "Checkout") -> Session:
    """A later session that got these lessons."""
    table = MappingProxyType({lesson.id: lesson for lesson in lessons})
    return replace(begin().session, key=key, team=team, lessons=table)


def test_what_was_chosen_is_asked_about_the_next_time() -> None:
    stored = [document("a", text="Rehearse every deployment"), document("b", text="Lunch")]
    (lesson,) = offer(*stored)
    assert (lesson.uid, lesson.asked, lesson.number, lesson.chosen) == ("a", False, 1, False)
    assert to_store(following("S3", lesson), stored, NOW) == []
    stored = told(following("S3", replace(lesson, chosen=True)), stored)
    assert stored[0]["chosen"] == ["S3"]
    (asked,) = offer(*stored)
    assert (asked.uid, asked.asked, asked.applied, asked.chosen) == ("a", True, "", False)
    assert [each.asked for each in offer(*stored, team="Search")] == [False]
    yes = told(following("S4", replace(asked, applied=Applied.YES)), stored)
    assert applied_on(yes[0]) == ["2026-05-04"]
    assert [each.asked for each in offer(*yes)] == [False]
    no = told(following("S4", replace(asked, applied=Applied.NO)), stored)
    assert (no[0]["not_applied"], applied_on(no[0])) == (1, [])
    assert [each.asked for each in offer(*no)] == [False]
    later = told(following("S4", replace(asked, applied=Applied.NOT_YET)), stored)
    assert (later[0]["not_applied"], applied_on(later[0])) == (0, [])
    assert [each.asked for each in offer(*later)] == [True]


def test_a_judgement_may_be_taken_back_and_changed() -> None:
    stored = [document("a", text="Rehearse every deployment", not_applied=4)]
    asked = replace(offer(*stored)[0], asked=True)
    judged = {
        answer: told(following("S4", replace(asked, applied=answer)), stored)[0]
        for answer in (Applied.NO, Applied.YES)
    }
    assert [each["not_applied"] for each in judged.values()] == [5, 4]
    for before in judged.values():
        after = told(following("S4", replace(asked, applied=Applied.YES)), [before])[0]
        assert (after["not_applied"], len(after["applied"])) == (4, 1)
        back = told(following("S4", asked), [before])[0]
        assert (back["not_applied"], back["applied"], back["used"]) == (4, [], {})


def test_a_lesson_that_is_taken_along_again_is_asked_about_again() -> None:
    stored = [document("a", text="Rehearse every deployment")]
    asked = replace(offer(*stored)[0], asked=True)
    again = replace(asked, applied=Applied.YES, chosen=True)
    stored = told(
        following("S4", again), told(following("S3", replace(asked, chosen=True)), stored)
    )
    assert [each.asked for each in offer(*stored)] == [True]
    assert stored[0]["chosen"] == ["S3", "S4"]


def test_only_the_last_choice_of_the_team_is_asked_about() -> None:
    stored = [document(uid, text=f"{uid} deployment") for uid in ("a", "b", "c", "d", "e")]
    lessons = {each.uid: replace(each, chosen=True) for each in offer(*stored)}
    assert list(lessons) == ["a", "b", "c"]
    stored = told(following("S3", lessons["a"], lessons["b"]), stored)
    stored = told(following("S4", lessons["c"]), stored)
    stored = told(following("S5", lessons["a"], team="Search"), stored)
    ids = [(each.uid, each.asked, each.number) for each in offer(*stored)]
    assert ids[0] == ("c", True, 1)
    assert not any(asked for _, asked, _ in ids[1:])
    assert [number for _, _, number in ids] == [1, 2, 3, 4]
    assert "c" not in [uid for uid, _, _ in ids[1:]]


def test_what_fits_is_offered_the_own_team_first() -> None:
    stored = [
        document("z", text="Deployment scripts belong in the repository", team="Search"),
        document("y", text="Write the deployment down", team="checkout"),
        document("x", text="Have lunch together"),
        document("w", text="Ask twice", applies_when="a deployment is near"),
        document("v", text="Deployments", removed=True),
        document("u", text="Deployment", lesson="perhaps"),
        document("t", text="Tell support", context="The deployment ran late"),
    ]
    found = offered(*stored)
    assert set(found) == {"y", "w", "t"}
    assert found[-1] == "t"
    assert offered(*stored, team="Search")[0] == "z"
    assert offered(*stored, title="Marketing", goal="A new logo") == []
    assert offered() == []
    (first, *_) = offer(*stored)
    assert (first.lesson, first.origin, first.context) == (Lesson.IMPROVE, "", "")


def test_what_was_applied_often_or_lately_comes_later() -> None:
    text = "Rehearse the deployment with"
    days = ["2025-01-05", "2025-02-05", "2025-03-05"]
    stored = [
        document("a", text=f"{text} sales", applied=[{"at": day} for day in days]),
        document("b", text=f"{text} support", applied=[{"at": "2026-04-30"}]),
        document("c", text=f"{text} finance", applied=[{"at": "2025-01-05"}]),
        document("d", text=f"{text} everybody"),
    ]
    assert offered(*stored) == ["d", "c", "a"]
    assert offered(*stored[:2]) == ["a", "b"]
    spared = [{**stored[0], "used": {"S1": {"team": "Search", "on": "2026-04-30"}}}, *stored[1:]]
    assert offered(*spared) == ["d", "c", "b"]


def test_what_sessions_of_every_kind_are_called_makes_no_fit() -> None:
    stored = [
        document("a", text="Ask early", context="Sprint 41 retrospective of the team"),
        document("b", text="Ask again", session_title="Sprint 41 retrospective"),
    ]
    assert offered(*stored, title="Sprint 42 retrospective", goal="Improve as a team") == []
    many = [document(f"{n}", text=f"Ask {n}", context="The billing screen") for n in range(20)]
    assert offered(*many, title="Billing", goal="") == []
    assert offered(*many[:3], title="Billing", goal="") == ["0", "1", "2"]


def test_the_same_lesson_is_offered_once() -> None:
    stored = [document(uid, text="Announce a deployment ") for uid in "abc"]
    stored.append(document("d", text="announce  a Deployment"))
    assert len(offered(*stored)) == 1


def test_the_own_language_comes_first() -> None:
    stored = [
        document("a", text="Deployment eerst oefenen", language="nl"),
        document("b", text="Deployment on Monday", language="en"),
    ]
    assert offered(*stored) == ["b", "a"]
    assert offered(*stored, language="nl") == ["a", "b"]


def test_what_a_command_notes() -> None:
    lesson = document("a")
    once = applied(lesson, TODAY, " on\tTuesday\x1b[2J ")
    assert applied_on(once) == ["2026-05-04 (on Tuesday[2J)"]
    assert applied(once, TODAY, "on Tuesday[2J") == once
    assert len(applied(once, date(2026, 6, 1))["applied"]) == 2
    assert "applied" not in lesson
    with pytest.raises(Refused):
        applied(lesson, TODAY, "x" * 400)
    with pytest.raises(Refused):
        with_situation(lesson, " ")


def test_newest_first() -> None:
    stored = [document("b", created="2026-01-01"), document("c", created="2026-02-01")]
    stored += [document("a", created="2026-01-01"), {"text": "nothing"}]
    assert [each["uid"] for each in newest(stored)] == ["c", "a", "b"]


@pytest.mark.parametrize(
    "odd",
    [
        {"uid": None},
        {"text": None},
        {"text": 3},
        {"lesson": "none"},
        {"lesson": []},
        {"used": "x"},
        {"used": {"S1": None}},
    ],
    ids=str,
)
def test_an_odd_document_harms_no_other_and_stays_as_it_is(odd: Document) -> None:
    session = learned().session
    uid = uid_of("s2", LESSON)
    stored = [{**document(uid, text="deployment"), "session": "s2", **odd}, {"text": "no uid"}]
    good = document("good", text="deployment")
    assert offered(*stored, good) == ["good"]
    lesson = EarlierLesson(1, uid, "x", Lesson.IMPROVE, 1, chosen=True)
    news = to_store(replace(session, lessons={1: lesson}), [*stored, good], NOW)
    expected = {uid_of("s2", LESSON_TOO)} | ({uid} if odd == {"uid": None} else set())
    assert {each["uid"] for each in news} == expected


@pytest.mark.parametrize(
    "odd",
    [
        {"applied": "yes"},
        {"applied": [3, {"at": 7}]},
        {"not_applied": "many"},
        {"context": 5, "tags": "x", "team": None, "created": []},
        {"used": {"S1": {"team": 3, "on": None, "applied": []}}},
    ],
    ids=str,
)
def test_odd_fields_do_no_harm(odd: Document) -> None:
    lesson = {**document("a", text="deployment", team="Checkout"), **odd}
    assert offered(lesson) == ["a"]
    assert isinstance(applied_on(lesson), list)
    judged = EarlierLesson(1, "a", "x", Lesson.IMPROVE, 1, asked=True, applied=Applied.YES)
    assert len(to_store(following("S9", judged), [lesson], NOW)) == 1


def test_every_language_of_a_format_is_kept() -> None:
    dutch: Format = replace(FORMAT, language="nl")
    session = replace(learned().session, format=dutch)
    assert {each["language"] for each in to_store(session, [], NOW)} == {"nl"}


def test_what_changed_between_sessions_stays_while_the_session_goes_on() -> None:
    play = learned()
    stored = [
        {**each, "text": f"{each['text']}, twice", "team": "Payments"}
        for each in told(play.session, [])
    ]
    play.do(c.MakeTopic(201, "Preparing", (LESSON,)))
    lesson = of(told(play.session, stored), LESSON)
    assert (lesson["text"], lesson["team"]) == ("Rehearse it, twice", "Payments")
    assert lesson["tags"] == ["Preparing"]


def test_a_card_that_is_no_lesson_any_more_is_taken_out() -> None:
    play = begin(Writing.TOGETHER).at("ideas")
    play.do(c.WriteCard(LESSON, "Fewer meetings", column="stop"))
    stored = told(play.at("group").session, [])
    assert [is_there(each) for each in stored] == [True]
    play.do(c.WriteCard(LESSON, "Fewer meetings", column="start"))
    stored = told(play.session, stored)
    assert [is_there(each) for each in stored] == [False]
    play.do(c.WriteCard(LESSON, "Fewer meetings", column="stop"))
    assert [is_there(each) for each in told(play.session, stored)] == [True]


def test_a_team_is_asked_about_what_it_took_along_under_an_earlier_name() -> None:
    stored = [document("a", text="Rehearse every deployment")]
    (lesson,) = offer(*stored)
    stored = told(following("S3", replace(lesson, chosen=True)), stored)
    team = {"uid": "checkout", "name": "Payments", "former": ["Checkout"]}
    for known, expected in (([team], True), ([], False)):
        named = under_names_now(stored, known)
        assert [each.asked for each in offer(*named, team="Payments")] == [expected]


def test_the_lesson_to_use_is_the_one_that_fits_and_not_the_latest() -> None:
    def learned(uid: str, text: str, created: str, **more: object) -> Document:
        born = {"uid": uid, "text": text, "lesson": "improve", "created": created}
        return {**born, "team": "Platform", **more}

    known = [
        learned("a1", "Rehearse the rollback of a migration", "2026-01-05"),
        learned("b1", "Invite support to the planning", "2026-03-02"),
        learned("b2", "Ask who has not spoken yet", "2026-03-02"),
        learned("c1", "Migrate on a copy first", "2026-02-01", applied=[{"at": "2026-02-02"}]),
    ]
    today = date(2026, 5, 4)
    found = to_use(known, "Platform Run the migrations on a copy", today)
    assert found is known[0]
    # Where none fits it is one of the latest session; where all were applied, none.
    assert to_use(known, "Platform Pay the invoice", today) is known[2]
    assert to_use(known[3:], "migration", today) is None
    assert to_use([], "migration", today) is None
