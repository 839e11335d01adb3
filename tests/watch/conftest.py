import pytest

from tests.watch.server import INSIDE, Desk, serving


@pytest.fixture
def server():
    with serving() as outside:
        yield outside


@pytest.fixture
def trap():
    """A server that nothing may reach."""
    with serving(INSIDE) as inside:
        yield inside
        assert inside.asked == []


@pytest.fixture
def desk(tmp_path, server):
    return Desk(tmp_path, server)
