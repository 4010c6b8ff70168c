"""Starts servers at once: imports everything first, then forks for each folder it is told.

A killed server is a whole process all the same; what is saved is Python's own start.
"""

import os
import signal
import sys

from tests.doors import script, server_main

assert script, "imported here, so that no server has to"


def main() -> None:
    """Take one folder a line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while folder := sys.stdin.readline().strip():
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os._exit(server_main.run(folder, "script"))


if __name__ == "__main__":
    main()
