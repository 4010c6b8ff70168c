"""Which language a guest's screen is in."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("en", "nl")


def language_of(environment: Mapping[str, str]) -> str:
    """`en` or `nl` as the client's locale says; empty when it names neither.

    The first of LC_ALL, LC_MESSAGES and LANG that is set decides (POSIX, 8.2).
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            language = locale[:2].lower()
            return language if language in LANGUAGES and locale[2:3] in ("", "_", ".") else ""
    return ""
