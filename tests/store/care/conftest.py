"""What is done to folders of stores is tested on open ones, and on sealed ones where it says so."""

import pytest

from tests.store.conftest import OPEN, FileKind


@pytest.fixture
def kind() -> FileKind:
    return OPEN
