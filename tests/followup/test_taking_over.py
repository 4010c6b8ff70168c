"""What somebody changed in minutes is taken over, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retro.followup import lessons as lesson_store
from retro.followup import record
from retro.followup.actions import to_store
from retro.followup.record import Document
from retro.followup.taking_over import (
    Change,
    Wishes,
    action_changes,
    lesson_changes,
    wishes,
)
from retro.minutes.markdown import minutes
from retro.minutes.reading import read
from retro.session.model import Session
from retro.words import Words
from tests.minutes.handover import handover
from tests.minutes.test_minutes import STORIES
from tests.minutes.typed import typed, typed_line

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


class Kept:
    """What is stored about a session, and its minutes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.written = minutes(session, Words(session.language))
        self.actions: list[Document] = [
            *to_store(session, [], session.started),
            *(self._earlier(uid) for uid in [a.uid for a in session.earlier.values()]),
        ]
        self.lessons = lesson_store.to_store(session, [], session.started)

    def _earlier(self, uid: str) -> Document:
        action = next(a for a in self.session.earlier.values() if a.uid == uid)
        return {
            "uid": uid,
            "text": action.text,
            "owner": action.owner,
            "state": action.state.value,
            "due": action.due.isoformat() if action.due else None,
            "note": action.note,
            "helped": action.helped.value,
            "done_when": action.done_when,
        }

    def wanted(self, text: str) -> Wishes:
        return wishes(self.session, read(self.written), read(text))

    def changes(self, text: str) -> list[Change]:
        """What an edited text changes, where it has no faults."""
        wanted = self.wanted(text)
        assert wanted.faults == ()
        actions, faults = action_changes(wanted.actions, self.session, self.actions, NOW)
        lessons, others = lesson_changes(wanted.lessons, self.session, self.lessons, NOW)
        assert [*faults, *others] == []
        return [*actions, *lessons]

    def edited(self, old: str, new: str) -> list[Change]:
        assert old in self.written
        return self.changes(self.written.replace(old, new, 1))

    def keep(self, changes: Sequence[Change]) -> None:
        for change in changes:
            table = self.lessons if "lesson" in change.after else self.actions
            table[:] = [each for each in table if each["uid"] != change.uid] + [change.after]

    def refused(self, old: str, new: str) -> list[str]:
        assert old in self.written
        wanted = self.wanted(self.written.replace(old, new, 1))
        faults = [*wanted.faults]
        for found in (
            action_changes(wanted.actions, self.session, self.actions, NOW),
            lesson_changes(wanted.lessons, self.session, self.lessons, NOW),
        ):
            faults += found[1]
        return [f"{fault.line}: {fault.sentence.format(**fault.values)}" for fault in faults]


def fields(changes: Sequence[Change]) -> list[dict[str, object]]:
    return [dict(change.fields) for change in changes]


@pytest.mark.parametrize("story", STORIES)
def test_minutes_that_nobody_edited_change_nothing(story: str) -> None:
    kept = Kept(STORIES[story]())
    assert kept.changes(kept.written) == []
    # Nor do they undo what was done since.
    for document in kept.actions:
        document.update(
            record.changed(document, {"state": "done", "owner": "Zoë"}, now=NOW, by="x")
        )
    for document in kept.lessons:
        document.update(text="said better since")
    assert kept.changes(kept.written) == []


def test_a_change_keeps_what_was_done_since_and_says_so() -> None:
    kept = Kept(STORIES["release"]())
    (row,) = [line for line in kept.written.splitlines() if line.startswith("| 1 ")]
    uid = kept.edited("Bram ", "Anna ")[0].uid
    place = next(n for n, each in enumerate(kept.actions) if each["uid"] == uid)
    kept.actions[place] = record.changed(
        kept.actions[place], {"state": "done", "owner": "Chidi"}, now=NOW, by="command"
    )
    (change,) = kept.edited("Bram ", "Anna ")
    assert dict(change.fields) == {"owner": ("Chidi", "Anna")}
    assert change.since == {"owner"}
    assert change.after["state"] == "done"
    assert change.after["history"][-1]["by"] == "minutes"
    assert row


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Bram ", "Anna ", {"owner": ("Bram", "Anna"), "accepted": (True, False)}),
        ("27 March 2026", "", {"due": ("2026-03-27", None)}),
        ("Lower the", "Raise the", None),
        ("| not yet  |", "| yes |", {"accepted": (False, True)}),
        ("Practise the rollback every month `", "Practise it twice `",
         {"text": ("Practise the rollback every month", "Practise it twice")}),
    ],
)  # fmt: skip
def test_an_edited_cell_is_one_change(
    old: str, new: str, expected: dict[str, object] | None
) -> None:
    kept = Kept(STORIES["release"]())
    text = kept.written
    if expected is None:
        head, actions = text.split("## Actions\n")
        (change,) = kept.changes(f"{head}## Actions\n{actions.replace(old, new, 1)}")
        assert change.after["text"] == "Raise the payment alert to the first failure"
    else:
        assert fields(kept.edited(old, new)) == [expected]


