"""Files in the scratch folder of an export: read as blocks and removed."""

from collections.abc import Iterator
from pathlib import Path

_BLOCK = 1 << 20


def streamed(file: Path) -> Iterator[bytes]:
    """The file's content block by block; then the file is no longer there."""
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            yield block
    file.unlink()
