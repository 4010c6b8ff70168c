"""The guide on one key: what is said here, what helps, and the moments that are hard."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from retro.formats.catalogue import Catalogue, packaged_folder
from retro.formats.guide import MOMENTS, Guide, read_guide
from retro.session.commands import GiveAnswer, Reveal
from retro.session.format import Kind
from retro.ui.guide_pages import Known, known_guide, pages_to_follow, pages_to_lead
from retro.ui.screens.guide import GuideScreen
from retro.ui.widgets.cues import CuePanel, GuideTabs, GuideView
from retro.words import Words
from tests.ui.apart import apart
from tests.ui.stage import Stage, at_phase

CATALOGUE = Catalogue()
WORDS = Words("en")
SIZES = ((120, 40), (80, 24), (45, 20))


def plain(shown: Stage) -> str:
    """The text on the screen, its lines run together."""
    return " ".join(shown.text.replace("▎", " ").split())


def view(shown: Stage) -> GuideView:
    return shown.app.screen.query_one(GuideView)


def is_open(shown: Stage) -> bool:
    beside = shown.app.screen.query(CuePanel)
    return shown.at(GuideScreen) or any(panel.display for panel in beside)


async def read_to_the_end(shown: Stage) -> str:
    """Everything that stands on the page that is shown, read a window at a time."""
    read, at = "", view(shown).at
    page = view(shown).query_one(VerticalScroll)
    while view(shown).at == at:
        x, y, width, height = page.scrollable_content_region
        read += "\n".join(line[x : x + width] for line in shown.terminal.lines[y : y + height])
        await shown.press("G")
    return read


def bare(text: str) -> str:
    """Letters alone: where a line breaks makes no difference."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("key", [f.key for f in Catalogue().formats("en")])
def test_every_phase_of_every_format_has_its_pages(key: str) -> None:
    format = Catalogue().find(key, "en")
    known = known_guide(CATALOGUE, "en")
    assert known.guide is not None
    for phase in format.phases:
        pages = pages_to_lead(format, phase, known, WORDS)
        here = "".join(text for text, _style in pages[0].parts)
        for line in (*phase.say, *phase.cues, *known.guide.for_kind(phase.kind).items):
            assert line in here
        assert known.guide.for_kind(phase.kind).source in here
        keys = [page.key for page in pages]
        assert [key for key in keys if key in MOMENTS] == list(MOMENTS)
        assert ("before" in keys) == (phase.kind is Kind.WELCOME)
        if phase.kind is Kind.WELCOME:
            assert all(rule in here for rule in format.ground_rules)
        polls = format.phases[: format.phases.index(phase) + 1]
        assert ("low-safety" in keys) == any(poll.safety for poll in polls)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("size", SIZES)
