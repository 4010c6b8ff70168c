"""What comes from a terminal, and what goes to others': sizes, pastes, floods, escape sequences."""

import asyncio
import random
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.ssh.guest import Guest, guest
from tests.ssh.hostile import calling
from tests.ssh.member import Member
from tests.ssh.server import MIB, Server, serving
from tests.terminal.stream import foreign, plain
from tests.terminal.test_hostile_text import MARK, PAYLOADS

ENTER = "╭"


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (10_000, 10_000), (2**32 - 1, 2**32 - 1)])
async def test_a_terminal_of_any_size_comes_in(
    server: Server, victim: Member, size: tuple[int, int]
) -> None:
    """T31: a size that no window has is brought to one that a screen can have."""
    before = server.resident
    async with guest(server, server.participant, term={"term_size": size}) as odd:
        await odd.caller.says(odd.seen, "\x1b[?1049h")
        odd.caller.resize(odd.channel, 100, 30)
        await odd.come_in(server.somebody())
        await asyncio.to_thread(victim.echoes)
    assert server.resident - before < 24 * MIB


async def test_a_thousand_sizes_are_no_more_than_the_last(server: Server, victim: Member) -> None:
    """T31: windows that change size all the time, by the channel or by typed reports."""
    async with guest(server, server.participant, server.somebody()) as odd:
        for turn in range(1000):
            odd.caller.resize(odd.channel, 20 + turn % 280, 10 + turn % 90)
        await asyncio.to_thread(victim.echoes)
        for report in ("9999;9999;1;1", "0;0;0;0", "1;1;0;0", "30;100;300;800"):
            odd.type(f"\x1b[48;{report}t\x1b[<35;10;10M")
        odd.caller.resize(odd.channel, 100, 30)
        await asyncio.to_thread(victim.echoes)
        odd.press("enter")
        await odd.shows(ENTER)
        await odd.echoes()


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param("x" * (64 * 1024 + 1) + "\x1b[201~", id="64 KiB and one"),
        pytest.param("x" * 3_000_000 + "\x1b[201~", id="3 MB"),
        pytest.param("y" * 200_000, id="without an end"),
        pytest.param("a\x1b[201~b\x1b[201~c", id="two ends"),
        pytest.param("\x1b]52;c;b3du\x07\u202e\x9b2Jtail\x1b[201~", id="escapes"),
        pytest.param("\x1b[200~" * 2000 + "\x1b[201~", id="a paste of pastes"),
    ],
)
async def test_a_paste_of_any_kind_is_bounded(server: Server, victim: Member, pasted: str) -> None:
    """T32: a paste is cut at 64 KiB and cleaned; what is typed after it is read as ever."""
    before = server.resident
    async with guest(server, server.participant, server.somebody()) as odd:
        odd.press("enter")
        await odd.shows(ENTER)
        odd.type(f"\x1b[200~{pasted}")
        await asyncio.to_thread(victim.echoes)
        assert server.resident - before < 48 * MIB
        assert foreign(odd.sent) == []
        assert not odd.seen.is_closed


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(b"z" * 200_000, id="200 kB of letters"),
        pytest.param(b"\x1b[<35;10;10M" * 20_000, id="20,000 mouse reports"),
        pytest.param(b"\x03\x1a\x13\x11\x1c\x04\x00\x7f" * 500, id="control keys"),
        pytest.param(b"\x1b" * 5000, id="lone escapes"),
        pytest.param(b"\x1b[97;5u\x1b[57441;1:3u\x1b[99999999999u" * 300, id="kitty keys"),
        pytest.param(b"\xf0\x9f\xc3\xff\xfe" * 5000, id="no UTF-8"),
        pytest.param(b"\x1b[" + b"9" * 100_000 + b"m", id="an endless sequence"),
        pytest.param(b"\x1bP" + b"q" * 100_000, id="a string without an end"),
        pytest.param(bytes(random.Random(7).randbytes(50_000)), id="noise"),
    ],
)
async def test_a_flood_of_keys_ends_no_session_but_perhaps_its_own(
    server: Server, victim: Member, typed: bytes
) -> None:
    """T33: whatever is typed, the others go on, and whoever typed it can come in anew."""
    before = server.resident
    async with guest(server, server.participant, server.somebody()) as odd:
        odd.press("enter")
        await odd.shows(ENTER)
        for start in range(0, len(typed), 4093):
            odd.type(typed[start : start + 4093])
        await asyncio.to_thread(victim.echoes)
    assert server.resident - before < 48 * MIB
    assert "Traceback" not in server.log()
    async with guest(server, server.participant, server.somebody()):
        await asyncio.to_thread(victim.echoes)


async def test_a_letter_in_two_packets_is_one(server: Server) -> None:
    """T33: UTF-8 that is split over packets is put together again."""
    async with guest(server, server.participant, server.somebody()) as odd:
        odd.press("enter")
        await odd.shows(ENTER)
        for byte in "gr\u00fc\u00dfe \u4f60\u597d".encode():
            odd.type(bytes([byte]))
            await asyncio.sleep(0)
        await odd.shows("gr\u00fc\u00dfe")


