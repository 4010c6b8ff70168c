"""The program's own sentences in a person's language.

Sentences stand in the code in English; the other languages are GNU gettext catalogues next to this
file (`nl.po` for people, `nl.mo` for the program). A language is added by adding its two files.
"""

import gettext
from importlib import resources
from typing import Final

SOURCE: Final = "en"


class Words:
    """Sentences in one language: `words("Hello, {name}.", name=...)`."""

    def __init__(self, language: str = SOURCE) -> None:
        self.language = language if language in languages() else SOURCE
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if self.language != SOURCE:
            with resources.files(__name__).joinpath(f"{self.language}.mo").open("rb") as file:
                self._catalogue = gettext.GNUTranslations(file)

    def __call__(self, sentence: str, **values: object) -> str:
        """`sentence` in this language, its `{names}` filled in from `values`."""
        translated = self._catalogue.gettext(sentence)
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """`one` or `many`, as this language counts, with `{count}` and `values` filled in."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **values)


def languages() -> tuple[str, ...]:
    """The languages the program speaks."""
    names = (file.name for file in resources.files(__name__).iterdir())
    return (SOURCE, *sorted(name[:-3] for name in names if name.endswith(".mo")))
