"""The README and all pages of docs/ and examples/ say what is so."""

import re
import shlex
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest

from retro.cli.actions import FIELDS
from retro.cli.main import retro
from retro.cli.remote import COMMANDS, status_of
from retro.doors.ssh.limits import Limits
from retro.formats.catalogue import Catalogue
from retro.session.view import view
from retro.store.naming import Files
from tests.cli.shelf import typed
from tests.minutes.stories import release
from tests.packaging.checkout import ROOT
from tests.programs import program

DOCS = tuple(
    str(path.relative_to(ROOT))
    for folder in ("", "docs", "examples")
    for path in sorted((ROOT / folder).glob("*.md"))
)
#: What follows a link to a part of another page.
ANCHOR = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")
JOINING = (ROOT / "docs/joining.md").read_text()
SERVER = (ROOT / "docs/server.md").read_text()
PRIVACY = (ROOT / "docs/privacy.md").read_text()


def table_after(text: str, sentence: str) -> dict[str, str]:
    """The first two columns of the table that follows a sentence."""
    rest = text[text.index(sentence) :]
    table = rest[rest.index("\n|") + 1 :].split("\n\n")[0]
    rows = [row.strip("|").split("|") for row in table.splitlines()[2:]]
    return {row[0].strip().strip("`"): row[1].strip() for row in rows}


@pytest.mark.parametrize("name", DOCS)
def test_links_lead_to_files(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", DOCS)
def test_links_to_parts_of_pages_lead_there(name: str) -> None:
    path = ROOT / name
    for link, anchor in ANCHOR.findall(path.read_text()):
        page = (path.parent / link).read_text() if link else path.read_text()
        headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert anchor in slugs, f"{link}#{anchor}"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/index.md").read_text()
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


def test_every_picture_is_shown_somewhere() -> None:
    shown = "".join((ROOT / name).read_text() for name in DOCS)
    kept = {path.name for path in (ROOT / "docs/pictures").glob("*.svg")}
    assert {name for name in kept if f"pictures/{name}" not in shown} == set()


def test_the_examples_to_look_at_answer(tmp_path: Path) -> None:
    """Each command of examples/README.md that prints something, on a copy of the data."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples" / "data", data)
    lines = "".join(blocks((ROOT / "examples/README.md").read_text())).splitlines()
    asked = [line for line in lines if line.startswith("RETRO_DATA_DIR=examples/data retro ")]
    assert len(asked) >= 4
    for line in asked:
        said = typed(*shlex.split(line)[2:], RETRO_DATA_DIR=str(data))
        assert (said.status, said.err) == (0, ""), line
        assert said.out, line


def test_the_number_of_formats_is_the_one_there_is() -> None:
    assert (
        f"there are [{len(Catalogue().templates('en'))}](docs" in (ROOT / "README.md").read_text()
    )


@pytest.mark.parametrize("name", DOCS)
def test_modules_to_run_are_there(name: str) -> None:
    modules = set(re.findall(r"python -m (tests[\w.]*)", (ROOT / name).read_text()))
    found = [ROOT.joinpath(*module.split(".")) for module in modules]
    for path in found:
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), path


# commands.md is written from the program itself.
@pytest.mark.parametrize("name", [name for name in DOCS if name != "docs/commands.md"])
def test_commands_are_commands_with_such_options(name: str) -> None:
    text = (ROOT / name).read_text()
    typed = re.findall(r"`(retro [^`\n]+)`", text)
    typed += re.findall(r"^(?:.*/)?(retro [a-z].*)$", "".join(blocks(text)), re.MULTILINE)
    context = click.Context(retro)
    for line in typed:
        words = shlex.split(line)[1:]
        if not words or words[0].startswith("-") or words[0] == "COMMAND":
            continue
        command = retro.get_command(context, words[0])
        assert command is not None, line
        if isinstance(command, click.Group) and words[1:]:
            command = command.get_command(context, words[1]) or command
        known = {option for parameter in command.params for option in parameter.opts}
        known |= {option for p in command.params for option in p.secondary_opts} | {"--help"}
        asked = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert asked <= known, line


def blocks(text: str) -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_fields_for_scripts_are_the_ones_there_are() -> None:
    assert tuple(table_after(JOINING, "is a list of objects with these fields")) == FIELDS
    session = release()
    facts = status_of(view(session, 0), here=0, left=None)
    assert tuple(table_after(JOINING, "`status --json` has these fields")) == tuple(facts)


def test_the_questions_are_the_ones_there_are() -> None:
    asked = table_after(JOINING, "`ssh` itself did not get in")
    names = {re.split(r"-p 2222 ", question)[1].split()[0] for question in asked}
    assert names == set(COMMANDS)


def test_the_limits_are_the_ones_there_are() -> None:
    documented = table_after(SERVER, "## Limits")
    limits = Limits()
    assert {name: float(value) for name, value in documented.items()} == {
        field.name: float(getattr(limits, field.name)) for field in fields(limits)
    }


def test_the_options_of_serve_are_the_ones_there_are() -> None:
    documented = {name.split()[0] for name in table_after(SERVER, "It says on one line")}
    command = retro.get_command(click.Context(retro), "serve")
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert documented == known - {"--data-dir", "--language", "--lang"}


def test_every_file_of_a_session_is_spoken_of() -> None:
    files = Files(Path("KEY.json"), Path("quarantine"))
    for path in (files.snapshot, files.journal, files.sealed, files.aside):
        assert path.suffix in PRIVACY


def test_the_block_for_a_host_is_one_that_ssh_reads(tmp_path: Path) -> None:
    (block,) = re.findall(
        r"<!-- host block -->\n```\n(.*?)^```$", JOINING, re.MULTILINE | re.DOTALL
    )
    config = tmp_path / "config"
    config.write_text(block)
    said = subprocess.run(
        [program("ssh"), "-G", "-F", str(config), "K7QX2M9P@retro"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout.splitlines()  # fmt: skip
    for line in (
        "hostname retro.example.org", "port 2222", "user K7QX2M9P", "forwardagent no",
        "identitiesonly yes", "serveraliveinterval 15",
    ):  # fmt: skip
        assert line in said
    assert {"pubkeyauthentication no", "pubkeyauthentication false"} & set(said)
