"""What else may be said about an action: folded away until somebody asks for it."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, TypeAlias

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Select

from retro.session.model import ActionKind, Control, Size, Strength
from retro.ui.registry import translate as _
from retro.ui.widgets.field import Field
from retro.words import Words

Options: TypeAlias = Sequence[tuple[StrEnum, str]]

KINDS: Final[Options] = (
    (ActionKind.FIX, _("fix")),
    (ActionKind.EXPERIMENT, _("experiment")),
    (ActionKind.LEARN, _("learn")),
    (ActionKind.SHARE, _("share")),
    (ActionKind.ASK_OUTSIDE, _("ask outside")),
)
SIZES: Final[Options] = (
    (Size.QUICK, _("quick: an hour, or this week")),
    (Size.LARGE, _("large: better split")),
)
#: After RCA² (2015): a changed system asks nobody to remember anything.
STRENGTHS: Final[Options] = (
    (Strength.STRONG, _("strong: the work itself changes")),
    (Strength.MEDIUM, _("medium: a checklist, a second look")),
    (Strength.WEAK, _("weak: a reminder, a training")),
)
CONTROLS: Final[Options] = (
    (Control.OURS, _("we do")),
    (Control.INFLUENCE, _("others do, and we can influence it")),
    (Control.OUTSIDE, _("others do")),
)
CHOICES: Final[tuple[tuple[str, str, Options], ...]] = (
    ("kind", _("What sort of action is it?"), KINDS),
    ("size", _("How large is it?"), SIZES),
    ("strength", _("How strongly does it change things?"), STRENGTHS),
    ("control", _("Who decides about it?"), CONTROLS),
)
#: What only an experiment has.
EXPERIMENT: Final[tuple[tuple[str, str, str], ...]] = (
    ("hypothesis", _("What do we expect?"), _("if we do this, then ...")),
    ("stop_rule", _("When do we stop?"), _("a day, or a sign that it does not work")),
)
LINK: Final[tuple[str, str, str]] = ("link", _("Link"), _("https://... or the name of a ticket"))
#: Every field of it.
NAMES: Final = (
    *(name for name, _question, _options in CHOICES),
    *(name for name, _question, _example in (*EXPERIMENT, LINK)),
)


class MoreAbout(Vertical):
    """Selects and fields; `start` gives what each begins with, as a text."""

    DEFAULT_CSS = """
    MoreAbout { height: auto; margin-top: 1; }
    MoreAbout #experiment { height: auto; }
    """

    def __init__(self, words: Words, start: Callable[[str], str]) -> None:
        super().__init__(id="more")
        self.words = words
        self.start = start

    def compose(self) -> ComposeResult:
        words = self.words
        for name, question, options in CHOICES:
            yield Label(words(question), markup=False)
            known = {option.value for option, _label in options}
            begun = self.start(name)
            yield Select(
                [(Content(words(label)), option.value) for option, label in options],
                prompt=words("(nothing said)"),
                value=begun if begun in known else Select.NULL,
                id=name,
                compact=True,
            )
            if name == "kind":
                with Vertical(id="experiment"):
                    for field in EXPERIMENT:
                        yield from self._field(*field)
        yield from self._field(*LINK)

    def _field(self, name: str, question: str, example: str) -> ComposeResult:
        yield Label(self.words(question), markup=False)
        yield Field(self.start(name), example=self.words(example), id=name)

    def on_mount(self) -> None:
        self.mind_the_kind()

    def mind_the_kind(self) -> None:
        """Ask for what is expected of an experiment, and of nothing else."""
        kind = self.query_one("#kind", Select).value
        self.query_one("#experiment").display = kind == ActionKind.EXPERIMENT.value

    def values(self) -> Mapping[str, Any]:
        """What is chosen and written, by the fields of the command."""
        return {
            "kind": ActionKind(self._chosen("kind")),
            "size": Size(self._chosen("size")),
            "strength": Strength(self._chosen("strength")),
            "control": Control(self._chosen("control")),
            **{name: self.query_one(f"#{name}", Field).value for name in NAMES[len(CHOICES) :]},
        }

    def _chosen(self, name: str) -> str:
        value = self.query_one(f"#{name}", Select).value
        return value if isinstance(value, str) else ""
