"""Sentences are found wherever the code may keep them."""

from pathlib import Path

import pytest

from tests.words.extraction import Sentence, extract

ELSEWHERE = "STOPPED: Final = 'It stopped.'\nclass Door:\n    SHUT = 'It is shut.'\n"


@pytest.mark.parametrize(
    ("code", "sentences"),
    [
        ("words('One.')", {"One."}),
        ("self.words('Two ' 'halves: {n}.', n=1)", {"Two halves: {n}."}),
        ("f'{record.words(\"Inside\")} one'", {"Inside"}),
        ("words('Yes' if sure else 'No')", {"Yes", "No"}),
        ("words.plural('{count} dot', '{count} dots', 2)", {("{count} dot", "{count} dots")}),
        ("refuse('Not now.') or Refused('Nor then.', n=1)", {"Not now.", "Nor then."}),
        ("_still_open(asked, 'Counted.')", {"Counted."}),
        ("LABEL = _('write')", {"write"}),
        ("place.words(STOPPED), words(door.SHUT)", {"It stopped.", "It is shut."}),
        ("LEFT: Final = translate('It left.')\nwords(LEFT)", {"It left."}),
        ("text.translate('table'), say('aloud'), text.plural('one')", set()),
    ],
)
def test_sentences_are_found(tmp_path: Path, code: str, sentences: set[Sentence]) -> None:
    (tmp_path / "one.py").write_text(code)
    (tmp_path / "other.py").write_text(ELSEWHERE)
    found = extract(tmp_path)
    assert (found.sentences, found.unread) == (sentences, set())


@pytest.mark.parametrize(
    "code", ["words(label)", "words(f'{n} dots')", "words(GONE)", "words(a+b)"]
)
def test_what_is_not_in_sight_is_told(tmp_path: Path, code: str) -> None:
    (tmp_path / "one.py").write_text(code)
    assert len(extract(tmp_path).unread) == 1
