"""Ways in: `local` is a Unix socket; `server` is the process behind the doors, `spawn` starts it.

Importing this package loads nothing. `local.client` and `spawn` load no Textual, for they run in
the terminal of somebody who waits.
"""