def test_what_became_of_earlier_actions_is_taken_over() -> None:
    kept = Kept(handover())
    (done,) = kept.edited("**open · skipped**", "**done**")
    assert done.fields["state"] == ("open", "done")
    assert done.after["closed"] == NOW.isoformat()
    (noted,) = kept.edited("who can take the on-call shift?", "Anna?")
    assert noted.fields["note"][1] == "No time.\nAsk: Anna?"
    (helped,) = kept.edited("– partly", "– yes")
    assert dict(helped.fields) == {"helped": ("partly", "yes")}
    (owned,) = kept.edited("Dewi · due 13 March 2026", "Anna · due 14 March 2026")
    assert owned.fields["owner"] == ("Dewi", "Anna")
    assert owned.fields["due"] == ("2026-03-13", "2026-03-14")
    (when,) = kept.edited("Before noon,", "After noon,")
    assert when.fields["applies_when"][1] == "After noon,\nwith more than three people"


def test_a_row_without_an_id_is_a_new_action_once() -> None:
    kept = Kept(STORIES["release"]())
    row = "| 4 | Write the runbook | Esra | yes | 2026-05-05 | it was used | today | |\n"
    text = kept.written.replace("\n\n## Takeaways", f"\n{row}\n## Takeaways")
    (born,) = kept.changes(text)
    assert born.before is None
    assert born.after["text"] == "Write the runbook"
    assert (born.after["team"], born.after["session"]) == ("Checkout", kept.session.key)
    assert born.after["accepted"] is True
    assert record.history(born.after)[0]["by"] == "minutes"
    kept.keep([born])
    assert kept.changes(text) == []
    kept.keep([replace(born, after=record.changed(born.after, {"state": "done"}, now=NOW, by="x"))])
    assert kept.changes(text) == []
    (change,) = kept.changes(text.replace("| Esra ", "| Femke "))
    assert change.fields["owner"] == ("Esra", "Femke")
    assert change.after["state"] == "done"
    assert not change.since
    moved = record.changed(kept.actions[-1], {"owner": "Chidi"}, now=NOW, by="command")
    kept.keep([replace(born, after=moved)])
    assert kept.changes(text) == []
    # The session that is told again does not take away what it never had.
    assert to_store(kept.session, kept.actions, NOW) == []


def test_what_was_removed_stays_and_is_said() -> None:
    kept = Kept(STORIES["sprint"]())
    lines = kept.written.splitlines()
    rest = [line for line in lines if not line.startswith("| 1 ") and "demo with" not in line]
    wanted = kept.wanted("\n".join(rest))
    assert (wanted.actions, wanted.lessons) == ((), ())
    assert [missing.text for missing in wanted.missing] == [
        "Open #ask-checkout and tell sales",
        "The demo with real customers",
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("3fa9c1", "3fa9c2", "There is no earlier action 3fa9c2 in this session."),
        ("79424f", "79424e", "There is no lesson 79424e in this session."),
        ("**open · skipped**", "**blocked**", "Blocked by what, and who can help?"),
        ("Write down how", "x" * 301, "That is too long: 300 characters fit here."),
        ("– A fixed slot for questions from sales `", "–  `", "There is nothing to keep"),
    ],
)
def test_what_cannot_be_is_named_by_line(old: str, new: str, why: str) -> None:
    kept = Kept(STORIES["sprint"]())
    line = kept.written[: kept.written.index(old)].count("\n") + 1
    (said,) = kept.refused(old, new)
    said_line, _, sentence = said.partition(": ")
    assert abs(int(said_line) - line) <= 1
    assert sentence.startswith(why)


def test_what_is_gone_is_named() -> None:
    kept = Kept(STORIES["release"]())
    for document in (*kept.actions, *kept.lessons):
        document["removed"] = True
    assert "is not there any more" in kept.refused("Bram ", "Anna ")[0]
    assert "is not there any more" in kept.refused("every month `", "every week `")[0]
    # Where nothing was edited there is nothing to say.
    assert kept.changes(kept.written) == []


@settings(max_examples=60, deadline=None)
@given(
    story=st.sampled_from(["release", "removal", "sprint"]),
    line=typed_line(),
    text=typed(),
    data=st.data(),
)
def test_any_edit_survives(story: str, line: str, text: str, data: st.DataObject) -> None:
    """Minutes of the session as it would be with other words, taken over into what is stored."""
    told = STORIES[story]()
    kept = Kept(told)
    action = data.draw(st.sampled_from(list(told.actions.values())))
    cards = {record_id: told.cards[record_id] for record_id in told.cards}
    lesson = data.draw(st.sampled_from([c for c in cards.values() if _is_lesson(told, c.id)]))
    other = replace(
        told,
        actions={**told.actions, action.id: replace(action, text=line, done_when=line)},
        cards={**told.cards, lesson.id: replace(lesson, text=text, applies_when=text)},
    )
    changes = kept.changes(minutes(other, Words(told.language)))
    kept.keep(changes)
    stored = next(each for each in kept.actions if each["uid"] == action.uid)
    assert (stored["text"], stored["done_when"]) == (line, line)
    uid = lesson_store.uid_of(told.key, lesson.id)
    document = next(each for each in kept.lessons if each["uid"] == uid)
    assert (document["text"], document["applies_when"]) == (text, text)
    assert len(changes) <= 2


