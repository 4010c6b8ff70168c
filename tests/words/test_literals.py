"""What people read on a screen and from a command was looked up in a catalogue."""

from pathlib import Path
from typing import Final

import pytest

from tests.words.literals import bare_literals

#: The same in every language: names, keys and commands.
NAMES: Final = {
    "ui/screens/chooser.py: retro",
    "ui/screens/code.py: retro",
    "ui/screens/lobby.py: retro",
    "cli/home.py: retro actions",
    "cli/home.py: retro agreements",
    "cli/home.py: retro attach",
    "cli/home.py: retro due",
    "cli/home.py: retro start",
    "cli/home.py: retro --help",
    "cli/main.py: retro",
}

#: Said in English, where the language is not known.
IN_ENGLISH: Final = set[str]()


def test_no_text_bypasses_the_catalogues() -> None:
    assert set(bare_literals()) - NAMES - IN_ENGLISH == set()


def test_what_may_stay_is_still_there() -> None:
    assert (NAMES | IN_ENGLISH) - set(bare_literals()) == set()


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("Static('Hello there')", ["Hello there"]),
        ("Static(words('Hello there'), id='some', classes='quiet')", []),
        ("Input(value, placeholder='your name', id='name')", ["your name"]),
        ("self.say(f'No {self.words(\"card\")} here' if late else 'No')", ["No", "here", "No"]),
        ("Content.assemble(('enter', 'bold'), (f' {words(\"keep\")}', '$text'))", ["enter"]),
        ("parts = [('Goal', 'bold $secondary')]", ["Goal"]),
        ("frame.border_title = 'A card'", ["A card"]),
        ("frame.border_title = self.label_for(place)", []),
        ("def hint(self):\n    return 'Go on.'", ["Go on."]),
        ("say(', '.join(names), '12 · ', '')", []),
        ("raise Failure(words('It is gone.')) from error", []),
    ],
)
def test_it_finds_what_is_not_looked_up(tmp_path: Path, code: str, texts: list[str]) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "one.py").write_text(code)
    assert set(bare_literals(tmp_path)) == {f"ui/one.py: {text}" for text in texts}
