"""How a command ends when it does not do what was asked."""


class Failure(Exception):
    """It could not be done. `str()` is one clear sentence with the next step; exit status 1.

    Where the language is not known, `sentence` is in English, with `{names}` for `values`: whoever
    says it translates it first.
    """

    status = 1

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values) if values else sentence)
        self.sentence = sentence
        self.values = values


class Misuse(Failure):
    """What was typed cannot be done like that; exit status 2."""

    status = 2
