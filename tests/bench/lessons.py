"""What finding lessons costs: `python -m tests.bench.lessons`.

Lessons are made of some thousand English and Dutch words, in which few are common and many are
rare, as in people's texts. Making the search is counted apart, and together with one query. What
is counted is time of the processor, which tells more on a machine that others use as well: each
figure is the median of some turns after the first, which loads the stemmers.
"""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from retro.followup.lessons import to_offer
from retro.followup.search import Search
from retro.followup.words_of import COMMON, folded, words_of
from retro.store.embedded import EmbeddedStore

COUNTS = (300, 1000, 3000, 10_000)
TURNS = 9
#: Milliseconds for 3,000 lessons: making the search and one query together.
AIM = 50
QUERIES = ("rollback", "rollbacks on friday", "datamigratie", "deploiment", "who decides what when")
STARTS = (
    "be on ver af uit over her in op re de pro con sub ge aan door om roll data test net back web "
    "fail kern mid bij ont voor na mis multi auto tele team tijd werk klant vak zorg weg stuur "
    "huis land water room side down up out under inter trans super cross high low long short half"
)
MIDDLES = "plan stor migrat deploy wissel groep dienst laad meet spreek lever bel koppel vraag"
ENDS = "en ing er s ment tie ed back baar heid lijst ion dag wijze plan uur able"


def lessons(count: int) -> list[dict[str, Any]]:
    """As many lessons, of sessions that have four each."""
    dice = random.Random(7)
    rare = [f"{a}{b}{c}" for a in STARTS.split() for b in MIDDLES.split() for c in ENDS.split()]
    common = sorted(COMMON)
    dice.shuffle(rare)

    def text(words: int) -> str:
        found = (
            dice.choice(common)
            if dice.random() < 0.45
            else rare[int(dice.paretovariate(0.35)) % len(rare)]
            for _ in range(words)
        )
        return " ".join(found).capitalize()

    made: list[dict[str, Any]] = []
    context, title = "", ""
    for number in range(count):
        if number % 4 == 0:
            title, context = text(3), f"{text(9)} → {text(10)} → {text(10)}"
        made.append(
            {
                "uid": f"{dice.getrandbits(56):014x}",
                "text": text(14),
                "lesson": "improve" if number % 2 else "sustain",
                "team": f"Team {number % 9}",
                "context": context,
                "applies_when": text(7) if number % 3 == 0 else "",
                "tags": [text(2)],
                "session": f"S{number // 4:06}",
                "session_title": title,
                "language": "en",
                "created": "2026-05-04",
                "told": {f"S{number // 4:06}": "0123456789abcdef-01234567"},
            }
        )
    return made


def offered(made: list[dict[str, Any]]) -> object:
    """What a session is offered whose goal is of the usual length."""
    return to_offer(
        made,
        team="Team 3",
        title=made[0]["session_title"],
        goal=made[0]["context"][:90],
        format_key="aar",
        language="en",
        today=date(2026, 11, 22),
        new_id=lambda: 1,
    )


def read_anew(folder: Path) -> object:
    """All lessons, by a store that knows nothing yet."""
    return EmbeddedStore(folder).lessons().all()


def first(made: list[dict[str, Any]], known: object) -> list[dict[str, Any]]:
    """The lessons that are put into a new store."""
    return made


def searched(made: list[dict[str, Any]], query: str) -> object:
    """What `retro lessons` does with a query: a search is made, asked once and let go."""
    return Search(made).find(query, 20)


def milliseconds(work: Callable[[], object]) -> float:
    """The median of some turns; the first does not count."""
    taken = []
    for _ in range(TURNS + 1):
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return median(taken[1:])


def main() -> None:
    """Print the table; `words` are the different ones in the texts alone."""
    print(
        f"{'lessons':>8} {'words':>7} {'read':>7} {'make':>7} {'make+query':>11} {'worst':>7}"
        f" {'offer':>7} {'MiB':>6}   ms of processor, median of {TURNS}"
    )
    for count in COUNTS:
        made = lessons(count)
        with tempfile.TemporaryDirectory() as folder:
            reading = partial(read_anew, Path(folder))
            EmbeddedStore(Path(folder)).lessons().change(partial(first, made))
            read = milliseconds(reading)
        make = milliseconds(partial(Search, made))
        asked = [milliseconds(partial(searched, made, query)) for query in QUERIES]
        offer = milliseconds(partial(offered, made))
        tracemalloc.start()
        kept = Search(made)
        size = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        different = len(words_of(folded(" ".join(each["text"] for each in made))))
        print(
            f"{count:>8} {different:>7} {read:>7.1f} {make:>7.1f} {median(asked):>11.1f}"
            f" {max(asked):>7.1f} {offer:>7.1f} {size:>6.1f}"
        )
        del kept
    print(f"\naim: make+query at most {AIM} ms for 3,000 lessons")


if __name__ == "__main__":
    main()
