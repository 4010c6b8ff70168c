"""The formats that there are: those that come with the program, and a team's own."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Final

from retro.formats.errors import FormatError, Problem, UnknownFormat, told
from retro.formats.front import KEY, LANGUAGE
from retro.formats.reader import Template, read_template
from retro.session.format import Format, Kind

#: A folder beside the formats of a language that holds what is no format by itself.
PARTS: Final = "parts"
#: The language of last resort, for a part that a language has not got.
FALLBACK: Final = "en"
#: The folder in a folder of one's own that has a folder for each team.
TEAMS: Final = "teams"
#: No more files than this are read of one folder.
FILES_LIMIT: Final = 500
#: No more names than this are looked at in one folder, whatever they name.
_NAMES_LIMIT: Final = 20_000
_SLUG_LIMIT: Final = 60


def packaged_folder() -> Path:
    """The folder of the program's own formats: in the installed package, or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def slug(team: str) -> str:
    """What the folder of a team is called: `Team Noord 2` is `team-noord-2`.

    Empty for a name without a letter or a digit in it.
    """
    plain = unicodedata.normalize("NFKD", team.casefold())
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return "-".join(re.findall(r"[^\W_]+", bare))[:_SLUG_LIMIT].strip("-")


class Catalogue:
    """The formats in the program's folder and in `folders`, of which a later one wins.

    A folder holds one folder for each language, with a file for each format: `en/aar.md`. In a
    folder of one's own a file may also stand by itself: `ours.md`, in the language it names. The
    file's name is the format's key. What a team alone has lies in `teams/<slug of the team>`, in
    the same way. A file is read again when it was changed.
    """

    def __init__(self, folders: Iterable[Path] = (), packaged: Path | None = None) -> None:
        self._folders = (packaged or packaged_folder(), *folders)
        self._read: dict[Path, tuple[tuple[int, ...], Template | FormatError]] = {}

    def for_team(self, team: str) -> "Catalogue":
        """These formats, and over them those that this team alone has."""
        name = slug(team)
        folders = [folder / TEAMS / name for folder in self._folders[1:] if name]
        added = [folder for folder in folders if _is_folder(folder)]
        if not added:
            return self
        catalogue = Catalogue((*self._folders[1:], *added), self._folders[0])
        catalogue._read = self._read
        return catalogue

    def teams(self) -> tuple[str, ...]:
        """The slugs of the teams that have a folder of their own."""
        folders = (folder / TEAMS for folder in self._folders[1:])
        names = {name for folder in folders for name in _names(folder)}
        return tuple(sorted(name for name in names if name == slug(name)))

    def languages(self) -> tuple[str, ...]:
        """The languages that there are formats in, by their short codes."""
        found: set[str] = set()
        for folder in self._folders:
            for code in _language_folders(folder):
                if code not in found and any(self._good(_formats_in(folder / code))):
                    found.add(code)
            found.update(each.format.language for each in self._good(_formats_in(folder)))
        return tuple(sorted(found))

    def formats(self, language: str) -> tuple[Format, ...]:
        """All formats of a language by key. A broken file is left out; see `problems`."""
        return tuple(template.format for template in self.templates(language))

    def templates(self, language: str) -> tuple[Template, ...]:
        """As `formats`, with what the chooser knows about each."""
        found: dict[str, Template] = {}
        for folder in self._folders:
            files = _formats_in(folder)
            if LANGUAGE.fullmatch(language):
                files += _formats_in(folder / language)
            for template in self._good(files):
                if template.format.language == language:
                    found[template.format.key] = template
        return tuple(found[key] for key in sorted(found))

    def problems(self) -> tuple[FormatError, ...]:
        """What is wrong with the files that are left out, one error a file."""
        found: list[FormatError] = []
        for folder in self._folders:
            for each in (folder, *(folder / code for code in _language_folders(folder))):
                files = _formats_in(each)
                read = map(self._template, files[:FILES_LIMIT])
                found += (error for error in read if isinstance(error, FormatError))
                if len(files) > FILES_LIMIT:
                    sentence = told(
                        f"there are more files here than the {FILES_LIMIT} that are read"
                    )
                    found.append(FormatError(each.name, [Problem(1, sentence)]))
        return tuple(found)

    def own_files(self) -> tuple[Path, ...]:
        """The files of all formats that did not come with the program, also the broken ones."""
        found: list[Path] = []
        for folder in self._folders[1:]:
            for each in (folder, *(folder / code for code in _language_folders(folder))):
                found += _formats_in(each)[:FILES_LIMIT]
        return tuple(found)

    def read(self, file: Path) -> Template | FormatError:
        """What is in one of these files, or what is wrong with it."""
        return self._template(file)

    def find(self, key: str, language: str) -> Format:
        """The format with this key. Raises UnknownFormat, or FormatError for a broken file."""
        return self.template(key, language).format

    def template(self, key: str, language: str) -> Template:
        """As `find`, with what the chooser knows about it."""
        found = self._template(self.file(key, language))
        if isinstance(found, FormatError):
            raise found
        return found

    def file(self, key: str, language: str) -> Path:
        """The file of this format, to read or to copy. Raises UnknownFormat."""
        if KEY.fullmatch(key) and LANGUAGE.fullmatch(language):
            for folder in reversed(self._folders):
                nested, single = folder / language / f"{key}.md", folder / f"{key}.md"
                if _is_file(nested):
                    return nested
                if _is_file(single) and self._is_in(single, language):
                    return single
        known = [template.format.key for template in self.templates(language)]
        raise UnknownFormat(key, get_close_matches(key[:40].lower(), known, 3), known)

    def part(self, name: str, language: str) -> Path:
        """The file of a part, such as `review.md`; in English where a language has none.

        Raises FormatError when there is none: the program is not installed whole.
        """
        for code in (language, FALLBACK):
            for folder in reversed(self._folders):
                file = folder / code / PARTS / name
                if LANGUAGE.fullmatch(code) and _is_file(file):
                    return file
        raise FormatError(name, [Problem(1, "this part is missing; install the program again")])

    def with_review(self, format: Format) -> Format:
        """The format with the review of open actions put first, unless it has one already.

        The phase and its wording are those of `parts/review.md` in the format's language.
        """
        if any(phase.kind is Kind.REVIEW for phase in format.phases):
            return format
        review = read_template(self.part("review.md", format.language)).format.phases[0]
        return replace(format, phases=(review, *format.phases))

    def _is_in(self, file: Path, language: str) -> bool:
        found = self._template(file)
        return isinstance(found, FormatError) or found.format.language == language

    def _good(self, files: Iterable[Path]) -> Iterator[Template]:
        for file in islice(files, FILES_LIMIT):
            found = self._template(file)
            if isinstance(found, Template):
                yield found

    def _template(self, file: Path) -> Template | FormatError:
        """A file as it is now, parsed once while it stays the same; errors are kept as well."""
        stamp = _stamp(file)
        known = self._read.get(file)
        if known is None or known[0] != stamp:
            found: Template | FormatError
            try:
                found = _named_as_its_file(file, self._folders)
            except FormatError as error:
                found = error
            known = self._read[file] = stamp, found
        return known[1]


