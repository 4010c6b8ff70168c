"""Programs of the system that some tests drive."""

import os
import shutil

import pytest


def program(name: str) -> str:
    """The path of a program; without it the test is skipped, or fails where RETRO_CI is set."""
    path = shutil.which(name)
    if path is None:
        sentence = f"this test drives {name}, which is not installed"
        if os.environ.get("RETRO_CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path
