"""The SSH door: people come in from their own terminals with a join code as their user name.

`settings` and `limits` say how, `host_key` is what people recognise the server by, `door` listens,
`connection` decides who comes in, `session` is one screen or one command, `terminal` is a screen as
the rest of the program sees it. What touches private names of asyncssh is in `asyncssh_internals`.
Importing this package, `settings`, or `limits` loads no asyncssh.
"""
