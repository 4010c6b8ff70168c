"""A client for tests: `python -m tests.doors.client_main FOLDER board|script|echo WISH`."""

import os
import sys
from pathlib import Path

from retro.doors.local.client import NoTerminal, Vanished, attach, hello_from
from retro.doors.local.place import NotSafe
from retro.doors.spawn import NotServed, connect


def main() -> int:
    """Attach this terminal, starting a server if there is none."""
    folder, name, wish = sys.argv[1:]
    command = [sys.executable, "-m", "tests.doors.server_main", folder, name]
    while True:
        try:
            hello = hello_from(os.environ, wish, {"title": "Of mice"})
            return attach(connect(Path(folder), command), hello)
        except Vanished:
            continue
        except (NoTerminal, NotServed, NotSafe) as error:
            sys.stderr.write(f"{error}\n")
            return 1


if __name__ == "__main__":
    status = main()
    assert "textual" not in sys.modules
    sys.exit(status)
