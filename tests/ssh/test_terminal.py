"""What comes from a terminal, and what goes to others': sizes, pastes, floods, escape sequences."""

import asyncio
import random
import re
from collections.abc import Mapping
from contextlib import suppress

import pytest

from tests.ssh.guest import Guest, guest
from tests.ssh.hostile import calling, until
from tests.ssh.member import Member
from tests.ssh.server import MIB, Server
from tests.terminal.stream import foreign, plain
from tests.terminal.test_hostile_text import MARK, PAYLOADS

ENTER = "╭"


async def test_a_terminal_of_any_size_comes_in(server: Server, victim: Member) -> None:
    """T31: a size that no window has is brought to one that a screen can have."""
    before = server.resident
    for size in ((0, 0), (1, 1), (10_000, 10_000), (2**32 - 1, 2**32 - 1)):
        async with guest(server, server.participant, term={"term_size": size}) as odd:
            await odd.caller.says(odd.seen, "\x1b[?1049h")
            odd.caller.resize(odd.channel, 100, 30)
            await odd.shows("Your name")
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
        # Sizes are taken four times a second, and while a window is too small it takes no keys.
        for _ in range(10):
            odd.press("enter")
            with suppress(TimeoutError):
                async with asyncio.timeout(2):
                    await until(lambda: ENTER in odd.text)
                    break
        await odd.echoes()


PASTES = {
    "64 KiB and one": "x" * (64 * 1024 + 1) + "\x1b[201~",
    "1 MB": "x" * 1_000_000 + "\x1b[201~",
    "two ends": "a\x1b[201~b\x1b[201~c",
    "escapes": "\x1b]52;c;b3du\x07\u202e\x9b2Jtail\x1b[201~",
    "a paste of pastes": "\x1b[200~" * 2000 + "\x1b[201~",
    "without an end": "y" * 200_000,
}


async def test_a_paste_of_any_kind_is_bounded(server: Server, victim: Member) -> None:
    """T32: a paste is cut at 64 KiB and cleaned; what is typed after it is read as ever."""
    before = server.resident
    async with guest(server, server.participant, server.somebody()) as odd:
        odd.press("enter")
        await odd.shows(ENTER)
        for kind, pasted in PASTES.items():
            odd.type(f"\x1b[200~{pasted}")
            await asyncio.to_thread(victim.echoes)
            assert not odd.seen.is_closed, kind
            assert server.resident - before < 48 * MIB, kind
        assert foreign(odd.sent) == []


#: Kinds of input that no keyboard makes.
FLOODS = {
    "mouse reports": b"\x1b[<35;10;10M" * 5000,
    "control keys": b"\x03\x1a\x13\x11\x1c\x00\x7f" * 500,
    "lone escapes": b"\x1b" * 2000,
    "kitty keys": b"\x1b[97;5u\x1b[57441;1:3u\x1b[99999999999u" * 100,
    "no UTF-8": b"\xf0\x9f\xc3\xff\xfe" * 100,
    "noise": random.Random(7).randbytes(2000),
    "an endless sequence": b"\x1b[" + b"9" * 500 + b"m",
    "letters": b"z" * 500,
    "a string without an end": b"\x1bP" + b"q" * 500,
}
#: More than waits to be read before something is thrown away.
MOST = b"z" * 200_000


async def flood(server: Server, floods: Mapping[str, bytes], victim: Member) -> None:
    """Type all of it; whoever it throws out comes in anew, and the victim goes on meanwhile."""
    left = dict(floods)
    while left:
        async with guest(server, server.participant, server.somebody()) as odd:
            odd.press("enter")
            await odd.shows(ENTER)
            while left and not odd.seen.is_closed:
                # Some of it says goodbye.
                with suppress(BrokenPipeError):
                    typed = left.pop(next(iter(left)))
                    for start in range(0, len(typed), 4093):
                        odd.type(typed[start : start + 4093])
                    await asyncio.to_thread(victim.echoes)
                    # What is pending of a sequence ends here.
                    odd.type(b"\x1b\\")


async def test_a_flood_of_keys_ends_no_session_but_perhaps_its_own(
    server: Server, victim: Member
) -> None:
    """T33: whatever is typed, the others go on, and whoever typed it can come in anew.

    `python -m tests.ssh.long flooded` types up to a hundred times as much, and says what that
    takes while whoever typed it stays.
    """
    before = server.resident
    await flood(server, FLOODS, victim)
    async with guest(server, server.participant, server.somebody()) as odd:
        odd.press("enter")
        await odd.shows(ENTER)
        odd.type(MOST)
    # Whoever did that is gone, and with them what still waited to be read.
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


