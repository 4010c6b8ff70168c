"""Commands as lines of JSON over a terminal, for a client that counts what was accepted.

Each line asks for one card, dot or action with the id that the client drew; the same number comes
back once it was accepted. `list` gives everything that is there.
"""

import asyncio
import json
from typing import Any

from retro.doors.arrival import Arrival
from retro.live.lobby import Lobby, Setup
from retro.live.room import Room
from retro.session.commands import Advance, CastVote, Command, WriteAction, WriteCard
from retro.session.rules import PROGRAM
from retro.terminal.protocol import Terminal
from retro.ui.entrance import Entrance

PHASES = ("ideas", "vote", "commit")
#: One keyboard gives the dots of all of them.
CROWD = tuple((f"Person {number}", False) for number in range(99))


async def run(lobby: Lobby, terminal: Terminal, arrival: Arrival, entrance: Entrance) -> int:
    """Take commands until the terminal goes away."""
    rooms = await all_rooms(lobby)
    gone = asyncio.Event()
    terminal.on_close(gone.set)
    lines: asyncio.Queue[bytes] = asyncio.Queue()
    rest = b""

    def received(data: bytes) -> None:
        nonlocal rest
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            lines.put_nowait(line)

    terminal.on_input(received)
    leaving = asyncio.create_task(gone.wait())
    running: set[asyncio.Task[None]] = set()
    while not gone.is_set():
        waiting = asyncio.create_task(lines.get())
        await asyncio.wait({leaving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            break
        task = asyncio.create_task(answer(rooms, terminal, json.loads(waiting.result())))
        running.add(task)
        task.add_done_callback(running.discard)
    return 0


async def all_rooms(lobby: Lobby) -> dict[str, Room]:
    """A room in each phase, begun the first time and opened again later."""
    rooms = {}
    for row in lobby.unfinished():
        room = await lobby.open(row.key)
        rooms[room.view(PROGRAM).session.title] = room
    for phase in PHASES:
        if phase not in rooms:
            rooms[phase] = await lobby.create(
                Setup("kills", "en", phase, "", "", "Noor", True, CROWD)
            )
        room = rooms[phase]
        while (now := room.view(PROGRAM).session.phase.key) != phase:
            if now == "ideas":
                target = WriteCard(1, "A card to vote for", "things")
                await room.submit(target, room.facilitator)
            await room.submit(Advance(now), PROGRAM)
    return rooms


async def answer(rooms: dict[str, Room], terminal: Terminal, asked: dict[str, Any]) -> None:
    """Do one thing and say so."""
    id = asked.get("id", 0)
    commands: dict[str, tuple[str, Command]] = {
        "card": ("ideas", WriteCard(id, f"Card {id}", "things")),
        "vote": ("vote", CastVote(id, 1)),
        "action": ("commit", WriteAction(id, f"Action {id}")),
    }
    if asked["do"] == "list":
        sessions = {phase: room.view(PROGRAM).session for phase, room in rooms.items()}
        found = {
            "card": [(c.id, c.text) for c in sessions["ideas"].cards.values()],
            "vote": [(v.id, v.target) for v in rooms["vote"]._session.votes.values()],
            "action": [(a.id, a.text) for a in sessions["commit"].actions.values()],
        }
        terminal.write(json.dumps(found) + "\n")
        return
    phase, command = commands[asked["do"]]
    await rooms[phase].submit(command, rooms[phase].facilitator)
    terminal.write(json.dumps({"ok": id}) + "\n")
