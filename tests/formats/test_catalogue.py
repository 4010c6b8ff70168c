"""Finding formats: in a wheel, in a checkout, in a team's own folders; and choosing one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retro.formats.catalogue import Catalogue, packaged_folder, slug, with_review
from retro.formats.errors import FormatError, UnknownFormat
from retro.formats.reader import Template, read_format, read_template
from retro.formats.suggest import suggest
from retro.session.format import Kind

OWN = """---
key: {key}
language: {language}
{more}---
# {title}

What it is for.

## Welcome
`welcome` `5 min`
> Why are we here?
"""


#: The keys of the formats that come with the program.
KNOWN = sorted(file.stem for file in packaged_folder().glob("en/*.md"))
LISTED = f"The formats are {', '.join(KNOWN)}."


def write(
    file: Path, *, language: str = "en", title: str = "Our own", more: str = "", key: str = ""
) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = OWN.format(key=key or file.stem, language=language, title=title, more=more)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("arr", "No format is called 'arr'. Did you mean 'aar'?"),
        ("AAR", "No format is called 'AAR'. Did you mean 'aar'?"),
        ("hot-wash", "No format is called 'hot-wash'. Did you mean 'hotwash' or 'hows'?"),
        ("zzz", f"No format is called 'zzz'. {LISTED}"),
        ("../en/aar", f"No format is called '../en/aar'. {LISTED}"),
    ],
)
def test_a_key_that_is_none(key: str, sentence: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        Catalogue().find(key, "en")
    assert str(caught.value) == sentence


def test_a_language_without_formats() -> None:
    assert Catalogue().formats("fr") == ()
    for language in ("fr", "../en", ""):
        with pytest.raises(UnknownFormat):
            Catalogue().find("aar", language)


def test_own_formats_by_themselves_and_by_language(tmp_path: Path) -> None:
    write(tmp_path / "ours.md", language="nl")
    write(tmp_path / "fr" / "notre.md", language="fr")
    catalogue = Catalogue([tmp_path])
    assert catalogue.languages() == ("en", "fr", "nl")
    assert [format.key for format in catalogue.formats("nl")] == sorted([*KNOWN, "ours"])
    assert catalogue.find("ours", "nl").title == "Our own"
    assert catalogue.find("notre", "fr").language == "fr"
    assert catalogue.file("ours", "nl") == tmp_path / "ours.md"
    with pytest.raises(UnknownFormat):
        catalogue.find("ours", "en")


def test_a_later_folder_wins(tmp_path: Path) -> None:
    write(tmp_path / "one" / "aar.md", title="One")
    write(tmp_path / "two" / "en" / "aar.md", title="Two")
    one, two = tmp_path / "one", tmp_path / "two"
    for folders, title in (([one], "One"), ([one, two], "Two"), ([two, one], "One")):
        catalogue = Catalogue(folders)
        assert catalogue.find("aar", "en").title == title
        assert [f.title for f in catalogue.formats("en") if f.key == "aar"] == [title]
    assert Catalogue([one]).find("aar", "nl").title == "After-action review"


def test_a_broken_file_leaves_the_others_alone(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_text("# No front\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# About this folder\n", encoding="utf-8")
    catalogue = Catalogue([tmp_path, tmp_path / "missing"])
    assert [format.key for format in catalogue.formats("en")] == KNOWN
    assert [problem.name for problem in catalogue.problems()] == ["broken.md"]
    with pytest.raises(FormatError, match=r"^broken\.md:1: the file begins with"):
        catalogue.find("broken", "en")


def test_a_file_is_called_after_its_key_and_lies_with_its_language(tmp_path: Path) -> None:
    write(tmp_path / "copy.md", key="aar")
    write(tmp_path / "nl" / "other.md", language="en")
    catalogue = Catalogue([tmp_path])
    assert [str(problem) for problem in catalogue.problems()] == [
        "copy.md:1: the key is `aar`, so the file has to be called aar.md.",
        "other.md:1: the language is `en`, so the file belongs in a folder en.",
    ]
    assert catalogue.find("aar", "en").title == "After-action review"


def test_a_file_is_read_again_only_when_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []

    def noted(file: Path) -> Template:
        read.append(file.name)
        return read_template(file)

    monkeypatch.setattr("retro.formats.catalogue.read_template", noted)
    catalogue = Catalogue([tmp_path])
    assert "ours" not in {format.key for format in catalogue.formats("en")}
    write(tmp_path / "ours.md", title="Before")
    for _ in range(2):
        assert catalogue.find("ours", "en").title == "Before"
    assert read.count("ours.md") == 1
    write(tmp_path / "ours.md", title="Afterwards")
    assert catalogue.find("ours", "en").title == "Afterwards"
    assert read.count("aar.md") == 1


def test_an_installed_package_brings_its_formats(tmp_path: Path) -> None:
    """A wheel holds the formats in `retro/templates`, and there is no checkout around it."""
    package = Path(__file__).parents[2] / "retro"
    shutil.copytree(package, tmp_path / "retro", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(packaged_folder(), tmp_path / "retro" / "templates", dirs_exist_ok=True)
    code = (
        "from retro.formats.catalogue import *; c = Catalogue();"
        "print(packaged_folder(), c.languages(), len(c.formats('nl')), c.problems(),"
        "with_review(c.find('aar', 'nl')).minutes)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    folder = tmp_path.resolve() / "retro" / "templates"
    assert run.stdout == f"{folder} ('en', 'nl') {len(KNOWN)} () 65\n"


def test_importing_the_package_loads_no_parser() -> None:
    code = (
        "import sys, retro.formats, retro.formats.errors;"
        "print({'markdown_it', 'yaml', 'textual'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"


def test_the_review_of_another_language(tmp_path: Path) -> None:
    """Without a review of its own a language gets the English one; with one, its own."""
    write(tmp_path / "fr" / "notre.md", language="fr")
    catalogue = Catalogue([tmp_path])
    format = catalogue.find("notre", "fr")
    assert with_review(format, catalogue).phases[0].title == "Open actions"
    review = (packaged_folder() / "en" / "parts" / "review.md").read_text(encoding="utf-8")
    (tmp_path / "fr" / "parts").mkdir()
    (tmp_path / "fr" / "parts" / "review.md").write_text(
        review.replace("## Open actions", "## Actions en cours"), encoding="utf-8"
    )
    reviewed = Catalogue([tmp_path]).with_review(format)
    assert reviewed.phases[0].title == "Actions en cours"
    assert [phase.kind for phase in reviewed] == [Kind.REVIEW, Kind.WELCOME]


def test_an_installation_without_formats_says_so(tmp_path: Path) -> None:
    catalogue = Catalogue(packaged=tmp_path)
    assert catalogue.languages() == ()
    with pytest.raises(UnknownFormat, match="There are no formats"):
        catalogue.find("aar", "en")
    with pytest.raises(FormatError, match="install the program again"):
        catalogue.with_review(read_format(OWN.format(key="a", language="en", title="A", more="")))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_chooser_leads_to_every_format(language: str) -> None:
    catalogue = Catalogue()
    chooser = suggest(catalogue, language)
    assert chooser.question.endswith("?")
    choices = [choice for situation in chooser.situations for choice in situation.choices]
    held_together = {f.key for f in catalogue.formats(language) if f.people[1] > 1}
    assert {choice.key for choice in choices} == held_together
    for choice in choices:
        format = catalogue.find(choice.key, language)
        assert choice.reason == format.use
        assert (choice.title, choice.minutes) == (format.title, format.minutes)
        assert len(choice.when) <= 80
    assert chooser.situations[0].choices[0].key == "hotwash"
    assert {choice.key for choice in chooser.choices} == held_together


def test_a_new_format_is_a_new_choice(tmp_path: Path) -> None:
    write(tmp_path / "ours.md", more="situation: regular\nwhen: On a Friday\n")
    write(tmp_path / "quiet.md")
    regular = suggest(Catalogue([tmp_path]), "en").situations[1]
    offered = {choice.key: choice.when for choice in regular.choices}
    assert offered["ours"] == "On a Friday"
    assert offered["ssc"] == "Clear questions about how you work, and little time"
    assert "quiet" not in offered
    assert regular.choices[0].reason == "What it is for."
    assert "quiet" in {choice.key for choice in suggest(Catalogue([tmp_path]), "en").choices}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# What?\n", "1: situations begin with"),
        ("---\nlanguage: en\n---\n# What?\n\n## Ended\n", "6: a situation is a heading"),
        ("---\nlanguage: en\n---\n## Ended\n`event`\n", "1: situations begin with"),
        ("", "1: situations begin with"),
    ],
)
def test_broken_situations(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "en" / "parts" / "situations.md"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=f"^situations.md:{said}"):
        suggest(Catalogue([tmp_path]), "en")


def test_a_team_has_formats_that_no_other_team_has(tmp_path: Path) -> None:
    write(tmp_path / "aar.md", title="Everybody's")
    write(tmp_path / "teams" / "team-noord" / "aar.md", title="Noord's")
    write(tmp_path / "teams" / "team-noord" / "nl" / "ronde.md", language="nl")
    everybody = Catalogue([tmp_path])
    team = everybody.for_team("  Team Nóórd! ")
    assert team.find("aar", "en").title == "Noord's"
    assert team.find("ronde", "nl").title == "Our own"
    assert everybody.find("aar", "en").title == "Everybody's"
    assert everybody.for_team("Zuid") is everybody
    assert everybody.for_team("") is everybody
    assert everybody.teams() == ("team-noord",)
    assert [file.name for file in everybody.own_files()] == ["aar.md"]
    assert [file.name for file in team.own_files()] == ["aar.md", "aar.md", "ronde.md"]


@pytest.mark.parametrize(
    ("team", "folder"),
    [
        ("Team Noord 2", "team-noord-2"),
        ("../../etc", "etc"),
        ("..", ""),
        ("Café / Bar", "cafe-bar"),
        ("a" * 500, "a" * 60),
        ("\x00\x1b[2J", "2j"),
        ("团队", "团队"),
    ],
)
def test_a_team_names_a_folder_and_never_a_way_out_of_it(team: str, folder: str) -> None:
    assert slug(team) == folder
