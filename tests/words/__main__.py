"""Brings the catalogues in step with the code: ``python -m tests.words``.

Each `.po` file in `retro/words` gets the sentences that the code has and keeps their translations;
its `.mo` file is compiled anew. With the code of a language, as in ``python -m tests.words de``, a
catalogue for that language is begun. Ends with status 1 while a translation is missing.
"""

import argparse
import sys

from tests.words.catalogue import FOLDER, messages_in, read, sentence_of, strings_of, update
from tests.words.extraction import extract


def main() -> int:
    """Update the catalogues; returns the status of the process."""
    parser = argparse.ArgumentParser(prog="python -m tests.words", description=__doc__)
    parser.add_argument("language", nargs="*", help="a language to begin, as in: de")
    wanted: list[str] = parser.parse_args().language
    sentences = extract().sentences
    missing = 0
    for path in sorted({*FOLDER.glob("*.po"), *(FOLDER / f"{code}.po" for code in wanted)}):
        updated = update(path, sentences)
        missing += updated.empty
        sys.stdout.write(
            f"{path.name}: {len(sentences)} sentences, {updated.new} new, {updated.gone} gone, "
            f"{updated.empty} without a translation\n"
        )
        for message in messages_in(read(path)):
            if not all(strings_of(message)):
                sys.stdout.write(f"  {sentence_of(message)!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
