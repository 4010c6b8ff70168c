"""Asking a person before something is done."""

import sys

from retro.words import Words


def agreed(question: str, words: Words) -> bool:
    """Ask a question that yes or no answers; anything but yes is no.

    Raises KeyboardInterrupt when the person interrupts.
    """
    sys.stdout.write(f"{question} {words('[y/N]')} ")
    sys.stdout.flush()
    answer = sys.stdin.readline().strip().casefold()
    yes = {"y", "yes", words("y"), words("yes")}
    return answer in yes
