"""Which language a guest's screen is to be in."""

import re
from collections.abc import Mapping
from typing import Final

#: As in nl_BE.UTF-8@euro; what names no language, such as C and POSIX, has another form.
_LOCALE: Final = re.compile(r"([a-z]{2,3})([_.@].*)?", re.ASCII | re.IGNORECASE)


def language_of(environment: Mapping[str, str]) -> str:
    """The code of a language, as the client's locale says, such as `nl`; empty for none.

    It may be one that the program does not speak.
    The first of LC_ALL, LC_MESSAGES and LANG that is set decides (POSIX, 8.2).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            found = _LOCALE.fullmatch(locale)
            return found[1].lower() if found else ""
    return ""
