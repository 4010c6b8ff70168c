"""What a person reads when something could not be done."""

from typing import Final

from retro.live.asked import FAULT, STOPPING
from retro.live.errors import NotKept, NotOpened
from retro.session.refusal import Refused
from retro.ui.registry import translate
from retro.words import Words

#: What is said to people from elsewhere: the store's own sentences name files of this machine.
NOT_KEPT: Final = translate(
    "The machine that runs this could not write it: tell whoever runs it, then try again."
)
NOT_OPENED: Final = translate(
    "This session cannot be opened now: ask whoever runs it to run `retro doctor`."
)


def reason(error: Exception, words: Words, *, guest: bool = False) -> str:
    """One sentence: why a rule refused, or that nothing was saved and why.

    A `guest` came from elsewhere, and reads nothing of this machine.
    """
    if isinstance(error, Refused):
        return words(error.reason, **error.values)
    if isinstance(error, NotKept):
        sentence = str(error)
        if guest and sentence not in (FAULT, STOPPING):
            sentence = NOT_KEPT
        return words("Not saved.") + f" {words.retold(words(sentence))}"
    if guest and isinstance(error, NotOpened):
        return words(NOT_OPENED)
    return words.retold(str(error))
