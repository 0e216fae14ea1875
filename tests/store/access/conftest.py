"""A protected store for each test that asks for one."""

from pathlib import Path

import pytest

from tests.store.access.people import House, a_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path / "store")
