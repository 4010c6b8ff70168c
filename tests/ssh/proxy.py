"""A network between a client and the door, that can fail: hold everything back, or be cut."""

import selectors
import socket
import threading
from contextlib import suppress


class Proxy:
    """Forwards TCP connections to a port of this machine, in a thread of its own.

    While `is_held`, bytes wait on both sides as packets do that get lost: nothing is said to
    either. `cut` ends all that is forwarded, without a word.
    """

    def __init__(self, host: str, port: int) -> None:
        self._to = (host, port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.host, self.port = self._listening.getsockname()
        self.is_held = False
        self._other: dict[socket.socket, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._ending = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def hold(self) -> None:
        """Lose what is sent from now on, as far as either side can see."""
        self.is_held = True

    def heal(self) -> None:
        """Bring what was held back, and go on."""
        self.is_held = False

    def cut(self) -> None:
        """End every connection."""
        with self._lock:
            for connection in list(self._other):
                self._drop(connection)

    def end(self) -> None:
        """Leave nothing behind."""
        self._ending = True
        self._thread.join()
        self.cut()
        self._listening.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._ending:
            ready = self._selector.select(0.02)
            with self._lock:
                for key, _ in ready:
                    assert isinstance(key.fileobj, socket.socket)
                    if key.fileobj is self._listening:
                        self._accept()
                    elif not self.is_held:
                        self._forward(key.fileobj)
            if self.is_held:
                # What waits stays readable, and select would not wait.
                threading.Event().wait(0.02)

    def _accept(self) -> None:
        near, _ = self._listening.accept()
        far = socket.create_connection(self._to)
        self._other |= {near: far, far: near}
        for connection in (near, far):
            self._selector.register(connection, selectors.EVENT_READ)

    def _forward(self, connection: socket.socket) -> None:
        if connection not in self._other:
            return
        try:
            data = connection.recv(65536)
            if data:
                self._other[connection].sendall(data)
        except OSError:
            data = b""
        if not data:
            self._drop(connection)

    def _drop(self, connection: socket.socket) -> None:
        other = self._other.get(connection)
        for found in (connection, other):
            if found is not None and self._other.pop(found, None) is not None:
                with suppress(KeyError, ValueError):
                    self._selector.unregister(found)
                found.close()
