"""Wordings that blame, measured on labelled sentences, and never a hint where there is none."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.coaching.blame import LANGUAGES, Kind, hints
from retro.coaching.documents import paragraphs
from tests.packaging.checkout import ROOT

HERE: Final = Path(__file__).parent


class Labelled(NamedTuple):
    language: str
    blames: bool
    text: str


def labelled(name: str) -> list[Labelled]:
    lines = (HERE / name).read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    return [Labelled(row["lang"], row["label"] == 1, row["text"]) for row in rows]


def tell(line: str) -> None:
    """For whoever runs pytest with -s, and for a failure."""
    sys.stdout.write(f"{line}\n")


def measured(rows: list[Labelled], language: str) -> tuple[float, float]:
    """Precision and recall, which are printed with what was missed or wrong."""
    rows = [row for row in rows if row.language == language]
    hinted = {row for row in rows if hints(row.text, language)}
    blaming = {row for row in rows if row.blames}
    for row in sorted(blaming - hinted):
        tell(f"missed: {row.text}")
    for row in sorted(hinted - blaming):
        tell(f"wrong: {row.text} {hints(row.text, language)}")
    precision = len(hinted & blaming) / len(hinted)
    recall = len(hinted & blaming) / len(blaming)
    tell(f"{language}: {len(rows)} sentences, precision {precision:.3f}, recall {recall:.3f}")
    return precision, recall


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_the_rules_were_made_on(language: str) -> None:
    precision, recall = measured(labelled("wording.jsonl"), language)
    assert precision == 1.0
    assert recall >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_sentences_from_many_kinds_of_work(language: str) -> None:
    precision, recall = measured(labelled("wording_more.jsonl"), language)
    assert precision >= 0.99
    assert recall >= 0.9


def documents() -> list[Path]:
    found = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [*found, *sorted((ROOT / "templates").rglob("*.md"))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_hinted_at_in_documents_that_blame_nobody(path: Path) -> None:
    language = "nl" if "nl" in path.parts else "en"
    found = [
        (paragraph.line_of(hint.start), hint.phrase)
        for paragraph in paragraphs(path.read_text())
        for hint in hints(paragraph.text, language)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text", "phrase", "kind"),
    [
        ("en", "Yesterday Tom forgot the keys.", "Tom forgot", Kind.OMISSION),
        ("en", "It works. Who approved this change?", "Who approved", Kind.QUESTION),
        ("en", "The nurse should have called him.", "nurse should have called",
         Kind.COUNTERFACTUAL),
        ("nl", "Het werkt. Waarom heb je niet gebeld?", "Waarom heb je niet gebeld", Kind.QUESTION),
        ("nl", "Gisteren is Sanne vergeten te bellen.", "is Sanne vergeten", Kind.OMISSION),
    ],
)  # fmt: skip
def test_a_hint_shows_what_it_is_about(language: str, text: str, phrase: str, kind: Kind) -> None:
    (hint,) = hints(text, language)
    assert (hint.phrase, hint.kind) == (phrase, kind)
    assert text[hint.start : hint.end] == phrase
    assert hint.question.endswith("?")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", 'He said "Tom forgot the keys" and we asked on.'),
        ("en", "He said “Tom forgot the keys” and we asked on."),
        ("en", "The message is `Tom forgot the keys`."),
        ("en", "> Tom forgot the keys."),
        ("en", "[quote] Tom forgot the keys."),
        ("en", "I forgot the keys."),
        ("en", "Nobody was careless."),
        ("en", "The package manager forgot a dependency."),
        ("nl", "Ze zei 'Tom is de sleutels vergeten' en we vroegen door."),
        ("nl", "[citaat] Tom is de sleutels vergeten."),
        ("nl", "Ik ben de sleutels vergeten."),
        ("en", "The email for the driver ignored the new route."),
        ("en", "Someone who did not read it can still join."),
        ("nl", "De API van de leverancier weigerde ons token."),
        ("nl", "Het script van de beheerder vergat de oude map op te ruimen."),
        ("en", ""), ("en", " \n\t\n"), ("en", "'"), ("nl", "'s avonds"),
    ],
)  # fmt: skip
def test_what_is_quoted_denied_or_about_oneself_is_left_alone(language: str, text: str) -> None:
    assert hints(text, language) == ()


def test_who_took_part_counts_as_a_person() -> None:
    text = "Xanthippe ignored the alarm."
    other = "Zq ignored the alarm."
    assert hints(other, "en") == ()
    assert hints(other, "en", ["Zq van den Berg"])[0].phrase.startswith("Zq ignored")
    assert hints(other, "en", ["Zq"])
    assert hints("The zq ignored the alarm.", "en", ["Zq"]) == ()
    assert hints(text, "en", ["Xanthippe"])


def test_a_language_without_rules_is_never_hinted_at() -> None:
    assert hints("Tom forgot the keys.", "de") == ()


def test_every_question_is_open_and_none_asks_why_or_who() -> None:
    from retro.coaching.dutch import DUTCH
    from retro.coaching.english import ENGLISH

    for language, closed in ((ENGLISH, r"\b(why|who)\b"), (DUTCH, r"\b(waarom|wie heeft)\b")):
        for rule in language.rules:
            assert rule.question.endswith("?")
            assert not re.match(closed, rule.question.lower())


def test_every_pattern_can_be_compiled() -> None:
    from retro.coaching.dutch import DUTCH
    from retro.coaching.english import ENGLISH

    for language in (ENGLISH, DUTCH):
        for rule in language.rules:
            for pattern in (*rule.patterns, *rule.unless):
                assert pattern.compiled.search("P:somebody :. ") is None


PIECES: Final = st.sampled_from(
    ["Tom ", "should have ", "forgot ", "they ", "why didn't ", "you ", "? ", ". ", '"', "`", "’",
     "'", "Jan ", "had ", "moeten ", "niet ", "waarom heb je ", "\n", "> ", "§", "İ",
     "https://x.nl ", "𝕋om ", "\u2028", "\x00", "*", "_", "not ", "again ", ", ", "é", "e\u0301 "]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)),
    st.sampled_from(LANGUAGES),
    st.lists(st.text(max_size=20), max_size=3),
)
def test_no_text_fails_and_every_hint_lies_within_it(
    text: str, language: str, names: list[str]
) -> None:
    end = 0
    for hint in hints(text, language, names):
        assert end <= hint.start < hint.end <= len(text)
        assert text[hint.start : hint.end] == hint.phrase
        end = hint.end


HOSTILE: Final = (
    "Tom should ", "why did you ", "as usual the team ", "'", '"', "`", "“", "a", "not ", "\n",
    "had Jan ", "ik had jullie ", "e.g. ", "https://", "if only they had ", "[a](", "<!--", "x' '",
)  # fmt: skip
_STEPS: Final = """
import json, sys
from retro.coaching.blame import hints
from retro.coaching.documents import paragraphs
for piece in json.loads(sys.argv[1]):
    text = (piece * (65536 // len(piece) + 1))[:65536]
    for language in ("en", "nl"):
        hints(text, language)
    list(paragraphs(text))
"""


def test_hostile_texts_of_64_kib_come_to_an_end() -> None:
    """What would take ever more time for more text does not end within the limit by far."""
    subprocess.run([sys.executable, "-c", _STEPS, json.dumps(HOSTILE)], check=True, timeout=300)


def test_hints_load_nothing_of_retro_beside_themselves() -> None:
    code = (
        "import sys; from retro.coaching.blame import hints; hints('Tom forgot it.', 'en');"
        "print([n for n in sys.modules if n.startswith('retro.')"
        " and not n.startswith('retro.coaching')], 'retro.coaching.dutch' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[] False\n"
