"""`retro coach`: hints about a document, or about each line of a text."""

import json
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf, typed

BLAMES = "Tom forgot the keys."
QUESTION = "What would have brought that step to mind at that moment?"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(f"# Notes\n\n`{BLAMES}`\n\n{BLAMES}\n")
    return path


def test_a_document_is_answered_with_a_line_for_each_wording(shelf: Shelf, document: Path) -> None:
    said = shelf.type("coach", str(document))
    assert said == (1, f'{document}:5: "Tom forgot" {QUESTION}\n', "")


def test_nothing_found_is_nothing_said(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "neutral.md"
    for text in ("", "The build failed twice before noon.\n", f"> {BLAMES}\n"):
        path.write_text(text)
        assert shelf.type("coach", str(path)) == (0, "", "")


def test_several_files_are_all_read(shelf: Shelf, document: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("\ufeffThe team dropped the ball.\r\n\r\nAll is well.\r\n", encoding="utf-8")
    said = shelf.type("coach", str(other), str(document))
    assert said.status == 1
    assert [line.split(' "')[0] for line in said.out.splitlines()] == [
        f"{other}:1:", f"{document}:5:",
    ]  # fmt: skip


def test_standard_input_is_read_with_or_without_its_sign() -> None:
    for arguments in (("coach",), ("coach", "-")):
        said = typed(*arguments, stdin=f"{BLAMES}\n", LANG="C.UTF-8")
        assert said == (1, f'-:1: "Tom forgot" {QUESTION}\n', "")
    assert typed("coach", stdin="", LANG="C.UTF-8") == (0, "", "")


def test_json_has_a_line_for_every_line() -> None:
    said = typed("coach", "--json", stdin=f"{BLAMES}\n\n- x\n    {BLAMES}\n`{BLAMES}`", LANG="C")
    rows = [json.loads(line) for line in said.out.splitlines()]
    hint = {"phrase": "Tom forgot", "kind": "omission", "question": QUESTION}
    assert rows == [
        {"line": 1, "hints": [hint]},
        {"line": 2, "hints": []},
        {"line": 3, "hints": []},
        {"line": 4, "hints": [hint]},
        {"line": 5, "hints": []},
    ]
    assert (said.status, said.err) == (1, "")
    assert typed("coach", "--json", stdin="\n\n") == (
        0, '{"line": 1, "hints": []}\n{"line": 2, "hints": []}\n', "",
    )  # fmt: skip
    assert typed("coach", "--json", stdin="") == (0, "", "")


def test_json_of_several_files_names_them(shelf: Shelf, document: Path) -> None:
    said = shelf.type("coach", "--json", str(document), str(document))
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert len(rows) == 10
    assert {row["file"] for row in rows} == {str(document)}
    alone = shelf.type("coach", "--json", str(document))
    assert "file" not in json.loads(alone.out.splitlines()[0])


def test_the_language_is_that_of_the_interface_or_typed(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "verslag.md"
    path.write_text("Sanne is vergeten te bellen.\n")
    assert shelf.type("coach", str(path)) == (0, "", "")
    said = shelf.type("coach", "--lang", "nl", str(path))
    assert said.status == 1
    assert said.out.startswith(f'{path}:1: "Sanne is vergeten" ')
    assert typed("coach", str(path), LANG="nl_NL.UTF-8").out == said.out
    assert "no formats in this language" in shelf.refuse("coach", "--lang", "xx", status=2)


def test_who_took_part_can_be_named(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("Zq ignored the alarm.\n")
    assert shelf.type("coach", str(path)).status == 0
    assert shelf.type("coach", "--name", "Ann", "--name", "Zq Li", str(path)).status == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (BLAMES.encode("utf-16"), "is not a text in UTF-8: save it as one.\n"),
        (BLAMES.encode("utf-16-le"), "is not a text in UTF-8: save it as one.\n"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not a text in UTF-8: save it as one.\n"),
        ("Zoë".encode("latin-1"), "is not a text in UTF-8: save it as one.\n"),
        (b"a" * 5_000_001, "is too long: give at most 5 MB.\n"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(
    shelf: Shelf, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    said = shelf.refuse("coach", str(path), status=2)
    assert said == f"{path} {sentence}"


def test_what_cannot_be_read_is_refused_in_a_sentence(shelf: Shelf, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert shelf.refuse("coach", str(missing), status=2) == (
        f"{missing} cannot be read: No such file or directory.\n"
    )
    assert "Is a directory" in shelf.refuse("coach", str(tmp_path), status=2)
    assert "No such option" in shelf.refuse("coach", "--nothing", status=2)


def test_what_a_terminal_would_obey_is_not_printed(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("Tom \x1b[2Jforgot, and he \x07 forgot it.\n")
    for option in ((), ("--json",)):
        said = shelf.type("coach", *option, str(path))
        assert not set(said.out) & {"\x1b", "\x07"}
