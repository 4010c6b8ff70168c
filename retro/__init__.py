"""Blameless retrospectives and after-action reviews in the terminal."""

__version__ = "0.1.0"
