"""What can be wrong with a format, said so that its writer can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: a line of the file, counted from 1, and one sentence."""

    line: int
    sentence: str

    def __str__(self) -> str:
        """The sentence with its end."""
        return self.sentence if self.sentence.endswith("?") else f"{self.sentence}."


def told(sentence: str) -> str:
    """Marks what is said within a problem, or handed on as one, for the catalogues."""
    return sentence


class FormatError(ValueError):
    """A file that is not a format. `str()` is one line a problem, as "aar.md:27: what is wrong"."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))
        super().__init__("\n".join(f"{name}:{p.line}: {p}" for p in self.problems))


class UnknownFormat(LookupError):
    """No format has this key. `close` names those that look like it, the likeliest first."""

    def __init__(self, key: str, close: Iterable[str], known: Iterable[str]) -> None:
        self.key = key
        self.close = tuple(close)
        known = tuple(known)
        if not known:
            hint = "There are no formats in this language."
        elif self.close:
            hint = "Did you mean " + " or ".join(repr(name) for name in self.close) + "?"
        else:
            hint = "The formats are " + ", ".join(known) + "."
        super().__init__(f"No format is called {key[:40]!r}. {hint}")