@pytest_asyncio.fixture
async def audience(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    """A server whose session is this test's alone."""
    with serving(tmp_path_factory.mktemp("audience")) as found:
        yield found


async def test_no_escape_sequence_reaches_another_terminal(audience: Server) -> None:
    """T34: by card and by name, typed and pasted, nothing but text comes to somebody's screen.

    The session has no import; the arguments of commands and TERM are in the tests beside this.
    """
    async with (
        guest(audience, audience.facilitator, "Fay", size=(160, 50)) as leader,
        guest(audience, audience.participant, "Vera", size=(160, 50)) as victim,
    ):
        for number, payload in enumerate(PAYLOADS.values()):
            async with guest(audience, audience.participant) as odd:
                clean = payload.encode("utf-8", "replace")
                await odd.shows("Your name")
                name = payload[:50].encode("utf-8", "replace")
                odd.type(b"\x1b[200~N%d" % number + name + b"\x1b[201~\r")
                await odd.shows("What did nobody say yet?")
                odd.press("enter")
                await odd.shows(ENTER)
                odd.type(b"\x1b[200~C%d" % number + clean + b"fine\x1b[201~")
                await odd.shows("fine")
                odd.type("\r")
                odd.type(clean)
                await odd.shows(f"C{number}")
        await leader.reveal()
        await victim.shows("fine")
        victim.press("w")
        await victim.shows("N1")
        victim.press("esc")
        victim.caller.resize(victim.channel, 159, 50)
    for person in (leader, victim):
        assert foreign(person.sent) == []
        assert MARK not in person.sent
        assert "\u0335" * 3 not in plain(person.sent)
        assert person.sent.count("\x1b[?1049h") == 1


async def test_every_script_keeps_its_place(audience: Server) -> None:
    """T35: wide letters, emoji families, marks and right-to-left text leave the borders whole."""
    texts = {
        "cjk": "\u4f60\u597d" * 12,
        "family": "\U0001f469\u200d\U0001f680" * 8,
        "flags": "\U0001f1f3\U0001f1f1" * 8,
        "selector": "\u2764\ufe0f" * 8,
        "zalgo": "Z\u0335\u0336\u0337\u0338\u0335\u0336" * 8,
        "arabic": "\u0645\u0631\u062d\u0628\u0627 " * 6,
        "zwsp": "a\u200bb" * 8,
        "tags": "t\U000e0041" * 8,
    }
    async with guest(audience, audience.participant, "Uma") as person:
        person.press("enter")
        await person.shows(ENTER)
        for name, text in texts.items():
            person.type(f"\x1b[200~{name} {text}\x1b[201~\r")
            await person.shows(f"{name} ")
        frame = [
            line for line in person.lines if line.startswith((" ╭", " │", " ╰", "╭", "│", "╰"))
        ]
        assert frame
        assert len({len(line.rstrip()) for line in frame}) == 1
        assert foreign(person.sent) == []


@pytest.mark.parametrize("term", ["dumb", "", "unknown", "xterm\x1b]0;owned\x07", "x" * 300])
async def test_a_terminal_that_cannot_draw_is_told_so(server: Server, term: str) -> None:
    """T36: a clear sentence and a status, and nothing that such a terminal would print raw."""
    async with calling(server, server.participant) as caller:
        try:
            _, seen = await caller.open(term_type=term)
        except Exception as error:
            assert "PTY" in str(error) or "onnection" in str(error)
            return
        await caller.closed(seen)
        told = (seen.out + seen.err).decode()
        assert seen.status not in (None, 0)
        assert "\x1b" not in told
        assert len(told.strip()) > 20


@pytest.mark.parametrize(
    ("term", "env"),
    [
        ("xterm", {"LANG": "C"}),
        ("vt100", {}),
        ("linux", {"LC_ALL": "POSIX"}),
        ("screen", {"LANG": "C.UTF-8"}),
        ("putty-256color", {}),
        ("xterm-256color", {"NO_COLOR": "1", "LANG": "nl_NL.UTF-8"}),
    ],
)
async def test_terminals_with_less_are_served_too(
    server: Server, term: str, env: dict[str, str]
) -> None:
    """T36: without UTF-8 no letter beyond ASCII is drawn, without colour no colour is sent."""
    async with calling(server, server.participant) as caller:
        channel, seen = await caller.open(term_type=term, term_size=(100, 30), env=env)
        person = Guest(caller, channel, seen)
        await person.shows("Join")
        if "C" in env.values() or "POSIX" in env.values():
            assert plain(person.sent).isascii()
        if "NO_COLOR" in env or term == "vt100":
            assert not re.search(r"\x1b\[[0-9;]*[34][0-9]", person.sent)


@pytest.mark.parametrize("place", ["compose", "handler", "timer"])
async def test_a_fault_in_one_screen_ends_that_screen(
    server: Server, victim: Member, place: str
) -> None:
    """T37: whoever meets a fault gets their terminal back and a sentence; the others go on."""
    async with guest(server, server.participant, server.somebody()) as other:
        async with guest(server, server.participant) as odd:
            await odd.shows("Your name")
            odd.type(f"boom in {place}\r")
            await odd.caller.closed(odd.seen)
            assert odd.sent.count("\x1b[?1049l") == 1
            assert "fault" in odd.sent[odd.sent.rfind("\x1b[?1049l") :]
            assert "Traceback" not in odd.sent
        await asyncio.to_thread(victim.echoes)
        other.press("enter")
        await other.shows(ENTER)
        await other.echoes()
    assert "Boom" in server.log()
