"""The minutes' own sentences in Dutch, for the golden minutes."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from retro.words import Words


class Dutch(Words):
    """Words from the catalogue next to this file."""

    def __init__(self) -> None:
        super().__init__()
        self.language = "nl"
        compiled = BytesIO()
        with Path(__file__).with_name("nl.po").open("rb") as file:
            write_mo(compiled, read_po(file))
        compiled.seek(0)
        self._catalogue = GNUTranslations(compiled)
