"""A server that holds a session until it is killed: `python -m tests.live.holder FOLDER`.

It says the session, the facilitator, and a person with their ticket, once a half-typed text of
each is on the disk.
"""

import asyncio
import sys
from pathlib import Path

from retro.session.model import Role, Writing
from tests.live.house import House, go_to, until

PLACE = "ideas|start"
TEXT = "half a sentence about Xantippe"
LOCAL = "what the keyboard of the server said"


async def main(folder: Path) -> None:
    home = House(folder)
    room = await home.begin(format="unsigned", writing=Writing.APART)
    person, ticket = await room.enter("Zoe", Role.PARTICIPANT)
    await go_to(room, "ideas")
    room.keep_draft(person, PLACE, TEXT)
    room.keep_draft(room.facilitator, PLACE, LOCAL)
    room.keep_draft(room.facilitator, "commit|new", LOCAL)
    await until(lambda: len(home.store.aside(room.key).read()["drafts"]) == 2)
    sys.stdout.write(f"{room.key} {room.facilitator} {person} {ticket}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
