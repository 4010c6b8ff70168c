"""The main thing that one does in every kind of phase, by keys and by mouse."""

from pathlib import Path

from textual.widgets import Select

from retro.session.model import ActionState, Verdict
from retro.ui.screens.phase import PhaseScreen
from retro.ui.widgets.card_list import CardList
from retro.ui.widgets.tick import Tick
from tests.ui.stage import Stage, at_phase, settled


def rows(shown: Stage, id: str = "cards") -> list[str]:
    return [row.text for row in shown.app.screen.query_one(f"#{id}", CardList).rows]


def tails(shown: Stage, id: str = "cards") -> list[str]:
    return [row.tail for row in shown.app.screen.query_one(f"#{id}", CardList).rows]


async def test_welcome_says_why_we_are_here(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", size=(120, 40)) as shown:
        for sentence in ("What are we here to learn from?", "Did the release go", "Learn, don't"):
            assert sentence in shown.text
        assert "Agenda, 60 minutes" in shown.text
        await shown.click("n next")
        assert shown.session.phase.key == "planned"


async def test_collect_by_keys_and_mouse(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "ideas", format="ssc") as shown:
        await shown.press("enter", "one", "enter", "two", "enter", "esc", "tab", "enter", "three")
        await shown.press("enter", "esc")
        assert (rows(shown, "cards-start"), rows(shown, "cards-stop")) == (
            ["one", "two"],
            ["three"],
        )
        await shown.press("e", "!", "enter")
        assert rows(shown, "cards-stop") == ["three!"]
        await shown.click("two")
        await shown.click("two")
        await shown.press("!", "enter")
        assert rows(shown, "cards-start") == ["one", "two!"]
        await shown.press("delete")
        assert rows(shown, "cards-start") == ["one"]
        assert shown.notice == "Removed; u brings it back."
        await shown.press("u")
        assert rows(shown, "cards-start") == ["one", "two!"]
        await shown.press("right", "right", "enter", "four", "enter", "enter")
        assert shown.card("four").column == "continue"


async def test_timeline_links_what_happened_to_the_plan(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "happened", size=(120, 40)) as shown:
        await shown.press("l")
        assert shown.notice == "Choose what happened first."
        await shown.press("enter", "10:25 deploy done", "enter", "09:40 start", "enter", "esc")
        assert rows(shown) == ["start", "deploy done"]
        await shown.press("home", "l", "2")
        await shown.shows("How did it compare?")
        await shown.click("better than planned")
        await shown.click("better than planned")
        assert shown.card("start").verdict is Verdict.BETTER
        assert tails(shown)[0] == "▲ better than planned  ◂ 2"
        assert "└" in shown.text or "┌" in shown.text or "──" in shown.text
        await shown.press("end", "l", "enter", "3")
        assert shown.card("deploy").verdict is Verdict.OTHERWISE
        await shown.press("e", "backspace", "esc", "e")
        assert "10:25 deploy don" in shown.text
        await shown.press("e, later", "enter")
        assert shown.card("deploy").text == "deploy done, later"
        assert shown.card("deploy").verdict is Verdict.OTHERWISE
        await shown.press("l", "esc")
        assert shown.card("deploy").verdict is Verdict.OTHERWISE
        await shown.press("tab", "e", "!", "enter")
        assert shown.card("Deploy by").text == "Deploy by 10:00!"


async def test_explain_asks_for_two_and_goes_deeper(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "why") as shown:
        assert tails(shown)[0] == "2 more conditions"
        await shown.press("c")
        assert shown.notice.startswith("Choose a condition first")
        await shown.press("enter", "one thing", "enter", "another", "enter", "enter")
        assert tails(shown)[0] == "✓"
        await shown.press("home", "down", "c", "beneath it", "enter", "enter")
        assert shown.card("beneath").parent == shown.card("one thing").id
        assert rows(shown)[1:4] == ["one thing", "beneath it", "another"]
        await shown.press("home", "e")
        assert shown.notice.startswith("That was written in an earlier phase")
        await shown.press("down", "delete")
        assert shown.notice.startswith("Other cards hang under this one.")


async def test_next_hangs_cards_under_conditions(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "next") as shown:
        await shown.press("enter", "Keep it", "enter", "esc", "l", "2")
        assert shown.card("Keep it").parent == shown.card("two people").id
        assert shown.text.count("↳ two people were at the") == 1
        await shown.press("l", "end", "enter")
        assert shown.card("Keep it").parent is None


async def test_poll_counts_hands(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "checkin", format="ssc") as shown:
        await shown.press("5", "4", "9")
        assert shown.notice == "Choose one of the numbers on the screen."
        await shown.press("home", "down", "enter")
        assert tails(shown)[:2] == ["█  1", "██ 2"]
        await shown.press("backspace")
        assert tails(shown)[:2] == ["█ 1", "█ 1"]
        await shown.click("I say a part of it")
        await shown.click("I say a part of it")
        await shown.press("3")
        assert shown.hint.startswith("s chooses how to go on")
        await shown.press("3")
        assert shown.notice
        assert len(shown.session.answers) == 4


async def test_review_of_earlier_actions(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "review", format="ssc") as shown:
        assert "Action 1 of 2" in shown.text
        assert "Add replica lag to the deploy dashboard" in shown.text
        await shown.press("1")
        assert "Action 2 of 2" in shown.text
        await shown.press("3", "no copy of the data; Dee asks", "enter")
        first, second = shown.session.earlier.values()
        assert (first.state, second.state) == (ActionState.DONE, ActionState.BLOCKED)
        assert second.note == "no copy of the data; Dee asks"
        assert shown.hint == "That was the last one. n goes on."
        await shown.press("left", "enter")
        assert next(iter(shown.session.earlier.values())).state is ActionState.DONE
        await shown.press("2")
        assert next(iter(shown.session.earlier.values())).state is ActionState.DOING
        await shown.press("left")
        await shown.click("4 dropped")
        await shown.click("4 dropped")
        await shown.press("enter")
        assert next(iter(shown.session.earlier.values())).state is ActionState.DROPPED


async def test_group_vote_and_discuss(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "group", format="ssc") as shown:
        await shown.press("m")
        assert shown.notice == "Mark the cards that belong together first, with x."
        await shown.press("x", "x", "m")
        assert "Pairing on every migration · A weekly look" in shown.text
        await shown.press("Together", "enter")
        (topic,) = shown.session.topics.values()
        assert topic.name == "Together"
        await shown.press("home", "e", "!", "enter")
        assert next(iter(shown.session.topics.values())).name == "Together!"
        await shown.click("Status mails")
        await shown.click("Status mails")
        await shown.press("m", "2")
        assert shown.card("Status mails").topic == topic.id
        await shown.click("Status mails")
        await shown.press("s")
        assert shown.card("Status mails").topic is None

        await shown.press("n", "right", "right", "enter", "left")
        assert tails(shown)[0] == "●●"
        await shown.click("Status mails")
        await shown.click("Status mails")
        assert len(shown.session.votes) == 3
        assert shown.notice == ""

        await shown.press("n", "enter", "we looked", "enter", "esc", "d", "we go on", "enter")
        notes = sorted(shown.session.notes.values(), key=lambda note: note.number)
        assert [(note.text, note.decision) for note in notes] == [
            ("we looked", False),
            ("we go on", True),
        ]
        await shown.press("right")
        assert shown.session.focus == shown.card("Status mails").id
        await shown.press("left", "left")
        assert shown.notice == "This is the first topic."
        await shown.press("end", "e", "!", "enter", "home", "delete")
        assert [note.text for note in shown.session.notes.values()] == ["we go on!"]
        await shown.press("s-tab", "down")
        assert shown.session.focus == shown.card("Status mails").id


async def test_commit_asks_what_is_missing_and_never_bars_the_way(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(80, 24)) as shown:
        await shown.press("enter", "ctrl+s")
        assert shown.notice == "Say what will be done first."
        await shown.press("Rehearse", "enter", "Cas", "enter", "someday", "ctrl+s")
        assert shown.notice.startswith("That is not a day retro knows")
        assert shown.session.actions == {}
        await shown.press("esc", "enter")
        assert "someday" in shown.text
        await shown.press("tab", "tab", *["backspace"] * 7, "2w")
        assert shown.hint == "2026-05-18: in 14 days"
        await shown.press("ctrl+s")
        (action,) = shown.session.actions.values()
        assert (action.text, action.owner, str(action.due)) == ("Rehearse", "Cas", "2026-05-18")
        assert shown.hint.startswith("e answers the question.")
        assert "? What will be done? Begin with a verb" in shown.text
        await shown.press("a")
        assert next(iter(shown.session.actions.values())).accepted
        await shown.click("Rehearse")
        await shown.click("Rehearse")
        await shown.press(" daily", "ctrl+s")
        assert next(iter(shown.session.actions.values())).text == "Rehearse daily"


async def test_three_actions_are_enough(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        for number in range(3):
            await shown.press("enter", f"Do {number}", "ctrl+s")
        await shown.press("enter")
        assert isinstance(shown.app.screen, PhaseScreen)
        assert shown.notice.startswith("That makes 4: of more than 3 at once, fewer get done.")
        await shown.press("delete", "enter", "Do more", "ctrl+s")
        texts = [action.text for action in shown.session.actions.values()]
        assert texts == ["Do 0", "Do 1", "Do more"]


async def test_a_half_typed_action_counts_as_a_draft(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        await shown.press("enter", "Add the lag", "esc", "n")
        assert shown.notice.startswith("Not kept yet: “Add the lag”.")
        await shown.press("n")
        assert shown.session.phase.key == "roti"


async def test_an_action_that_was_only_looked_at_is_no_draft(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        await shown.press("enter", "Add the lag", "enter", "Bo", "enter", "+14", "ctrl+s")
        await shown.press("e", "esc", "n")
        assert shown.session.phase.key == "roti"
        await shown.press("b", "e", " today", "esc", "n")
        assert shown.notice.startswith("Not kept yet: “Add the lag today”.")


async def test_the_whole_form_of_an_action_is_a_draft(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 40)) as shown:
        await shown.press("enter", "Add the lag", "enter", "Bo")
        shown.app.screen.query_one("#parent", Select).value = shown.card("Show replica").id
        shown.app.screen.query_one(Tick).value = True
        await settled(shown.app)
        await shown.press("esc", "enter", "ctrl+s")
        (action,) = shown.session.actions.values()
        assert (action.accepted, action.parent) == (True, shown.card("Show replica").id)
        await shown.press("enter")
        form = shown.app.screen
        assert form.query_one("#parent", Select).value is Select.NULL
        assert form.query_one(Tick).value is False


async def test_an_action_follows_from_the_chosen_card(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit", size=(120, 40)) as shown:
        await shown.click("Show replica lag")
        await shown.click("Show replica lag")
        await shown.press("Add it")
        await shown.click("Keep")
        (action,) = shown.session.actions.values()
        assert action.parent == shown.card("Show replica lag").id


async def test_an_owner_who_is_not_named_is_told_of(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "commit") as shown:
        people = shown.session.people.values()
        unnamed = next(person.name for person in people if not person.named)
        named = next(person.name for person in people if person.named)
        told = f"{unnamed} is not named in the minutes"
        await shown.press("enter", "Rehearse", "enter", named)
        assert "is not named in the minutes" not in shown.text
        await shown.press(*["backspace"] * len(named), unnamed)
        assert told in shown.text
