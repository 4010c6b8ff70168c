"""How a command ends when it does not do what was asked."""


class Failure(Exception):
    """It could not be done. `str()` is one clear sentence with the next step; exit status 1."""

    status = 1


class Misuse(Failure):
    """What was typed cannot be done like that; exit status 2."""

    status = 2
