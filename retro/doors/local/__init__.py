"""The local door: a Unix socket that only its owner can use.

`protocol` has the frames, `place` says where the socket is, `door` accepts, `client` attaches.
"""
