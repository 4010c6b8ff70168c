"""The Containerfile, read without an engine: what it copies is there, and what it runs works."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

import click

from retro.cli.main import retro
from tests.packaging.away import Built, build, surroundings
from tests.packaging.checkout import ROOT

FOLDER = "/var/lib/retro"


class Step(NamedTuple):
    """An instruction, such as COPY, and what stands behind it."""

    name: str
    words: str


def stages() -> list[list[Step]]:
    """The steps of each stage; what stands before the first is left out."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text(), flags=re.MULTILINE)
    lines = re.sub(r" *\\\n *", " ", text).splitlines()
    steps = [Step(*line.split(maxsplit=1)) for line in lines if line]
    starts = [place for place, step in enumerate(steps) if step.name == "FROM"]
    assert [step.name for step in steps[: starts[0]]] == ["ARG"]
    return [steps[a:b] for a, b in zip(starts, [*starts[1:], len(steps)], strict=True)]


def only(stage: list[Step], name: str) -> str:
    """What stands behind an instruction that a stage has once."""
    (words,) = (step.words for step in stage if step.name == name)
    return words


def test_it_is_built_in_one_stage_and_run_in_another() -> None:
    making, run = stages()
    assert only(making, "FROM") == "${PYTHON} AS build"
    assert only(run, "FROM") == "${PYTHON}"
    assert only(run, "COPY") == "--from=build /opt/retro /opt/retro"
    for step in (*making, *run):
        assert step.name in {
            "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL",
            "HEALTHCHECK", "ENTRYPOINT", "CMD",
        }  # fmt: skip


def test_what_it_copies_is_there_and_all_that_the_build_needs(built: Built, tmp_path: Path) -> None:
    steps, _ = stages()
    copied = [shlex.split(step.words)[:-1] for step in steps if step.name == "COPY"]
    sources = {source for line in copied for source in line}
    assert [source for source in sources if not (ROOT / source).exists()] == []
    source = tmp_path / "source"
    for name in sources:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, source / name)
    with zipfile.ZipFile(build("wheel", source, tmp_path / "wheel")) as archive:
        from_these = set(archive.namelist())
    with zipfile.ZipFile(built.wheel) as archive:
        assert from_these == set(archive.namelist())
    commands = " ".join(step.words for step in steps if step.name == "RUN")
    assert "--require-hashes -r constraints/run.txt" in commands
    assert commands.rstrip().endswith("--no-deps --no-build-isolation .")


def test_it_runs_without_rights_and_keeps_its_data() -> None:
    _, run = stages()
    user, _, group = only(run, "USER").partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert f"--uid {user}" in only(run, "RUN")
    environment = dict(pair.split("=", 1) for pair in shlex.split(only(run, "ENV")))
    assert only(run, "VOLUME") == environment["RETRO_DATA_DIR"] == FOLDER
    made = only(run, "RUN").rpartition("--mode=0700")[2].split()
    assert made == [FOLDER, environment["XDG_RUNTIME_DIR"]]
    order = [step.name for step in run]
    assert order.index("RUN") < order.index("USER") < order.index("VOLUME")
    assert only(run, "STOPSIGNAL") == "SIGTERM"


def test_the_command_that_it_runs_exists_with_these_options() -> None:
    _, run = stages()
    assert json.loads(only(run, "ENTRYPOINT")) == ["retro"]
    name, *options = json.loads(only(run, "CMD"))
    command = retro.get_command(click.Context(retro), name)
    assert command is not None
    parsed = command.make_context(name, list(options))
    assert str(parsed.params["port"]) == only(run, "EXPOSE")


def test_it_serves_and_its_health_is_checked(built: Built, tmp_path: Path) -> None:
    """The command and the check as they stand there, but for the port."""
    _, run = stages()
    port = free_port()
    check = json.loads(only(run, "HEALTHCHECK").partition(" CMD ")[2])
    assert check[:2] == ["python", "-c"]
    check = [word.replace(only(run, "EXPOSE"), port) for word in check]
    command = [word.replace(only(run, "EXPOSE"), port) for word in json.loads(only(run, "CMD"))]
    environment = surroundings(built, tmp_path)
    unwell = subprocess.run(
        check, env=environment, stderr=subprocess.DEVNULL, timeout=60, check=False
    )
    assert unwell.returncode == 1, "nothing is served yet"
    server = subprocess.Popen(
        [str(built.command), *command], env=environment, stdout=subprocess.PIPE, text=True
    )
    with server:
        try:
            assert server.stdout is not None
            assert port in server.stdout.readline()
            subprocess.run(check, env=environment, timeout=60, check=True)
        finally:
            server.terminate()
    assert server.returncode == 0


def free_port() -> str:
    """A port that nobody listens at now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])
