"""What people type to join: read strictly, and never an option or a word of a shell."""

import re
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.cli.address import Address, NoAddress, is_code, is_host, read_address, ssh_command


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ssh://K7QX2M9P@192.168.1.20:2222", Address("K7QX2M9P", "192.168.1.20", 2222)),
        ("ssh://K7QX2M9P@host", Address("K7QX2M9P", "host", 22)),
        ("ssh://K7QX2M9P@host/", Address("K7QX2M9P", "host", 22)),
        ("K7QX2M9P@retro.example.org", Address("K7QX2M9P", "retro.example.org", 2222)),
        ("k7qx-2m9p@retro.example.org:22", Address("k7qx-2m9p", "retro.example.org", 22)),
        ("r-0123456789ABCDEF@host", Address("r-0123456789ABCDEF", "host", 2222)),
        ("lobby@host", Address("lobby", "host", 2222)),
        ("host", Address("join", "host", 2222)),
        ("kim-laptop:2000", Address("join", "kim-laptop", 2000)),
        ("K7QX2M9P@[2001:db8::1]:2222", Address("K7QX2M9P", "2001:db8::1", 2222)),
        ("[fe80::1%eth0]", Address("join", "fe80::1%eth0", 2222)),
    ],
)
def test_an_address_is_read(typed: str, meant: Address) -> None:
    assert read_address(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@host",
        "K7QX2M9P@",
        "-oProxyCommand=touch x",
        "-oProxyCommand=touch@host",
        "K7QX2M9P@-oProxyCommand=x",
        "ssh://-oProxyCommand=x@host",
        "ssh://-oProxyCommand=x",
        "ssh://K7QX2M9P@host:2222/path",
        "ssh://K7QX2M9P@host?query",
        "K7QX2M9P@host/",
        "a@b@host",
        "root;x@host",
        "K7QX2M9P@host;reboot",
        "K7QX2M9P@$(reboot)",
        "K7QX2M9P@`reboot`",
        "K7QX2M9P@host name",
        "K7QX2M9P@host\n",
        "K7QX2M9P@host:0",
        "K7QX2M9P@host:65536",
        "K7QX2M9P@host:-1",
        "K7QX2M9P@host:²",
        "K7QX2M9P@[::1",
        "K7QX2M9P@[fe80::1%$(x)]",
        "K7QX2M9P@[-oX]",
        "K7QX2M9P@[192.168.1.20]",
        "http://host",
        "ключ@host",
        "x@" + "h" * 300,
    ],
)
def test_anything_else_is_none(typed: str) -> None:
    with pytest.raises(NoAddress):
        read_address(typed)


def test_a_code_is_told_from_a_host() -> None:
    for code in ("K7QX2M9P", "k7qx-2m9p", "O7QXIM9L", "r-0123456789abcdef"):
        assert is_code(code)
    for host in ("kim-laptop", "retro.example.org", "localhost", "server1", "K7QX2M9P:2222", ""):
        assert not is_code(host)
    assert is_host("retro.example.org")
    assert is_host("2001:db8::1")
    assert not is_host("retro.example.org:22")
    assert not is_host("-retro")


def test_the_command_is_the_plain_ssh_of_the_system() -> None:
    command = ssh_command(Address("K7QX2M9P", "host", 2222))
    assert command[:4] == ["ssh", "-t", "-p", "2222"]
    assert command[-2:] == ["--", "K7QX2M9P@host"]
    options = command[5:-2:2]
    assert set(command[4:-2:2]) == {"-o"}
    for wanted in ("ServerAliveInterval=15", "ForwardAgent=no", "ForwardX11=no"):
        assert wanted in options
    assert "PubkeyAuthentication=no" in options
    assert any(option.startswith("SendEnv=LANG LC_*") for option in options)


def test_a_key_is_shown_by_members_alone() -> None:
    assert "PubkeyAuthentication=no" not in ssh_command(Address("lobby", "host", 2222))
    for user in ("Lobby", "LOBBY", "join", "lobby1"):
        assert "PubkeyAuthentication=no" in ssh_command(Address(user, "host", 2222))


WORD = st.text(st.sampled_from("aZ0-@:/[]%.;$`'\" \n\t=&|~!#*?\\é\x00\x1b"), max_size=30)


@given(st.one_of(st.text(max_size=60), WORD, st.builds("ssh://{}@{}".format, WORD, WORD)))
def test_no_text_becomes_an_option_or_a_word_of_a_shell(typed: str) -> None:
    try:
        address = read_address(typed)
    except NoAddress:
        return
    destination = ssh_command(address)[-1]
    assert shlex.quote(destination) == destination or "%" in destination
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*@[A-Za-z0-9:][A-Za-z0-9._:%-]*", destination)
