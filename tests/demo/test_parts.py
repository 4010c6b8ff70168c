"""What a demo is made of: stories that fit, eyes that read, and hands that say why they cannot."""

import socket
from pathlib import Path
from random import Random

import asyncssh
import pytest

from retro.demo.casting import cast
from retro.demo.eyes import Eyes
from retro.demo.hands import Address, Pace
from retro.demo.member import Member
from retro.demo.person import Gathering, NotPlayed
from retro.demo.playing import HOST
from retro.demo.story import STORIES, Story
from retro.live.folder import lobby_of
from retro.live.lobby import Setup
from retro.session.model import Writing
from retro.session.names import skeleton
from retro.words import Words


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_has_a_name_for_everybody(story: Story) -> None:
    names = {skeleton(name) for name in (*story.names, story.facilitator)}
    assert len(names) == len(story.names) + 1 == 51


@pytest.mark.parametrize("members", [1, 2, 5, 50])
@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_everybody_says_something_and_what_is_linked_is_said(story: Story, members: int) -> None:
    parts = cast(story, members, Random(1))
    assert [part.name for part in parts] == list(story.names[:members])
    assert all(part.lines["planned"] and part.lines["happened"] for part in parts)
    assert [part.drops for part in parts].count("happened") == 1
    said = {
        phase: [line.text for part in parts for line in part.lines[phase]]
        for phase in parts[0].lines
    }
    for texts in said.values():
        assert len(set(texts)) == len(texts)
    for part in parts:
        for line in part.lines["why"]:
            assert any(line.about in text for text in said["happened"])
        for line in part.lines["next"]:
            assert line.about in said["why"]
    if members > 1:
        assert set(story.planned) <= set(said["planned"])


def test_eyes_read_what_comes_in_pieces() -> None:
    data = "\x1b[2J\x1b[1;1H\x1b[1;38;2;1;2;3m▸ É\x1b[0mÉN\x1b]0;title\x07\x1b[2;1H· TWO".encode()
    eyes = Eyes(("ÉÉN", "TWO"))
    for place in range(len(data)):
        eyes.take(data[place : place + 1])
    assert eyes.phase == "ÉÉN"
    assert eyes.saw("· TWO")
    assert not eyes.saw("title")
    eyes.take("\x1b[1;1H▸ TWO".encode())
    assert eyes.phase == "TWO"
    eyes.blink()
    assert not eyes.saw("TWO")
    assert eyes.phase == "TWO"


async def test_a_door_that_refuses_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    key = asyncssh.generate_private_key("ssh-ed25519")
    async with lobby_of(tmp_path) as lobby:
        setup = Setup("aar", "en", "Try", "", "", "Robin", True, writing=Writing.APART)
        room = await lobby.create(setup)
        pace = Pace(Random(1), human=False)
        address = Address(HOST, port, key)
        gathering = Gathering(room, Words(), address, pace, lambda: None)
        (part,) = cast(STORIES["en"], 1, Random(1))
        with pytest.raises(NotPlayed) as refused:
            await Member(part, gathering, "K7QX2M9P").run()
    sentence = str(refused.value)
    assert sentence.startswith(f"Amira could not come in over SSH at {HOST}, port {port}: ")
    assert sentence.endswith("Try another port with --port.")
