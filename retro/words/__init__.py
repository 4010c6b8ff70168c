"""The program's own sentences in a person's language.

Sentences stand in the code in English; the other languages are GNU gettext catalogues next to this
file: `nl.po` for people, `nl.mo` for the program. A language is added by adding its two files:
`python -m tests.words de` begins them, and brings them in step with what was translated since and
with the code. A sentence without a translation stays in English, and so does every sentence in a
language without a catalogue.
"""

import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE: Final = "en"
#: Not by `importlib.resources`, which takes longer to load than a command may take.
_FOLDER: Final = Path(__file__).parent


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

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """`one` or `many`, as this language counts, with `{count}` and `values` filled in."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)


def languages(folder: "Traversable | None" = None) -> tuple[str, ...]:
    """The languages that have a catalogue in `folder`; without a folder, the program's own."""
    names = (file.name for file in (folder or _FOLDER).iterdir())
    return (SOURCE, *sorted(name[:-3] for name in names if name.endswith(".mo")))
