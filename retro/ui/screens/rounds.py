"""Rounds: who has the floor, who listens, and what is written down meanwhile."""

from typing import ClassVar

from textual.binding import BindingType

from retro.session.format import Kind
from retro.ui.screens.collect import CollectScreen
from retro.ui.screens.phase import bindings_for


class RoundsScreen(CollectScreen):
    KIND: ClassVar[Kind] = Kind.ROUNDS
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(Kind.ROUNDS)
