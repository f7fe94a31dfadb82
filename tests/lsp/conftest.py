"""One server for the tests that need none of their own, and a folder to work in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Client


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="session")
def shared_client(workspace: Path) -> Iterator[Client]:
    with Client(workspace) as client:
        yield client


@pytest.fixture
def client(shared_client: Client) -> Iterator[Client]:
    """The shared server, without a document open."""
    yield shared_client
    shared_client.close_all()
