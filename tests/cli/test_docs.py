"""docs/joining.md, server.md and privacy.md, and the README, say what is so."""

import re
import shlex
import subprocess
from dataclasses import fields
from pathlib import Path

import click
import pytest

from retro.cli.actions import FIELDS
from retro.cli.main import retro
from retro.cli.remote import COMMANDS, status_of
from retro.doors.ssh.limits import Limits
from retro.session.view import view
from retro.store.naming import Files
from tests.minutes.stories import release
from tests.packaging.checkout import ROOT
from tests.programs import program

DOCS = (
    "README.md",
    "docs/joining.md",
    "docs/server.md",
    "docs/privacy.md",
    "docs/follow-up.md",
    "CHANGELOG.md",
)
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
