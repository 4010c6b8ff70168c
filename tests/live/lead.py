"""A lead at work between sessions, in a process of their own: `python -m tests.live.lead FOLDER N`.

Says a line once it begins, then gives each open action N times another day, one change at a time.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from retro.followup import record
from retro.store.embedded import EmbeddedStore

FIRST = date(2027, 1, 1)


def main(folder: Path, times: int) -> None:
    actions = EmbeddedStore(folder).actions()
    uids = [document["uid"] for document in actions.all()]
    sys.stdout.write("at it\n")
    sys.stdout.flush()
    for number in range(times):
        due = FIRST + timedelta(days=number)
        for uid in uids:

            def decide(
                known: list[record.Document], uid: str = uid, due: date = due
            ) -> list[record.Document]:
                found = next(each for each in known if each["uid"] == uid)
                return [record.changed(found, {"due": due}, now=datetime.now(UTC), by="review")]

            actions.change(decide)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
