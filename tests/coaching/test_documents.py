"""Which words of a Markdown document are its writer's own, and in which line they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retro.coaching.blame import hints
from retro.coaching.documents import paragraphs

BLAMES = "Tom forgot the keys."


def lines(document: str) -> list[int]:
    return [
        paragraph.line_of(hint.start)
        for paragraph in paragraphs(document)
        for hint in hints(paragraph.text, "en")
    ]


@pytest.mark.parametrize(
    "document",
    [
        f"```\n{BLAMES}\n```",
        f"~~~~ text\n{BLAMES}\n~~~\n{BLAMES}\n~~~~",
        f"Then:\n\n    {BLAMES}\n",
        f"> {BLAMES}\nTom forgot the rest as well.\n",
        f"- > {BLAMES}",
        f"---\ntitle: {BLAMES}\n---\n",
        f"<!-- {BLAMES} -->",
        f"<!--\n{BLAMES}\n-->",
        f"See [{BLAMES}](https://example.org).",
        f"[{BLAMES}][1]\n\n[1]: https://example.org '{BLAMES}'",
        f"It says `{BLAMES}` there.",
        f"It says “{BLAMES}” there.",
    ],
)
def test_what_is_not_the_writers_own_is_passed_over(document: str) -> None:
    assert lines(document) == []


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (BLAMES, [1]),
        (f"# {BLAMES}\n\n- {BLAMES}\n1. {BLAMES}\n- [ ] {BLAMES}\n", [1, 3, 4, 5]),
        (f"| a | b |\n|---|---|\n| x | {BLAMES} |\n", [3]),
        ("It was late, and the\nteam should\nhave called.\n", [2]),
        (f"```\ncode\n```\n{BLAMES}", [4]),
        (f"> quoted\n\n{BLAMES}", [3]),
        (f"---\nkey: x\n---\n{BLAMES}", [4]),
        (f"---\n\n{BLAMES}", [3]),
        ("**Tom** forgot the _keys_.", [1]),
        (f"- one\n\n    {BLAMES}\n", [3]),
        (f"<!-- a note --> \n{BLAMES}", [2]),
        ("Tom\n\nforgot the keys", []),
    ],
)
def test_a_hint_is_on_the_line_where_its_words_begin(document: str, expected: list[int]) -> None:
    assert lines(document) == expected


@given(st.text(alphabet="aT \n`~>-#|[](<!)*1.", max_size=300))
def test_no_document_fails(document: str) -> None:
    last = document.count("\n") + 1
    for paragraph in paragraphs(document):
        assert paragraph.text
        for place in range(len(paragraph.text)):
            assert 1 <= paragraph.line_of(place) <= last
