"""In a language that was invented, nothing of the program is left in English."""

import re
from pathlib import Path

import pytest

from retro.cli.main import retro as root
from retro.formats.catalogue import Catalogue, packaged_folder
from retro.session.model import Writing
from retro.session.rules import PROGRAM
from retro.ui.wish import Wish
from retro.words import Words, language_names, languages
from tests.cli.conftest import own_environment, shelf
from tests.cli.shelf import Shelf
from tests.live.house import house
from tests.minutes.stories import release
from tests.ui.apart import ApartTeller
from tests.ui.stage import Doorway, settled, stage
from tests.ui.story import begin
from tests.words.helping import commands
from tests.words.invented import CODE, accented, invented, plain
from tests.words.leftovers import leftovers

__all__ = ["invented", "own_environment", "shelf"]

PATHS = list(commands(root))
NAMES = " ".join(word for path in PATHS for word in path)
#: Of help: what is typed, and names that are the same in every language.
TYPED = "retro bash zsh fish zfunc LANG CTYPE UTF"
#: What the system says, and what click says of a type in no language but this.
FOREIGN = "No such file or directory File integer range"
#: Keys as they are called on them.
KEYS = "enter esc tab ctrl del end Home End Enter Esc Space Tab"


def test_the_invented_language_is_told_apart(invented: Path) -> None:
    assert plain(accented("Nothing was kept here: `retro start`.")) == set()
    assert plain(f"{accented('One')} two three", "three") == {"two"}
    assert languages() == ("en", CODE, "nl")
    assert language_names() == {"en": "English", CODE: accented("English"), "nl": "Nederlands"}


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_is_whole(invented: Path, shelf: Shelf, path: tuple[str, ...]) -> None:
    text = shelf.tell("--language", CODE, *path, "--help")
    lines = [line for line in text.splitlines() if not re.match(r" *([a-z]+: +)?retro ", line)]
    assert plain("\n".join(lines), f"{NAMES} {TYPED}") == set(), text


@pytest.mark.parametrize(
    "line",
    ["", "sessions", "actions", "due", "lessons", "agreements", "teams", "insights", "doctor",
     "show", "show zz", "joinx", "join --portx", "minutes a b", "serve --port x",
     "actions done", "actions done zz", "completion csh", "doctor --accept /nowhere", "lessons zz",
     "start --port 1 --listen nowhere", "join 1.2.3.4:x", "minutes zz", "import zz.md"],
)  # fmt: skip
def test_commands_are_whole(invented: Path, shelf: Shelf, line: str) -> None:
    session = release()
    key = shelf.keep(session)
    said = shelf.type("--language", CODE, *line.split())
    known = f"{session!r} {key} {shelf.folder} {NAMES} {TYPED} {line}"
    text = said.out + said.err
    assert text
    assert plain(text, f"{known} {FOREIGN}") == set(), text


def test_formats_in_a_language_of_ones_own(invented: Path, shelf: Shelf) -> None:
    own = shelf.folder / "templates" / CODE
    own.mkdir(parents=True)
    english = (packaged_folder() / "en" / "aar.md").read_text()
    (own / "aar.md").write_text(english.replace("language: en", f"language: {CODE}"))
    assert "aar" in shelf.tell("--language", CODE, "formats")
    catalogue = Catalogue((shelf.folder / "templates",))
    assert catalogue.find("aar", CODE).language == CODE
    # What every format may take from the parts of its language comes in English where it is not.
    assert catalogue.part("review.md", CODE) == catalogue.part("review.md", "en")


async def test_screens_are_whole(invented: Path, tmp_path: Path) -> None:
    async with house(tmp_path / "data") as found:
        teller = await begin(found.lobby, "aar", writing=Writing.APART)
        room = teller.room
        door = Doorway()
        await door.open("", -1, "")
        wish = Wish(session=room.key, speaks=CODE, folder=tmp_path)
        async with stage(found, wish, size=(150, 44), entrance=door) as shown:
            assert shown.app.words.language == CODE
            told = ApartTeller(room, teller.texts)
            for phase in room.view(PROGRAM).session.format.phases:
                await told.go_to(phase.key)
                await settled(shown.app)
                known = f"{room.view(PROGRAM).session!r} {room.codes} {KEYS} ssh"
                for key in ("", "?", "w", "y") if phase.key == "welcome" else ("",):
                    if key:
                        await shown.press(key)
                    assert not _not_cut_off(plain(shown.text, known), known), shown.text
                    if key:
                        await shown.press("esc")


def _not_cut_off(words: set[str], known: str) -> set[str]:
    """Without those that a window cuts off."""
    # The agenda has the phase that it stands at in capitals.
    whole = re.findall(r"\w+", f"{known} {known.upper()}")
    return {w for w in words if not any(k.startswith(w) or k.endswith(w) for k in whole)}


def test_what_is_not_translated_yet_stays_in_english(
    invented: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language with a few sentences is a language."""
    from babel.messages import Catalog

    from tests.words.catalogue import compiled

    catalog = Catalog(CODE)
    catalog.add("Usage:", accented("Usage:"))
    (invented / f"{CODE}.mo").write_bytes(compiled(catalog))
    assert language_names()[CODE] == CODE, "one that does not say its name goes by its code"
    text = shelf.tell("--language", CODE, "--help")
    assert accented("Usage:") in text
    assert "Show this message and exit." in text
    assert Words(CODE).retold("Nothing.") == "Nothing."


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_help_in_dutch_has_no_english_left(shelf: Shelf, path: tuple[str, ...]) -> None:
    text = shelf.tell("--language", "nl", *path, "--help")
    assert "Gebruik: retro" in text
    assert leftovers(text, "nl", "en") == set(), text


@pytest.mark.parametrize("path", [(), ("formats", "check")], ids=" ".join)
def test_help_in_a_language_without_a_catalogue_is_english(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    english = shelf.tell(*path, "--help")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert shelf.tell(*path, "--help") == english
    assert shelf.tell("--language", "fr", *path, "--help") == english
