"""Two people with the `ssh` of their system in one session, each in their own language."""

import asyncio
import signal
from pathlib import Path

from tests.cli.test_serving import begun, serving
from tests.doors.joining import person_at
from tests.doors.joining import serving as door_open

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


def test_what_the_door_says_is_in_the_language_that_the_client_sent(tmp_path: Path) -> None:
    with door_open(tmp_path, visitors=2, after_end=0.1, look=0.1) as server:
        asked = server.ask(server.code, "mosh-server new -s", *DUTCH)
        assert b"`ssh` alleen is genoeg" in asked.stderr
        in_dutch = server.ssh(server.code, *DUTCH)
        with person_at(in_dutch) as bo, person_at(server.ssh(server.code)) as tia:
            bo.shows("ready")
            tia.shows("ready")
            with person_at(in_dutch) as third:
                assert third.ends() == 1
                assert "geen plaats voor meer mensen" in third.text
            server.process.send_signal(signal.SIGUSR1)
            bo.ends()
            tia.ends()
            assert "De sessie is al een tijdje afgerond." in bo.text
            assert "The session has ended a while ago." in tia.text
