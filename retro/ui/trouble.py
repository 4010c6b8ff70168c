"""What a person reads when something could not be done."""

from retro.live.errors import NotKept
from retro.session.refusal import Refused
from retro.words import Words


def reason(error: Exception, words: Words) -> str:
    """One sentence: why a rule refused, or that nothing was saved and why."""
    if isinstance(error, Refused):
        return words(error.reason, **error.values)
    if isinstance(error, NotKept):
        return words("Not saved.") + f" {error}"
    return str(error)
