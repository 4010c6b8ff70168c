"""What people read when something is not possible here. Each says what to do instead."""

from typing import Final

PROMPT: Final = "Join code: "
ASK: Final = "The code is on the facilitator's screen: 8 letters and digits."
WRONG: Final = "That code opens no session. Look again: it is on the facilitator's screen."
TOO_MANY_TRIES: Final = "Those were too many codes; look at the facilitator's screen and try again."
TOO_MANY_REQUESTS: Final = (
    "Those were too many keys or names; `-o PubkeyAuthentication=no` shows none, and `-i KEY` one."
)
WAIT: Final = "There were too many wrong codes; wait a minute and try again."
FULL: Final = "There is no room for more people here now; ask the facilitator, and try again."
NOTHING_BEGUN: Final = "Nothing was asked for: connect without -N."
TOO_LONG: Final = "This visit lasted half a day; connect again to go on."
ENDED: Final = "The session has ended a while ago. Thank you for taking part."
STALLED: Final = "This terminal took nothing for too long; connect again to go on."
FAULT: Final = "This screen met a fault and was closed; connect again to go on."
GONE: Final = "Goodbye."
UNREADABLE_COMMAND: Final = "That command cannot be read; `help` says what can be asked."
NO_COMMANDS: Final = "Connect without a command, from a terminal, to join the session."
MOSH: Final = "mosh needs a shell, and there is none here: `ssh` alone is enough to join."


def refusal(command: str) -> str:
    """What to say to a command that some program sends by itself; empty for others."""
    first = command.split(maxsplit=1)[:1]
    return MOSH if first == ["mosh-server"] else ""
