"""The file with the keys of members."""

from pathlib import Path

import asyncssh
import pytest

from retro.doors.ssh.members import KeysRefused, read_members


def public_key() -> str:
    key = asyncssh.generate_private_key("ssh-ed25519")
    return key.export_public_key().decode().strip()


def file_of(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "authorized_keys"
    path.write_text(text)
    path.chmod(mode)
    return path


def test_keys_with_and_without_options_are_read(tmp_path: Path) -> None:
    one, two = public_key(), public_key()
    text = f'# the team\n\n{one}\nfrom="192.0.2.0/24,!command",no-pty {two}\n'
    members = read_members(file_of(tmp_path, text))
    found = members.validate(asyncssh.import_public_key(one), "", "192.0.2.1")
    assert found is not None
    assert members.validate(asyncssh.import_public_key(public_key()), "", "192.0.2.1") is None


@pytest.mark.parametrize(
    "options",
    [
        'command="sh"',
        'COMMAND="sh"',
        'from="192.0.2.1",command="a \\"b\\", c"',
        'no-pty,environment="PATH=/tmp"',
        'permitopen="h:1",no-pty',
    ],
)
def test_what_would_run_or_set_something_is_refused(tmp_path: Path, options: str) -> None:
    text = f"{public_key()}\n{options} {public_key()}\n"
    with pytest.raises(KeysRefused, match="line 2") as raised:
        read_members(file_of(tmp_path, text))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(KeysRefused, match="let anybody in"):
        read_members(file_of(tmp_path, public_key(), mode))


@pytest.mark.parametrize("text", ["", "# nothing\n", "no key at all\n", "\0\xff\n"])
def test_a_file_without_a_key_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(KeysRefused, match="no key"):
        read_members(file_of(tmp_path, text))


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(KeysRefused):
            read_members(path)
