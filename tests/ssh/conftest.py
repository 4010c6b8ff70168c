"""One server process for the tests of a module, and somebody whom nothing may disturb."""

from collections.abc import Iterator

import pytest

from tests.e2e.conftest import house as house
from tests.ssh.member import Member, member
from tests.ssh.server import Server, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the limits that everybody has."""
    with serving(tmp_path_factory.mktemp("server")) as found:
        yield found


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose patience is counted in parts of a second where it is minutes elsewhere."""
    with serving(tmp_path_factory.mktemp("hasty"), hasty=True) as found:
        yield found


@pytest.fixture(scope="module")
def somebody_else(server: Server) -> Iterator[Member]:
    """Somebody in the session for as long as its server runs."""
    with member(server, server.participant, "Vera") as person:
        yield person


@pytest.fixture
def victim(somebody_else: Member) -> Iterator[Member]:
    """Somebody else in the session, whose typing has to echo when the test is over."""
    somebody_else.echoes()
    yield somebody_else
    somebody_else.echoes()