def _stamp(file: Path) -> tuple[int, ...]:
    """What changes when a file does; empty for one that cannot be looked at."""
    try:
        found = file.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _named_as_its_file(file: Path, folders: tuple[Path, ...]) -> Template:
    template = read_template(file)
    key, language = template.format.key, template.format.language
    if key != file.stem:
        sentence = told(f"the key is `{key}`, so the file has to be called {key}.md")
    elif file.parent not in folders and language != file.parent.name:
        sentence = told(f"the language is `{language}`, so the file belongs in a folder {language}")
    else:
        return template
    raise FormatError(file.name, [Problem(1, sentence)])


def _names(folder: Path) -> list[str]:
    """The names in a folder in order, as far as one may look and there are not too many."""
    with suppress(OSError), os.scandir(folder) as entries:
        return sorted(entry.name for entry in islice(entries, _NAMES_LIMIT))
    return []


def _formats_in(folder: Path) -> list[Path]:
    """Every file that is named as a format is; a README.md is not."""
    names = (name for name in _names(folder) if name.endswith(".md"))
    return [folder / name for name in names if KEY.fullmatch(name.removesuffix(".md"))]


def _language_folders(folder: Path) -> list[str]:
    return [name for name in _names(folder) if LANGUAGE.fullmatch(name)]


def _is_file(path: Path) -> bool:
    """False as well where one may not look."""
    try:
        return path.is_file()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    """False as well where one may not look."""
    try:
        return path.is_dir()
    except OSError:
        return False


def with_review(format: Format, catalogue: Catalogue | None = None) -> Format:
    """As `Catalogue.with_review`, from the program's own formats unless told otherwise."""
    return (catalogue or Catalogue()).with_review(format)