async def test_everything_of_the_guide_can_be_read(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async with at_phase(tmp_path, "welcome", size=size, language=language) as shown:
        await shown.press("g")
        guide = read_guide(CATALOGUE, language)
        session = shown.session
        pages = view(shown).pages
        assert len(pages) == 6
        for page in pages:
            assert page.tab in shown.text
            read = bare(await read_to_the_end(shown))
            for text, _style in page.parts:
                words = text.split()
                # Long lines may stand on two screens, so their ends are looked for.
                assert bare(" ".join(words[:3])) in read, text
                assert bare(" ".join(words[-3:])) in read, text
        assert view(shown).at == 0
        assert guide.parts["blame"].steps[0][:20] in "".join(t for t, _ in pages[3].parts)
        assert session.format.ground_rules[0] in "".join(t for t, _ in pages[0].parts)
        assert session.format.language == language
        await shown.press("g")
        assert not is_open(shown)


async def test_headings_are_in_the_language_of_the_screen(tmp_path: Path) -> None:
    async with apart(tmp_path, "welcome") as room:
        noor = await room.sits("Noor", language="nl", size=(120, 40))
        await noor.press("g")
        assert "Bewaar" not in noor.text
        say = Words("nl")("Say")
        assert say != "Say"
        assert say in noor.text
        assert "We are here to learn" in plain(noor)


async def test_beside_the_work_the_keys_stay_those_of_the_work(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "roti", size=(120, 40)) as shown:
        given = len(shown.session.answers)
        await shown.press("g", "3")
        assert len(shown.session.answers) == given + 1
        assert view(shown).at == 0
        assert is_open(shown)
        await shown.press("g", "G")
        assert view(shown).pages[view(shown).at].key == "silence"
        await shown.click("Blame")
        assert "Name the rule," in shown.text
        await shown.press("g")
        assert not is_open(shown)


async def test_in_a_window_tab_and_numbers_turn_the_page(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned", size=(80, 24)) as shown:
        await shown.press("g", "tab")
        assert "Count to ten" in shown.text
        await shown.press("3")
        assert "“Hold that thought”" in shown.text
        await shown.press("s-tab", "s-tab")
        assert "Take a minute each:" in shown.text
        await shown.press("9")
        assert "Take a minute each:" in shown.text
        await shown.press("esc", "G")
        assert "Count to ten" in shown.text
        await shown.click("4 Blame")
        assert "Name the rule, not the speaker" in shown.text
        await shown.press("esc")
        assert not is_open(shown)
        assert shown.session.phase.key == "planned"


async def test_tabs_take_as_many_lines_as_they_need(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "welcome", size=(45, 20), language="nl") as shown:
        await shown.press("g")
        tabs = shown.app.screen.query_one(GuideTabs)
        assert tabs.size.height == 2
        for place, tab in enumerate(tabs.tabs):
            await shown.click(f"{place + 1} {tab}")
            assert tabs.at == place


async def test_a_window_that_gets_narrow_keeps_no_panel(tmp_path: Path) -> None:
    async with at_phase(tmp_path, "planned", size=(120, 40)) as shown:
        await shown.press("g")
        assert is_open(shown)
        await shown.resize(80, 24)
        assert not is_open(shown)
        await shown.press("g")
        assert shown.at(GuideScreen)


async def test_others_get_what_is_said_and_no_cues(tmp_path: Path) -> None:
    async with apart(tmp_path, "planned") as room:
        bo = await room.sits("Bo", size=(80, 24))
        eye = await room.sits("Eye", size=(120, 40))
        for stage in (bo, eye):
            await stage.press("g")
            assert "Take a minute each:" in plain(stage)
            assert "Learn, don't judge." in stage.text
            assert "Watch for" not in stage.text
            assert "Silence" not in stage.text
            await stage.press("G", "tab", "3")
            assert "Count to ten" not in stage.text
            await stage.press("g")
            assert not is_open(stage)
        format = room.session.format
        (page,) = pages_to_follow(format, room.session.phase, WORDS)
        told = "".join(text for text, _style in page.parts)
        assert not any(cue in told for cue in room.session.phase.cues)


@pytest.mark.parametrize(("values", "page"), [((5, 5, 4), "here"), ((5, 5, 1), "low-safety")])
async def test_a_low_safety_poll_opens_at_what_to_do(
    tmp_path: Path, values: tuple[int, ...], page: str
) -> None:
    folder = tmp_path / "formats" / "en"
    folder.mkdir(parents=True)
    (folder / "asks.md").write_text(SAFETY, encoding="utf-8")
    async with apart(
        tmp_path / "house", "safe", format="asks", formats=tmp_path / "formats"
    ) as room:
        noor = await room.sits("Noor")
        shared = await room.sits("Noor", shared=True)
        for name, value in zip(("Noor", "Bo", "Cas"), values, strict=True):
            await room.send(name, GiveAnswer(room.room.new_id(), value))
        await noor.press("g")
        assert view(noor).pages[view(noor).at].key == "here", "nothing is known yet"
        await noor.press("g")
        await room.send("Noor", Reveal())
        await room.settle()
        for stage in (noor, shared):
            await stage.press("g")
        assert view(noor).pages[view(noor).at].key == page
        assert view(shared).pages[view(shared).at].key == "here", "others look at this one"


SAFETY = """\
---
key: asks
language: en
---

# Asks first

An hour.

## Safe
`poll` `3 min` `#safe` `hidden` `anonymous` `safety`

> How freely can you speak here?

1. Not at all
2. Hardly
3. Somewhat
4. Mostly
5. Freely

## Cards
`collect` `5 min` `#cards`

> What happened?
"""


def test_a_guide_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counting(catalogue: Catalogue, language: str) -> Guide:
        nonlocal read
        read += 1
        return read_guide(catalogue, language)

    monkeypatch.setattr("retro.ui.guide_pages.read_guide", counting)
    catalogue = Catalogue()
    for _ in range(3):
        known_guide(catalogue, "en")
        known_guide(catalogue, "nl")
    assert read == 2


@pytest.mark.parametrize("content", [b"# Mine\n", b"\xff\xfe", b"", b"---\nkey: guide\n---\n# x\n"])
def test_a_broken_guide_of_ones_own_gives_way(tmp_path: Path, content: bytes) -> None:
    part = tmp_path / "en" / "parts" / "guide.md"
    part.parent.mkdir(parents=True)
    part.write_bytes(content)
    format = CATALOGUE.find("aar", "en")
    known = known_guide(Catalogue((tmp_path,)), "en")
    assert not known.is_own
    (here, *others) = pages_to_lead(format, format.phases[0], known, WORDS)
    assert len(others) == 5
    assert "cannot be read" in "".join(text for text, _style in here.parts)


def test_without_any_guide_there_is_what_the_format_says() -> None:
    format = CATALOGUE.find("aar", "en")
    (here,) = pages_to_lead(format, format.phases[0], Known(None, is_own=False), WORDS)
    told = "".join(text for text, _style in here.parts)
    assert format.phases[0].say[0] in told
    assert "cannot be read" not in told
    empty = replace(format.phases[1], say=(), cues=())
    (here,) = pages_to_lead(
        replace(format, phases=(empty,)), empty, Known(None, is_own=False), WORDS
    )
    assert [text for text, _style in here.parts] == ["Nothing to add here."]


async def test_a_team_has_a_guide_of_its_own(tmp_path: Path) -> None:
    part = tmp_path / "en" / "parts" / "guide.md"
    part.parent.mkdir(parents=True)
    text = (packaged_folder() / "en" / "parts" / "guide.md").read_text(encoding="utf-8")
    part.write_text(text.replace("Count to ten", "Count to [bold]twelve"), encoding="utf-8")
    async with at_phase(tmp_path / "house", "planned") as shown:
        shown.app.catalogue = Catalogue((tmp_path,))
        await shown.press("G")
        assert "Count to [bold]twelve" in shown.text
