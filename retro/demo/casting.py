"""Who says what: the cards of a story, dealt to as many people as there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from retro.demo.story import Story

#: Cards that one person writes in one phase at most.
_MOST: Final = 4
#: People who write where all see each card at once; more would only repeat each other.
_IN_THE_OPEN: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One card. `about` is what it hangs under, as that is written; "" for nothing."""

    text: str
    column: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one person says. `lines` are by the key of the phase; `vote` is the answer to a poll.

    `named` is whether they agree to stand in the minutes by name. `drops` is the phase in which
    their connection is lost once, "" for none.
    """

    name: str
    named: bool
    lines: dict[str, tuple[Line, ...]]
    vote: int
    drops: str


def cast(story: Story, members: int, rng: Random) -> tuple[Part, ...]:
    """A part for each of so many people: some say more than others, and nobody nothing."""
    happened = [Line(f"{each.time} {each.text}") for each in story.happened]
    planned = [Line(text) for text in story.planned]
    why = [Line(text, about=story.happened[place].text) for place, text in story.conditions]
    lessons = [
        Line(each.text, column, story.conditions[each.why][1])
        for pair in zip(story.sustain, story.improve, strict=True)
        for column, each in zip(("sustain", "improve"), pair, strict=True)
    ]
    takeaways = [Line(text) for text in story.takeaways]
    hands = {
        "planned": _dealt(planned, members, members, story, rng),
        "happened": _dealt(happened, members, members, story, rng),
        "why": _dealt(why, members, min(members, _IN_THE_OPEN), story, rng),
        "next": _dealt(lessons, members, min(members, _IN_THE_OPEN), story, rng),
        "close": _dealt(takeaways[:members], members, min(members, _IN_THE_OPEN), story, rng),
    }
    return tuple(
        Part(
            name=story.names[place],
            named=place % 3 != 2,
            lines={phase: dealt[place] for phase, dealt in hands.items()},
            vote=rng.choice((3, 4, 4, 5, 5)),
            # The second of them shows how one comes back; somebody alone does so as well.
            drops="happened" if place == min(1, members - 1) else "",
        )
        for place in range(members)
    )


def _dealt(
    lines: Sequence[Line], members: int, writers: int, story: Story, rng: Random
) -> list[tuple[Line, ...]]:
    """The lines in turn; then whoever has none says one as it was seen from elsewhere."""
    hands: list[list[Line]] = [[] for _ in range(members)]
    for place, line in enumerate(lines):
        if len(hands[place % writers]) < _MOST:
            hands[place % writers].append(line)
    said = 0
    for hand in hands[:writers]:
        wanted = 1 + (rng.random() < 0.3) if not hand else 0
        for _ in range(wanted):
            turn, place = divmod(said, len(lines))
            line, spot = lines[place], story.spots[turn % len(story.spots)]
            hand.append(Line(story.seen.format(text=line.text, spot=spot), line.column, line.about))
            said += 1
    return [tuple(hand) for hand in hands]
