"""The facilitator's guide: whole in every language, and short enough to glance at."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from retro.formats.catalogue import Catalogue
from retro.formats.errors import FormatError
from retro.formats.guide import ALWAYS, MOMENTS, Advice, Guide, read_guide
from retro.session.format import Kind

LADDER = 6


def guide(language: str) -> Guide:
    return read_guide(Catalogue(), language)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_there_is_advice_for_everything(language: str) -> None:
    found = guide(language)
    assert set(found.parts) == {*Kind, *MOMENTS, *ALWAYS}
    for advice in found.parts.values():
        assert 2 <= len(advice.items) <= 5, advice.key
        assert advice.source, advice.key
    assert len(found.parts["blame"].steps) == LADDER
    assert [advice.key for advice in found.moments] == list(MOMENTS)
    assert found.for_kind(Kind.VOTE).key == "vote"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_one_glance_is_enough(language: str) -> None:
    for advice in guide(language).parts.values():
        for line in (*advice.items, *advice.steps):
            assert cell_len(line) <= 90, line


def test_both_languages_say_as_much() -> None:
    def shape(advice: Advice) -> tuple[str, int, int]:
        return advice.key, len(advice.items), len(advice.steps)

    english, dutch = guide("en"), guide("nl")
    assert [*map(shape, english.parts.values())] == [*map(shape, dutch.parts.values())]
    said = [line for advice in english.parts.values() for line in advice.items]
    gezegd = [line for advice in dutch.parts.values() for line in advice.items]
    assert not set(said) & set(gezegd)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a guide begins with"),
        ("---\nlanguage: xx\n---\n\n# T\n\n## Vote\n\n- a\n", "this heading needs its key"),
        ("---\nlanguage: xx\n---\n\n# T\n\n## Vote\n`vote`\n\n- a\n", "there is no part `welcome`"),
        ("---\nlanguage: xx\n---\n\n# T\n\n## Vote\n`vote`\n\n> a\n", "a quote has no place here"),
    ],
)
def test_a_broken_guide_is_named_by_line(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "xx" / "parts").mkdir(parents=True)
    (tmp_path / "xx" / "parts" / "guide.md").write_text(text, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_guide(Catalogue([tmp_path]), "xx")
    assert told in str(caught.value)
