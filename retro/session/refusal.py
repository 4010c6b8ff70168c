"""Why something may not happen."""


class Refused(Exception):
    """A command that arrived in the wrong phase, from the wrong person, or beyond a bound.

    `reason` is a sentence with `{names}` to fill in from `values`, so that whoever shows it can
    translate it first. `str()` is the sentence in English.
    """

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason.format(**values))
        self.reason = reason
        self.values = values
