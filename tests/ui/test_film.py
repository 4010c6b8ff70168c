"""The recording shows each screen in its time, and nothing of another."""

import re
import xml.etree.ElementTree as ElementTree

import pyte

from tests.ui.film import Frame, film, row, still
from tests.ui.recording import FILE

SVG = "{http://www.w3.org/2000/svg}"
SCREENS = (("one", "same"), ("two", "same"), ("one", "other <b>"))
SECONDS = (1.0, 2.0, 1.0)


def frames() -> list[Frame]:
    found = []
    for lines, seconds in zip(SCREENS, SECONDS, strict=True):
        screen = pyte.Screen(12, 2)
        pyte.Stream(screen).feed("\r\n".join(lines))
        cells = [[screen.buffer[y][x] for x in range(12)] for y in range(2)]
        found.append(Frame(tuple(map(row, cells)), f"after {lines[0]}", seconds))
    return found


def seen(svg: str, at: float) -> list[str]:
    """The texts that stand there at a moment, from 0 to 100."""
    texts = []
    root = ElementTree.fromstring(svg)
    for group in root.iter(f"{SVG}g"):
        visible = True
        name = re.search(r"\bs\d+\b", group.get("class", ""))
        if name:
            (steps,) = re.findall(rf"@keyframes {name[0]}{{(.*?}})}}\.", svg)
            for moment, state in re.findall(r"([\d.]+)%{visibility:(\w+)}", steps):
                if float(moment) <= at:
                    visible = state == "visible"
        if visible:
            texts += [text.text or "" for text in group.iter(f"{SVG}text")]
    return texts


def test_each_screen_has_its_time() -> None:
    svg = film(frames(), 12, "three screens")
    for at, lines in zip((10, 50, 90), SCREENS, strict=True):
        assert seen(svg, at) == [*lines, f"after {lines[0]}"]


def test_what_stays_is_there_once() -> None:
    assert film(frames(), 12, "three screens").count(">same<") == 1


def test_one_screen_does_not_move() -> None:
    screen = pyte.Screen(12, 2)
    pyte.Stream(screen).feed("hello")
    svg = still([[screen.buffer[y][x] for x in range(12)] for y in range(2)], "a screen")
    assert seen(svg, 0) == ["hello"]
    assert "keyframes" not in svg


def test_the_recording_goes_from_the_first_phase_to_the_last() -> None:
    svg = FILE.read_text(encoding="utf-8")
    assert any("WELCOME" in text for text in seen(svg, 1))
    assert any("CLOSE" in text for text in seen(svg, 99))
    assert not any("CLOSE" in text for text in seen(svg, 1))
