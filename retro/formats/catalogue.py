"""The formats that there are: those that come with the program, and a team's own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from retro.formats.errors import FormatError, Problem, UnknownFormat
from retro.formats.front import KEY, LANGUAGE
from retro.formats.reader import Template, read_template
from retro.session.format import Format, Kind

#: A folder beside the formats of a language that holds what is no format by itself.
PARTS: Final = "parts"
#: The language of last resort, for a part that a language has not got.
FALLBACK: Final = "en"
_FILES_LIMIT: Final = 500


def packaged_folder() -> Path:
    """The folder of the program's own formats: in the installed package, or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class Catalogue:
    """The formats in the program's folder and in `folders`, of which a later one wins.

    A folder holds one folder for each language, with a file for each format: `en/aar.md`. In a
    team's own folder a file may also stand by itself: `ours.md`, in the language it names. The
    file's name is the format's key. Files are read once in the life of an instance.
    """

    def __init__(self, folders: Iterable[Path] = (), packaged: Path | None = None) -> None:
        self._folders = (packaged or packaged_folder(), *folders)
        self._read: dict[Path, Template | FormatError] = {}

    def languages(self) -> tuple[str, ...]:
        """The languages that there are formats in, by their short codes."""
        return tuple(sorted({found.format.language for found in self._everything()}))

    def formats(self, language: str) -> tuple[Format, ...]:
        """All formats of a language by key. A broken file is left out; see `problems`."""
        return tuple(template.format for template in self.templates(language))

    def templates(self, language: str) -> tuple[Template, ...]:
        """As `formats`, with what the chooser knows about each."""
        found = {
            template.format.key: template
            for template in self._everything()
            if template.format.language == language
        }
        return tuple(found[key] for key in sorted(found))

    def problems(self) -> tuple[FormatError, ...]:
        """What is wrong with the files that are left out, one error a file."""
        read = (self._template(file) for file in self._files())
        return tuple(found for found in read if isinstance(found, FormatError))

    def find(self, key: str, language: str) -> Format:
        """The format with this key. Raises UnknownFormat, or FormatError for a broken file."""
        found = self._template(self.file(key, language))
        if isinstance(found, FormatError):
            raise found
        return found.format

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

    def _everything(self) -> Iterator[Template]:
        for file in self._files():
            found = self._template(file)
            if isinstance(found, Template):
                yield found

    def _files(self) -> Iterator[Path]:
        """Every file that is named as a format is; a README.md is not."""
        for folder in self._folders:
            for pattern in ("*.md", "*/*.md"):
                files = (file for file in folder.glob(pattern) if KEY.fullmatch(file.stem))
                yield from sorted(files)[:_FILES_LIMIT]

    def _template(self, file: Path) -> Template | FormatError:
        """A file as it was when this instance first read it; errors are kept as well."""
        if file not in self._read:
            try:
                self._read[file] = _named_as_its_file(file, self._folders)
            except FormatError as error:
                self._read[file] = error
        return self._read[file]


def _named_as_its_file(file: Path, folders: tuple[Path, ...]) -> Template:
    template = read_template(file)
    key, language = template.format.key, template.format.language
    if key != file.stem:
        sentence = f"the key is `{key}`, so the file has to be called {key}.md"
    elif file.parent not in folders and language != file.parent.name:
        sentence = f"the language is `{language}`, so the file belongs in a folder {language}"
    else:
        return template
    raise FormatError(file.name, [Problem(1, sentence)])


def _is_file(path: Path) -> bool:
    """False as well where one may not look."""
    try:
        return path.is_file()
    except OSError:
        return False


def with_review(format: Format, catalogue: Catalogue | None = None) -> Format:
    """As `Catalogue.with_review`, from the program's own formats unless told otherwise."""
    return (catalogue or Catalogue()).with_review(format)