SCRIPTS = {
    "cjk": "\u4f60\u597d" * 12,
    "family": "\U0001f469\u200d\U0001f680" * 8,
    "flags": "\U0001f1f3\U0001f1f1" * 8,
    "selector": "\u2764\ufe0f" * 8,
    "zalgo": "Z\u0335\u0336\u0337\u0338\u0335\u0336" * 8,
    "arabic": "\u0645\u0631\u062d\u0628\u0627 " * 6,
    "zwsp": "a\u200bb" * 8,
    "tags": "t\U000e0041" * 8,
    "long": "\u4f60\U0001f469\u200d\U0001f680" * 60,
}


def box_is_whole(person: Guest) -> bool:
    """Whether the box around the writing line has its corners and sides where they belong."""
    rows = [person.cells(row) for row in range(30)]
    tops = [place for place, row in enumerate(rows) if "╭" in row]
    if len(tops) != 1 or "╮" not in rows[tops[0]]:
        return False
    left, right = rows[tops[0]].index("╭"), rows[tops[0]].index("╮")
    below = [rows[tops[0] + 1], rows[tops[0] + 2]]
    sides = [(row[left], row[right]) for row in below]
    return sides[0] == ("│", "│") and sides[1] in (("│", "│"), ("╰", "╯"))


async def test_every_script_keeps_its_place(server: Server) -> None:
    """T35: wide letters, emoji families, marks and right-to-left text leave the borders whole."""
    async with guest(server, server.participant, server.somebody()) as person:
        person.press("enter")
        await person.shows(ENTER)
        for name, text in SCRIPTS.items():
            person.type(f"\x1b[200~{name} {text}\x1b[201~")
            await person.shows(f"{name} ")
            await until(lambda: box_is_whole(person), f"with {name} the box is:\n{person.text}")
            person.press("enter")
            await person.shows("Kept")
            await until(lambda: box_is_whole(person), f"after {name} the box is:\n{person.text}")
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
            assert not re.search(r"\x1b\[[0-9;]*[34][0-9][0-9;]*m", person.sent)


async def test_a_fault_in_one_screen_ends_that_screen(server: Server, victim: Member) -> None:
    """T37: whoever meets a fault gets their terminal back and a sentence; the others go on."""
    async with guest(server, server.participant, server.somebody()) as other:
        for place in ("compose", "handler", "timer"):
            async with guest(server, server.participant) as odd:
                await odd.shows("Your name")
                odd.type(f"boom in {place}\r")
                await odd.caller.closed(odd.seen)
                assert odd.sent.count("\x1b[?1049l") == 1, place
                assert "fault" in odd.sent[odd.sent.rfind("\x1b[?1049l") :], place
                assert "Traceback" not in odd.sent, place
            await other.echoes()
    assert server.log().count("Boom") >= 3


#: Payloads whose kinds differ, which come as somebody's name.
IN_NAMES = ("title", "clipboard", "c1", "bidi", "markup")


async def test_no_escape_sequence_reaches_another_terminal(server: Server) -> None:
    """T34: by card and by name, typed and pasted, nothing but text comes to somebody's screen.

    The session has no import; the arguments of commands and TERM are in the tests beside this.
    """
    async with (
        guest(server, server.facilitator, "Fay", size=(120, 70)) as leader,
        guest(server, server.participant, "Wes", size=(120, 70)) as viewer,
    ):
        for number, kind in enumerate(IN_NAMES):
            async with guest(server, server.participant) as odd:
                await odd.shows("Your name")
                name = PAYLOADS[kind][:50].encode("utf-8", "replace")
                odd.type(b"\x1b[200~N%d" % number + name + b"\x1b[201~\r")
                await odd.shows("What did nobody say yet?")
                if number:
                    continue
                odd.press("enter")
                await odd.shows(ENTER)
                for place, payload in enumerate(PAYLOADS.values()):
                    clean = payload.encode("utf-8", "replace")
                    odd.type(b"\x1b[200~C%d" % place + clean + b"fine\x1b[201~")
                    await odd.shows("fine")
                    odd.type("\r")
                    await odd.shows(f"C{place}")
                # Typed, it is keys; what they do at this terminal is its own affair.
                odd.type("".join(PAYLOADS.values()).encode("utf-8", "replace"))
                await viewer.echoes()
                viewer.press("esc")
                await viewer.gone(ENTER)
        await leader.reveal()
        await viewer.shows("fine")
        viewer.press("w")
        await viewer.shows("N1")
        viewer.press("esc")
        viewer.caller.resize(viewer.channel, 119, 70)
        await viewer.shows("fine")
    for person in (leader, viewer):
        assert foreign(person.sent) == []
        assert MARK not in person.sent
        assert "\u0335" * 3 not in plain(person.sent)
        assert person.sent.count("\x1b[?1049h") == 1
