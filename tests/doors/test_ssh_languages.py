"""Two people with the `ssh` of their system in one session, each in their own language."""

import asyncio
from pathlib import Path

from tests.cli.test_serving import begun, serving
from tests.doors.joining import person_at

DUTCH = ("-o", "SetEnv=LC_ALL=nl_NL.UTF-8")


def test_each_terminal_says_in_which_language(tmp_path: Path) -> None:
    codes = asyncio.run(begun(tmp_path / "data"))
    with serving(tmp_path / "data") as server:
        english = server.ssh(codes.participant, options=("-o", "SetEnv=LANG=en_GB.UTF-8"))
        dutch = server.ssh(codes.participant, options=DUTCH)
        with person_at(english) as tia, person_at(dutch) as bo:
            tia.shows("Your name")
            bo.shows("Je naam")
            tia.type("Tia\r")
            bo.type("Bo\r")
            tia.shows("You are in")
            bo.shows("Je bent binnen")
            # One key, and it says everything in the other language.
            bo.type("\x1bOQ")
            bo.shows("This screen speaks English now")
            tia.type("\x1bOQ")
            tia.shows("Dit scherm is nu in het Nederlands")
