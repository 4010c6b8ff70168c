"""A whole after-action review by keys, from `retro start aar` to the minutes on disk."""

import json
import re
from pathlib import Path

from tests.e2e.facilitator import Facilitator, House

EXPECTED = Path(__file__).with_name("after_action_review.md")
GOAL = "Did the release go as we meant it to?"


def begin(house: House, *more: str) -> Facilitator:
    """Fill in the set-up and come to the welcome."""
    screen = house.facilitator("start", "aar", "--together", "--title", "Release 4.2", *more)
    screen.then("Begin")
    screen.fill(GOAL, "Platform", "Ana", "Bo, Cas").press("ctrl+s")
    return screen.then("Ground rules")


def test_an_after_action_review_from_start_to_minutes(house: House) -> None:
    screen = begin(house)
    screen.press("n").then("What did we want to achieve")
    screen.write("Deploy by 10:00", "No visible downtime")
    screen.press("n").then("What happened, in order")
    screen.write("09:40 migration starts", "10:31 checkout errors", "10:25 deploy done")
    screen.press("end", "l").then("Which part of the plan").press("2").then("How did it compare")
    screen.press("3").gone("How did it compare").then("other than planned")
    screen.press("n").then("What made the difference")
    screen.write("the replica lagged", "nobody had rehearsed it")
    screen.press("home", "down", "c").then("What made this so?")
    screen.type("its alert was muted\r")
    screen.then("its alert was muted").leave_line()
    screen.press("n").then("What do we keep on purpose")
    screen.write("rolling back is one command")
    screen.press("tab").write("show the lag before a deploy")
    screen.press("l").then("What does this follow from").press("1").then("↳ the replica lagged")
    screen.press("n").then("Which steps do we take").press("enter").then("A new action")
    screen.fill("Add lag to the dashboard", "Bo", "2030-12-01", "the next deploy shows it")
    screen.fill("Monday, open the dashboard file").then("1 of at most 3")
    screen.press("a").then("Bo ✓")
    screen.press("p").then("Parking lot").type("Do we need two regions?\r")
    screen.then("· Do we need two regions?").leave_line()
    screen.press("n").then("Was this hour worth your time").press("5", "5", "4").then("█")
    screen.press("n").then("What we agreed").write("Rehearsing is cheaper")
    screen.press("n").then("End this session?").press("y").then("The session has ended")
    screen.press("s").then("Written to").press("q")
    assert screen.ends() == 0
    assert screen.is_restored

    minutes = house.run("minutes", "-o", "-")
    (file,) = house.where.glob("*-release-4-2.md")
    assert file.read_text() == minutes
    assert flat(minutes) == EXPECTED.read_text().splitlines()
    (action,) = json.loads(house.run("actions", "--json"))
    assert (action["text"], action["owner"], action["due"]) == (
        "Add lag to the dashboard",
        "Bo",
        "2030-12-01",
    )


def flat(minutes: str) -> list[str]:
    """The lines of minutes without what differs from run to run: the day, times, ids, widths."""
    lines = []
    for line in minutes.splitlines():
        line = re.sub(r"\*\*When\*\* – .*", "**When** – then", line)
        line = re.sub(r"\| [0-9a-f]{6,} +\|$", "| id |", line)
        line = re.sub(r" `[0-9a-f]{6,}`$", " `id`", line)
        line = re.sub(r"^Session: [0-9A-Z]{26}$", "Session: key", line)
        line = re.sub(r"\| +<?\d+ \|$", "| used |", line)
        line = re.sub(r" +", " ", re.sub(r"-{3,}", "---", line))
        if line:
            lines.append(line)
    return lines
