"""Live sessions: one owner and one order for each, and the lobby that opens them.

`errors` is what a person hears, `room` one session, `lobby` all of them, `rows` the lists. Who may
come in is in `access`, and `register` keeps that beside a session, with what is half written.
"""
