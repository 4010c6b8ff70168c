"""The program's own sentences in a person's language.

Sentences stand in the code in English; the other languages are GNU gettext catalogues next to this
file: `nl.po` for people, `nl.mo` for the program. A language is added by adding its two files:
`python -m tests.words de` begins them, and brings them in step with what was translated since and
with the code. A sentence without a translation stays in English, and so does every sentence in a
language without a catalogue.
"""

import gettext
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE: Final = "en"
#: Each catalogue translates this with the name that its own language calls itself by.
OWN_NAME: Final = "English"
#: Not by `importlib.resources`, which takes longer to load than a command may take.
_FOLDER: Final = Path(__file__).parent


#: Before what other parts say in English, in a compiled catalogue: a context and its separator.
_TOLD: Final = "told\x04"
#: The values in such sentences that are said in the program's own words as well.
WITHIN: Final = frozenset(
    {"broken", "different", "error", "hint", "reason", "value", "what", "why"}
)


class Words:
    """Sentences in one language: `words("Hello, {name}.", name=...)`."""

    def __init__(self, language: str = SOURCE, folder: "Traversable | None" = None) -> None:
        """Read the catalogue of `language` in `folder`; without a folder, the program's own."""
        folder = folder or _FOLDER
        self.language = language if language in languages(folder) else SOURCE
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if self.language != SOURCE:
            with folder.joinpath(f"{self.language}.mo").open("rb") as file:
                self._catalogue = gettext.GNUTranslations(file)

    def __call__(self, sentence: str, **values: object) -> str:
        """`sentence` in this language, its `{names}` filled in from `values`."""
        # Under the empty sentence a catalogue keeps facts about itself.
        translated = self._catalogue.gettext(sentence) if sentence else ""
        return translated.format(**values) if values else translated

    def retold(self, text: str) -> str:
        """An English text, line by line, where it comes from a part that knows no language.

        The store, the doors and the formats say in English what is wrong, in errors that are handed
        on as text, also from one process to another. The catalogue has those sentences with the
        context `told`; a line that none of them fits stays as it is.
        """
        return "\n".join(self._retold(line) for line in text.split("\n"))

    def _retold(self, line: str) -> str:
        for pattern, translated in self._told:
            if found := pattern.fullmatch(line):
                values = found.groupdict()
                known = {name: self._retold(values[name]) for name in WITHIN & values.keys()}
                return translated.format(**{**values, **known})
        return line

    @cached_property
    def _told(self) -> list[tuple[re.Pattern[str], str]]:
        """What each such sentence looks like when it is filled in; the longest come first."""
        # There is no public way to go through a catalogue; the name is the same since Python 2.
        whole = vars(self._catalogue).get("_catalog", {}).items()
        told = {key[len(_TOLD) :]: text for key, text in whole if str(key).startswith(_TOLD)}
        return [(_shape(key), told[key]) for key in sorted(told, key=len, reverse=True)]

    def either(self, one: str, many: str, count: int) -> str:
        """`one` or `many`, as this language counts; nothing is filled in."""
        return self._catalogue.ngettext(one, many, count)

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """`one` or `many`, as this language counts, with `{count}` and `values` filled in."""
        return self.either(one, many, count).format(count=count, **values)


def languages(folder: "Traversable | None" = None) -> tuple[str, ...]:
    """The languages that have a catalogue in `folder`; without a folder, the program's own."""
    names = (file.name for file in (folder or _FOLDER).iterdir())
    return (SOURCE, *sorted(name[:-3] for name in names if name.endswith(".mo")))


def language_names(folder: "Traversable | None" = None) -> dict[str, str]:
    """By their codes, what the languages call themselves; one that does not say so, its code."""
    names = {}
    for code in languages(folder):
        words = Words(code, folder)
        name = words(OWN_NAME)
        names[code] = code if name == OWN_NAME and code != SOURCE else name
    return names


def translate(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is looked up when it is shown."""
    return sentence


def _shape(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    )
