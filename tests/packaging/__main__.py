"""Writes what stands in the tree twice: `python -m tests.packaging`.

docs/commands.md, the pages for man and the completions of the shells from the commands, and the
picture of the layers in CONTRIBUTING.md from the contracts in pyproject.toml.
"""

from tests.packaging import layers, manual, reference, shells


def write_all() -> None:
    reference.PAGE.write_text(reference.page(), encoding="utf-8")
    written = manual.pages()
    manual.FOLDER.mkdir(parents=True, exist_ok=True)
    for old in manual.FOLDER.glob("*.1"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (manual.FOLDER / name).write_text(text, encoding="utf-8")
    for place, text in shells.scripts().items():
        path = shells.SHARE / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    page = layers.PAGE.read_text(encoding="utf-8")
    layers.PAGE.write_text(layers.in_step(page), encoding="utf-8")


if __name__ == "__main__":
    write_all()
