"""The pages that are written from the commands say what the commands say."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import click
import pytest

from retro.cli.main import retro
from tests.packaging import manual, reference, shells
from tests.packaging.checkout import ROOT
from tests.packaging.tree import EVERYWHERE, Command, whole
from tests.programs import program

RUN = "run python -m tests.packaging"
#: With what each shell reads a file and does nothing.
CHECKS = {"bash": ["bash", "-n"], "zsh": ["zsh", "-n"], "fish": ["fish", "--no-execute"]}


def every(command: Command) -> Iterator[Command]:
    """A command and all below it."""
    yield command
    for below in command.commands:
        yield from every(below)


def test_the_reference_is_what_the_commands_say() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), (
        f"docs/commands.md is not what the commands say: {RUN}"
    )


def test_the_reference_has_every_command_and_option() -> None:
    page = reference.page()
    headings = re.findall(r"^##+ `(retro.*)`$", page, re.MULTILINE)
    assert headings == [command.name for command in every(whole())]
    context = click.Context(retro)
    for name in retro.list_commands(context):
        command = retro.get_command(context, name)
        assert command is not None
        section = page.partition(f"\n### `retro {name}`\n")[2].partition("\n###")[0]
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not EVERYWHERE & set(parameter.opts):
                assert parameter.opts[0] in section, name


def test_the_pages_for_man_are_what_the_commands_say() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in manual.FOLDER.iterdir()}
    assert kept == manual.pages(), f"share/man is not what the commands say: {RUN}"


def test_man_reads_its_pages_without_a_warning() -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("this test drives groff, which is not installed")
    pages = sorted(str(path) for path in manual.FOLDER.iterdir())
    shown = subprocess.run(
        [groff, "-man", "-Tascii", "-P-cbou", "-ww", *pages],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert shown.stderr == ""
    said = " ".join(shown.stdout.split())
    for command in whole().commands:
        assert command.usage in said, "what is typed is not broken and has plain hyphens"


def test_nothing_that_stands_in_help_is_an_instruction_to_man() -> None:
    known = {"TH", "SH", "SS", "TP", "PP", "RS", "RE", "nf", "fi", "nh", "ad"}
    for name, page in manual.pages().items():
        for line in page.splitlines():
            assert not line.startswith("'"), name
            assert not line.startswith(".") or line[1:].split()[0] in known, (name, line)
            assert set(re.findall(r"\\(.)", line)) <= set("fe-&("), (name, line)


def test_the_completions_are_what_the_command_prints() -> None:
    files = {path for path in (ROOT / "share").rglob("*") if path.is_file()}
    kept = {
        str(path.relative_to(shells.SHARE)): path.read_text()
        for path in files
        if manual.FOLDER not in path.parents
    }
    assert kept == shells.scripts(), f"share is not what the commands say: {RUN}"


@pytest.mark.parametrize("shell", shells.PLACES)
def test_the_shell_reads_its_completion(shell: str) -> None:
    name, option = CHECKS[shell]
    if shell != "bash" and shutil.which(name) is None:
        pytest.skip(f"this test drives {shell}, which is not installed")
    script = shells.SHARE / shells.PLACES[shell]
    read = subprocess.run(
        [program(name), option, str(script)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (read.returncode, read.stderr) == (0, "")
