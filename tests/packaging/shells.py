"""The completions of the shells, as files with the names that the shells look for."""

from typing import Final

from click.shell_completion import get_completion_class

from retro.cli.main import retro
from tests.packaging.checkout import ROOT

SHARE: Final = ROOT / "share"
#: Where each shell looks, below a folder such as `/usr/share`.
PLACES: Final = {
    "bash": "bash-completion/completions/retro",
    "zsh": "zsh/site-functions/_retro",
    "fish": "fish/vendor_completions.d/retro.fish",
}


def scripts() -> dict[str, str]:
    """What is in each file, by its place; the same as `retro completion` prints."""
    return {place: _script(shell) for shell, place in PLACES.items()}


def _script(shell: str) -> str:
    kind = get_completion_class(shell)
    assert kind is not None
    return kind(retro, {}, "retro", "_RETRO_COMPLETE").source().strip() + "\n"
