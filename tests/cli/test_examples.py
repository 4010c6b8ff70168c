"""The files in examples/ do what they say."""

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shelf import Shelf
from tests.packaging.checkout import ROOT
from tests.programs import program

EXAMPLES = ROOT / "examples"
SERVICE = EXAMPLES / "retro.service"
SSHD = EXAMPLES / "sshd_config.retro"
TUNNEL = EXAMPLES / "reverse-tunnel.sh"


def service() -> dict[str, list[str]]:
    """The settings of the service; one may come several times."""
    text = SERVICE.read_text()
    section = text[text.index("[Service]") : text.index("[Install]")]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", section, re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def options_of(command: str) -> list[str]:
    """The words after `retro`, of a command line in a file."""
    words = shlex.split(command)
    return words[words.index("/usr/bin/retro") + 1 :]


def test_the_service_is_one_that_systemd_accepts(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        configparser.ConfigParser(strict=False, interpolation=None).read_string(SERVICE.read_text())
        return
    unit = tmp_path / "retro.service"
    unit.write_text(SERVICE.read_text().replace("/usr/bin/retro", sys.executable))
    verified = subprocess.run(
        [analyze, "verify", str(unit)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")


def test_the_service_is_closed_to_everything_it_does_not_need() -> None:
    settings = service()
    for name, value in {
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "CapabilityBoundingSet": "",
        "LimitCORE": "0",
        "UMask": "0077",
        "StateDirectoryMode": "0700",
        "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    }.items():
        assert settings[name] == [value]
    # What upterm's unit has, and what would keep everybody out here.
    assert not {"IPAddressAllow", "IPAddressDeny", "PrivateNetwork"} & set(settings)


def test_the_command_of_the_service_is_one(shelf: Shelf) -> None:
    (command,) = service()["ExecStart"]
    name, *options = options_of(command)
    assert name == "serve"
    # It is read whole before the last option stops it.
    assert "--port" in shelf.tell(name, *options, "--help")
    assert "65536" in shelf.refuse(name, *options, "--port", "65536", status=2)


def test_the_forced_command_is_one_and_forwards_nothing(shelf: Shelf, tmp_path: Path) -> None:
    text = SSHD.read_text()
    assert re.search(r"^Match User retro$", text, re.MULTILINE)
    settings = dict(re.findall(r"^    (\w+) (.*)$", text, re.MULTILINE))
    # Whoever types no code is asked for one, whatever else the environment says.
    assert options_of(settings["ForceCommand"])[:2] == ["join", "--code"]
    for name in (
        "AllowTcpForwarding", "AllowStreamLocalForwarding", "AllowAgentForwarding", "X11Forwarding",
        "PermitTunnel", "PermitUserRC", "PasswordAuthentication",
    ):  # fmt: skip
        assert settings[name] == "no"
    assert settings["DisableForwarding"] == settings["PermitTTY"] == "yes"
    (environment,) = service()["Environment"]
    assert environment in shlex.split(settings["ForceCommand"]), "they look at one socket"
    assert "--data-dir /var/lib/retro" in settings["ForceCommand"]
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    if Path(sshd).exists():
        key = tmp_path / "key"
        keygen = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
        subprocess.run(keygen, check=True, timeout=60)
        config = tmp_path / "sshd_config"
        config.write_text(f"HostKey {key}\n{text}")
        connection = "user=retro,host=example.org,addr=192.0.2.1"
        subprocess.run([sshd, "-t", "-f", str(config)], check=True, timeout=60)
        effective = subprocess.run(
            [sshd, "-T", "-C", connection, "-f", str(config)],
            check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert f"forcecommand {settings['ForceCommand']}" in effective.stdout


@pytest.mark.parametrize(
    ("arguments", "bind", "line"),
    [
        (["bastion.example.org"], "127.0.0.1", "ssh -J bastion.example.org "),
        (["kim@bastion.example.org"], "127.0.0.1", "ssh -J bastion.example.org "),
        (["bastion.example.org", "--public"], "0.0.0.0", "CODE@bastion.example.org"),
    ],
)
def test_the_tunnel_is_the_one_it_speaks_of(
    tmp_path: Path, arguments: list[str], bind: str, line: str
) -> None:
    ended, typed = tunnel(tmp_path, *arguments)
    assert ended.returncode == 0
    assert line in ended.stdout
    assert typed[-2:] == ["--", arguments[0]]
    assert typed[typed.index("-R") + 1] == f"{bind}:2222:127.0.0.1:2222"
    assert "-N" in typed


@pytest.mark.parametrize(
    "arguments", [[], ["-oProxyCommand=x"], ["host;id"], ["$(id)"], ["host", "--loud"], ["a@b@c"]]
)
def test_the_tunnel_takes_no_option_for_a_host(tmp_path: Path, arguments: list[str]) -> None:
    ended, typed = tunnel(tmp_path, *arguments)
    assert (ended.returncode, typed) == (2, [])
    assert ended.stderr.startswith("usage: ")


def tunnel(tmp_path: Path, *arguments: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run the script with an `ssh` that writes down what it was asked for."""
    bash = program("bash")
    subprocess.run([bash, "-n", str(TUNNEL)], check=True, timeout=60)
    written = tmp_path / "arguments"
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {shlex.quote(str(written))}\n')
    ssh.chmod(0o755)
    ended = subprocess.run(
        [bash, str(TUNNEL), *arguments],
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return ended, written.read_text().splitlines() if written.exists() else []
