"""Frames: what is said arrives, and what is not understood is refused before it costs memory."""

import json
import struct
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.doors.local import protocol
from retro.doors.local.protocol import FROM_CLIENT, FROM_SERVER, Frames, Garbled, OtherVersion
from tests.doors.people import HELLO


@given(st.lists(st.binary(max_size=300), max_size=8), st.lists(st.integers(1, 400), min_size=1))
def test_frames_arrive_however_the_bytes_are_cut(payloads: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(protocol.frame(protocol.INPUT, payload) for payload in payloads)
    frames = Frames(FROM_CLIENT)
    found = []
    place = 0
    for turn in range(len(stream) + 1):
        cut = cuts[turn % len(cuts)]
        found += list(frames.feed(stream[place : place + cut]))
        place += cut
    assert found == [(protocol.INPUT, payload) for payload in payloads]


@given(st.binary(min_size=1, max_size=2000))
def test_any_bytes_are_frames_or_refused(data: bytes) -> None:
    frames = Frames(FROM_CLIENT)
    try:
        for kind, payload in frames.feed(data):
            assert len(payload) <= FROM_CLIENT[kind]
    except Garbled:
        return


@pytest.mark.parametrize("kind", FROM_CLIENT)
def test_a_huge_length_is_refused_by_its_header(kind: bytes) -> None:
    with pytest.raises(Garbled):
        list(Frames(FROM_CLIENT).feed(struct.pack("!cI", kind, 0xFFFFFFFF)))
    with pytest.raises(Garbled):
        list(Frames(FROM_CLIENT).feed(struct.pack("!cI", kind, FROM_CLIENT[kind] + 1)))


def test_what_only_a_server_says_is_refused_from_a_client() -> None:
    for kind in FROM_SERVER.keys() - FROM_CLIENT.keys():
        with pytest.raises(Garbled):
            list(Frames(FROM_CLIENT).feed(protocol.frame(kind)))


def payload_of(frame: bytes) -> bytes:
    limits = {**FROM_CLIENT, **FROM_SERVER}
    ((_, payload),) = Frames(limits).feed(frame)
    return payload


def test_a_hello_arrives_as_it_was_said() -> None:
    hello = replace(HELLO, options={"title": "Über 日本 \x1b"}, language="nl", size=(1, 1))
    assert protocol.read_hello(payload_of(protocol.hello_frame(hello))) == hello


@pytest.mark.parametrize(
    "changes",
    [
        {"size": [80]},
        {"size": [80, "24"]},
        {"size": [True, 24]},
        {"size": None},
        {"term": 7},
        {"term": "x" * 5000},
        {"environment": ["a"]},
        {"environment": {"a": 1}},
        {"options": {str(n): "" for n in range(100)}},
        {"language": None},
    ],
)
def test_a_garbled_hello_is_refused(changes: dict[str, object]) -> None:
    document = {"version": protocol.VERSION, **asdict(HELLO), **changes}
    with pytest.raises(Garbled):
        protocol.read_hello(json.dumps(document).encode())


@pytest.mark.parametrize("payload", [b"", b"\xff", b"[]", b"[" * 50000, b"null", b"{}"])
def test_a_hello_that_is_no_object_is_refused(payload: bytes) -> None:
    with pytest.raises(Garbled):
        protocol.read_hello(payload)


def test_another_version_is_told_apart() -> None:
    document = {"version": protocol.VERSION + 1, "everything": "else"}
    with pytest.raises(OtherVersion):
        protocol.read_hello(json.dumps(document).encode())


def test_sizes_farewells_and_welcomes_arrive() -> None:
    assert protocol.read_resize(payload_of(protocol.resize_frame(1000, 1))) == (1000, 1)
    farewell = protocol.farewell_frame("\x1b[?1049lBye.\r\n", 3)
    assert protocol.read_farewell(payload_of(farewell)) == ("\x1b[?1049lBye.\r\n", 3)
    assert protocol.read_welcome(payload_of(protocol.welcome_frame("\x1b[0m"))) == "\x1b[0m"
    with pytest.raises(Garbled):
        protocol.read_resize(b"1234567")


def test_long_output_takes_several_frames() -> None:
    data = bytes(range(256)) * 1000
    frames = list(Frames(FROM_SERVER).feed(protocol.output_frames(data)))
    assert len(frames) == 4
    assert b"".join(payload for _, payload in frames) == data
