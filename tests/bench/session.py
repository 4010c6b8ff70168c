"""What one command costs in a session of many cards: `python -m tests.bench.session [CARDS]`.

Each row is the middle of many runs in one process: deciding, applying the events, finding what to
store, and drawing up the view of one person; beside it the cost of copying the table of cards.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from random import Random
from statistics import median
from time import perf_counter

from retro.session import documents
from retro.session.commands import (
    CastVote,
    Command,
    LinkCard,
    MakeTopic,
    MoveCard,
    RemoveCard,
    Undo,
    WriteCard,
)
from retro.session.decide import decide
from retro.session.evolve import evolve_all
from retro.session.model import Card, Session, Writing
from retro.session.view import view
from tests.session.sample import ANN, BOB, NOW, begin

RUNS = 200
LAST = 10_000


def crowded(cards: int, key: str, writing: Writing) -> Session:
    """A session at one phase, with that many cards already in it."""
    session = begin(writing).at(key).session
    sealed = session.seals(session.format.phase("ideas"))
    author = None if sealed else ANN
    many = {
        id: Card(id, "ideas", "start", f"card {id} " * 5, author, 0 if sealed else id)
        for id in range(LAST + 1 - cards, LAST + 1)
    }
    happened = {1: Card(1, "plan", "", "plan", ANN, 1), 2: Card(2, "happened", "", "did", ANN, 2)}
    count = 0 if sealed else LAST
    return replace(session, cards={**many, **happened}, count=count)


def microseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        before = perf_counter()
        work()
        times.append(perf_counter() - before)
    return median(times) * 1e6


def row(name: str, session: Session, command: Command, after: Command | None = None) -> str:
    rng = Random(1)
    if after is not None:
        session = evolve_all(session, decide(session, command, ANN, NOW, rng))
        command = after
    events = decide(session, command, ANN, NOW, rng)
    then = evolve_all(session, events)
    figures = (
        microseconds(lambda: decide(session, command, ANN, NOW, rng)),
        microseconds(lambda: evolve_all(session, events)),
        microseconds(lambda: documents.changes(session, then)),
        microseconds(lambda: view(then, BOB)),
    )
    cells = "".join(f"{figure:10.0f}" for figure in (*figures, sum(figures)))
    return f"{name:34}{cells}"


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    cards = min(cards, 997)  # with a plan item and a happening, one more has to fit
    table = {id: id for id in range(cards)}
    print(f"{cards} cards, microseconds; copying a table of them: {microseconds(table.copy):.0f}")
    print(f"{'':34}{'decide':>10}{'evolve':>10}{'documents':>10}{'view':>10}{'all':>10}")
    apart, together = Writing.APART, Writing.TOGETHER
    words = "what we would do once more, and why " * 3
    groups = crowded(cards, "group", together)
    votes = crowded(cards, "vote", apart)
    print(row("write a card, one keyboard", crowded(cards, "ideas", together), WriteCard(3, words)))
    print(row("write a card, apart", crowded(cards, "lessons", apart), WriteCard(3, words)))
    print(row("write a card, anonymous", crowded(cards, "ideas", apart), WriteCard(3, words)))
    print(
        row("write a card in Greek", crowded(cards, "lessons", apart), WriteCard(3, "λόγος " * 20))
    )
    print(row("remove a card", groups, RemoveCard(LAST)))
    print(row("link a happening", groups, LinkCard(2, 1)))
    print(row("group two cards", groups, MakeTopic(4, "Topic", (LAST, LAST - 1))))
    print(row("group a hundred", groups, MakeTopic(4, "Topic", tuple(range(LAST - 99, LAST)))))
    print(
        row("move a card away again", groups, MakeTopic(4, "Topic", (LAST,)), MoveCard(LAST, None))
    )
    print(row("give a dot", votes, CastVote(5, LAST)))
    print(row("undo a dot", votes, CastVote(5, LAST), Undo()))


if __name__ == "__main__":
    main()
