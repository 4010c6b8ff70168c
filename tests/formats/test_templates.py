"""The formats that come with the program: complete, of one shape in both languages, and fitting."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from retro.formats.catalogue import Catalogue, packaged_folder, with_review
from retro.formats.reader import read_format
from retro.session.format import Format, Kind, Lesson, Phase

FILES = sorted(packaged_folder().glob("*/*.md"))
FORMATS = [(file.parent.name, file.stem) for file in FILES]
KEYS = sorted({key for _, key in FORMATS})
WORDY = sorted(packaged_folder().rglob("*.md"))

#: Every format, and how many minutes it takes as the literature on it states, or says how to count.
MINUTES = {
    "aar": 60,
    "hotwash": 14,
    "project-close": 120,
    "incident": 90,
    "before": 15,
    "ssc": 45,
    "msg": 50,
    "4ls": 50,
    "sailboat": 60,
    "starfish": 60,
    "kalm": 45,
    "daki": 45,
    "timeline": 75,
    "lean": 45,
    "www": 45,
    "rtb": 40,
    "health": 60,
    "wrap": 45,
    "speedcar": 50,
    "hows": 40,
    "premortem": 45,
    "future": 50,
    "kerth4": 40,
    "triz": 40,
    "outside-in": 40,
    "iv-incident": 65,
    "iv-gossip": 60,
    "iv-five": 45,
    "iv-balint": 90,
    "journal": 15,
    "share": 20,
}

#: UTF-8 read as Latin-1 or Windows-1252, and the mark of text that was lost on the way.
MOJIBAKE = re.compile("[\u00c3\u00c2][\u0080-\u00bf]|\u00e2\u20ac|\u00e2\u0080|\ufffd")


def load(language: str, key: str) -> Format:
    return read_format(packaged_folder() / language / f"{key}.md")


def shape(phase: Phase) -> tuple[object, ...]:
    """All of a phase that may not differ between languages."""
    return (
        phase.key,
        phase.kind,
        phase.minutes,
        phase.hidden,
        phase.anonymous,
        phase.source,
        phase.most,
        phase.each,
        (phase.in_turn, phase.owner_speaks, phase.owner_listens, phase.silent),
        (phase.confidential, phase.arrow, phase.safety, phase.rest),
        (phase.gives_plan, phase.takes_plan),
        [(column.key, column.lesson, bool(column.prompt)) for column in phase.columns],
        phase.scale and phase.scale.values,
        len(phase.say),
        len(phase.cues),
        bool(phase.detail),
    )


def test_there_are_formats_in_both_languages() -> None:
    catalogue = Catalogue()
    assert catalogue.problems() == ()
    assert catalogue.languages() == ("en", "nl")
    for language in catalogue.languages():
        assert {format.key for format in catalogue.formats(language)} == MINUTES.keys()


@pytest.mark.parametrize("key", KEYS)
def test_a_translation_has_the_same_shape(key: str) -> None:
    english, dutch = load("en", key), load("nl", key)
    assert [shape(phase) for phase in english] == [shape(phase) for phase in dutch]
    assert (english.people, english.one_off) == (dutch.people, dutch.one_off)
    assert len(english.ground_rules) == len(dutch.ground_rules)


@pytest.mark.parametrize("key", KEYS)
def test_a_translation_is_translated(key: str) -> None:
    english, dutch = load("en", key), load("nl", key)
    for one, other in zip(english, dutch, strict=True):
        assert one.prompt != other.prompt
        assert not set(one.say) & set(other.say)
        assert not set(one.cues) & set(other.cues)
    assert not set(english.ground_rules) & set(dutch.ground_rules)


@pytest.mark.parametrize("key", KEYS)
def test_a_translation_is_offered_in_the_same_situation(key: str) -> None:
    catalogue = Catalogue()
    offered = {
        (template.situations, template.safety)
        for language in catalogue.languages()
        for template in catalogue.templates(language)
        if template.format.key == key
    }
    assert len(offered) == 1
    assert all(situations for situations, _ in offered)


@pytest.mark.parametrize(("language", "key"), FORMATS)
def test_a_format_is_complete(language: str, key: str) -> None:
    format = load(language, key)
    assert (format.language, format.key) == (language, key)
    assert format.use
    assert format.avoid
    assert format.credit
    assert format.ground_rules
    for phase in format:
        assert phase.detail, phase.key
        assert 1 <= len(phase.say) <= 4, phase.key
        assert 1 <= len(phase.cues) <= 6, phase.key
    assert format.phases[-1].kind is Kind.CLOSE


@pytest.mark.parametrize(("language", "key"), FORMATS)
def test_the_minutes_add_up(language: str, key: str) -> None:
    assert load(language, key).minutes == MINUTES[key]


@pytest.mark.parametrize(("language", "key"), FORMATS)
def test_what_stands_on_the_screen_fits(language: str, key: str) -> None:
    format = load(language, key)
    for phase in format:
        assert cell_len(phase.title) <= 16, phase.title
        assert cell_len(phase.prompt) <= 90, phase.prompt
        assert cell_len(phase.detail) <= 120, phase.detail
        for column in phase.columns:
            assert cell_len(column.title) <= 24, column.title
            assert cell_len(column.prompt) <= 60, column.prompt
        for cue in phase.cues:
            assert cell_len(cue) <= 100, cue
        for label in phase.scale.labels if phase.scale else ():
            assert cell_len(label) <= 40, label


@pytest.mark.parametrize("file", WORDY, ids=lambda file: "/".join(file.parts[-2:]))
def test_the_text_is_whole(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not MOJIBAKE.search(text)
    assert '"' not in text.partition("# ")[2], "quotation marks are curly: “ ”"
    assert text.count("“") == text.count("”")
    assert text.endswith("\n")
    assert "  " not in text


def test_the_minutes_are_those_of_the_method() -> None:
    """60 minutes for the review, of which 25 on what happened and why, and 18 on what is next."""
    minutes = {phase.key: phase.minutes for phase in load("en", "aar")}
    assert minutes == {
        "welcome": 5,
        "planned": 5,
        "happened": 8,
        "why": 12,
        "next": 18,
        "commit": 7,
        "roti": 2,
        "close": 3,
    }
    assert load("en", "aar").minutes == 60
    assert 10 <= load("en", "hotwash").minutes <= 15
    assert load("en", "ssc").minutes == 45


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_review_is_a_chain(language: str) -> None:
    """What was planned is there when people say what happened; conditions hang under both."""
    format = load(language, "aar")
    assert format.phase("planned").hidden
    assert format.phase("happened").kind is Kind.TIMELINE
    assert format.phase("happened").source == ("planned",)
    assert format.phase("why").kind is Kind.EXPLAIN
    assert format.phase("why").source == ("planned", "happened")
    assert format.phase("next").source == ("why",)
    assert format.phase("commit").source == ("next",)
    assert format.phase("commit").most == 3
    lessons = [column.lesson for column in format.phase("next").columns]
    assert lessons == [Lesson.SUSTAIN, Lesson.IMPROVE]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_vote_is_three_dots_two_on_one_topic(language: str) -> None:
    vote = load(language, "ssc").phase("vote")
    assert (vote.most, vote.each) == (3, 2)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("key", ["aar", "ssc"])
def test_five_is_the_good_end_of_the_closing_poll(language: str, key: str) -> None:
    roti = load(language, key).phase("roti")
    assert roti.anonymous
    assert roti.scale is not None
    assert roti.scale.values == (1, 2, 3, 4, 5)
    assert roti.detail.startswith("5 ")
    assert "waar" in roti.scale.label(5) or "Well worth" in roti.scale.label(5)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_open_actions_come_first_in_a_one_off(language: str) -> None:
    format = load(language, "aar")
    reviewed = with_review(format)
    assert [phase.kind for phase in reviewed][:2] == [Kind.REVIEW, Kind.WELCOME]
    assert reviewed.phases[1:] == format.phases
    assert reviewed.minutes == format.minutes + 5
    assert with_review(reviewed) is reviewed


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_review_is_worded_once(language: str) -> None:
    regular = load(language, "ssc")
    assert with_review(regular) is regular
    assert with_review(load(language, "aar")).phases[0] == regular.phases[0]


def test_only_one_off_formats_leave_the_review_to_the_program() -> None:
    for language, key in FORMATS:
        format = load(language, key)
        assert (format.phases[0].kind is Kind.REVIEW) is not format.one_off
