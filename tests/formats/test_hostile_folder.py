"""A folder of formats that somebody filled with everything but formats."""

import os
from pathlib import Path

from retro.formats.catalogue import FILES_LIMIT, Catalogue
from retro.formats.reader import SIZE_LIMIT
from retro.formats.suggest import suggest

PACKAGED = len(Catalogue().formats("en"))


def test_what_is_no_file_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "en").symlink_to(tmp_path)
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "large.md").write_bytes(b"x" * (SIZE_LIMIT + 1))
    (tmp_path / "latin.md").write_bytes(b"---\nkey: latin\n---\n# \xe9\n")
    (tmp_path / "screen.md").write_text("---\nkey: screen\n---\n# \x1b[2J\n", encoding="utf-8")
    (tmp_path / "deep.md").write_text(">" * 5000 + "\n", encoding="utf-8")
    (tmp_path / "yaml.md").write_text(
        "---\nkey: &a [*a, *a]\nlanguage: !!python/object:os.system x\n---\n", encoding="utf-8"
    )
    catalogue = Catalogue([tmp_path])
    assert len(catalogue.formats("en")) == PACKAGED
    assert suggest(catalogue, "en").situations
    problems = {error.name: str(error) for error in catalogue.problems()}
    assert problems.keys() == {
        *("zero.md", "loop.md", "gone.md", "folder.md", "pipe.md", "large.md"),
        *("latin.md", "screen.md", "deep.md", "yaml.md"),
    }
    for name in ("zero.md", "folder.md", "pipe.md", "gone.md"):
        assert problems[name].endswith(":1: there is no such file, or it is not a file with text.")
    assert "\x1b" not in "".join(problems.values())


def test_invisible_characters_and_those_that_turn_a_text_are_taken_out(tmp_path: Path) -> None:
    text = Catalogue().file("hotwash", "en").read_text(encoding="utf-8")
    text = text.replace("key: hotwash", "key: ours").replace("# Hot wash", "# Hot \u202ehsaw\u200b")
    (tmp_path / "ours.md").write_text(text, encoding="utf-8")
    assert Catalogue([tmp_path]).find("ours", "en").title == "Hot hsaw"


def test_of_ten_thousand_files_the_first_are_read_and_the_rest_is_told(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"f{number:05}.md").touch()
    catalogue = Catalogue([tmp_path])
    assert len(catalogue.formats("en")) == PACKAGED
    problems = catalogue.problems()
    assert len(problems) == FILES_LIMIT + 1
    assert "more files here than the 500 that are read" in str(problems[-1])
    assert catalogue.find("aar", "en").key == "aar"


def test_a_folder_that_may_not_be_read_is_empty(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    try:
        assert len(Catalogue([closed]).formats("en")) == PACKAGED
    finally:
        closed.chmod(0o700)
