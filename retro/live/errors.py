"""What a person hears when the store does not do what was asked."""


class NotKept(Exception):
    """It could not be kept, so it was not accepted and nothing changed. `str()` says why."""


class NotOpened(Exception):
    """The data folder or a session in it could not be opened. `str()` says why and what to do."""


class FolderHeld(NotOpened):
    """Another server has the data folder; it can be joined."""