def _is_lesson(session: Session, card: int) -> bool:
    phase = session.format.phase(session.cards[card].phase)
    column = phase.column(session.cards[card].column)
    return column is not None and bool(column.lesson)


def told(kept: Kept, text: str) -> list[str]:
    wanted = kept.wanted(text)
    assert wanted.faults == ()
    return [f"{each.line}: {each.sentence.format(**each.values)}" for each in wanted.passed_over]


@pytest.mark.parametrize(
    ("story", "old", "new"),
    [
        ("release", "- Practise the rollback every month `", "- Say it earlier\n"),
        ("sprint", "- Cake on release days", "- Say it earlier\n"),
        ("sprint", "- *Stop* – Merging changes", "- *Start* – Say it earlier\n"),
        ("handover", "", ""),
        ("removal", "", ""),
    ],
)
def test_a_lesson_that_was_added_is_named(story: str, old: str, new: str) -> None:
    kept = Kept(STORIES[story]())
    for language in ("en", "nl"):
        # Whatever the language of the minutes, nothing else is.
        assert told(kept, minutes(kept.session, Words(language))) == []
    if old:
        line = kept.written[: kept.written.index(old)].count("\n") + 1
        (said,) = told(kept, kept.written.replace(old, new + old, 1))
        assert said.startswith(f"{line}: “Say it earlier” has no id behind it")
        again = kept.written.replace(old, new + new.replace("Say", "Do") + old, 1)
        assert [each[:8] for each in told(kept, again)] == [f"{line}: “Say", f"{line + 1}: “Do "]


def test_an_action_that_stands_in_no_table_is_named() -> None:
    kept = Kept(STORIES["release"]())
    place = "\n## Takeaways"
    line = kept.written[: kept.written.index(place)].count("\n") + 1
    for written in ("- Write the runbook", "- **Action 9** – Write the runbook"):
        (said,) = told(kept, kept.written.replace(place, f"\n{written}\n{place}", 1))
        assert said.startswith(
            f"{line + 1}: “Write the runbook” is not read: a new action is a row"
        )


def test_a_long_text_is_told_in_part() -> None:
    kept = Kept(STORIES["release"]())
    (said,) = told(
        kept, kept.written.replace("\n- Practise", f"\n- {'long ' * 9999}\n- Practise", 1)
    )
    assert len(said) < 400


def test_a_lesson_that_lost_its_id_is_named() -> None:
    kept = Kept(STORIES["release"]())
    text = kept.written.replace(" `39a121`", "", 1)
    (said,) = told(kept, text)
    assert "“Practise the rollback every month” has no id behind it" in said
    assert [each.id for each in kept.wanted(text).missing] == ["39a121"]


@pytest.mark.parametrize(
    ("story", "edit", "said"),
    [
        ("sprint", ("*Start* – A fixed", "*Continue* – A fixed"), "79424f was moved from “Start”"),
        ("sprint", ("*Start* – A fixed", "**CONTINUE · 2 dots**: A fixed"), "to “Continue”"),
        ("sprint", ("### Continue", "### Stop"), "03ece1 was moved from “Continue” to “Stop”"),
        ("sprint", ("### 1. Interruptions (7 dots)", "### 1. Continue"), ""),
        ("sprint", ("### Continue", "### What we like"), ""),
        ("release", ("### Improve", "### Sustain"), "da02bf was moved from “Improve”"),
    ],
)
def test_a_lesson_that_was_moved_is_named(story: str, edit: tuple[str, str], said: str) -> None:
    kept = Kept(STORIES[story]())
    assert edit[0] in kept.written
    text = kept.written.replace(*edit, 1)
    found = told(kept, text)
    assert any(said in each for each in found) if said else found == []
    assert kept.changes(text) == []


def test_what_is_archived_is_only_wanted_as_it_is() -> None:
    kept = Kept(STORIES["release"]())
    text = kept.written.replace(
        "\n\n## Takeaways", "\n| 4 | Write it | | | | | | |\n\n## Takeaways"
    )
    (born,) = kept.changes(text)
    done = record.changed(born.after, {"state": "done"}, now=NOW, by="command")
    for edited, count in ((text, 0), (text.replace("Write it | ", "Write it | Esra"), 1)):
        wanted = kept.wanted(edited).actions
        changes, faults = action_changes(wanted, kept.session, kept.actions, NOW, [done])
        assert (changes, len(faults)) == ([], count)
    odd = {**done, "history": [{"set": {"owner": 4, "text": ["", "Write it"], "note": ["", 7]}}]}
    assert action_changes(kept.wanted(text).actions, kept.session, [odd], NOW) == ([], [])
