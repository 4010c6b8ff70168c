"""Screens of which nothing is left when their test is over."""

import gc
from collections.abc import Iterator

import pytest
from textual._styles_cache import StylesCache


@pytest.fixture(autouse=True, scope="module")
def only_what_is_new() -> None:
    """Have the garbage collector walk through what the tests here make, and through nothing else.

    Tests of memory put an end to what `tests/conftest.py` began.
    """
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Let go of what was drawn: Textual keeps the lines of a thousand widgets that are gone."""
    yield
    StylesCache.get_inner_outer.cache_clear()
