"""The files of the log in their folder, and the entry at the end of each."""

from collections.abc import Iterator
from pathlib import Path

from sipforms.store.filesystem import Filesystem
from sipforms.store.log.chain import links_of
from sipforms.store.log.entries import Anchor, Chain, chain_named
from sipforms.store.log.links import Link, last_link

FOLDER = "log"
_USUAL_ENTRY = 2048


def chains_in(folder: Path, disk: Filesystem) -> tuple[Chain, ...]:
    """The chains there are, those of the earliest month first. Raises OSError."""
    found = (chain_named(name) for name in disk.names(folder) if name.endswith(".sfl"))
    return tuple(sorted(chain for chain in found if chain))


def heads_in(folder: Path, disk: Filesystem, store: str, *, but: str = "") -> Iterator[Anchor]:
    """The last sound entry of every chain but one. Raises OSError."""
    for chain in chains_in(folder, disk):
        if chain.name == but:
            continue
        try:
            head = _head(folder / chain.file, disk, store, chain)
        except FileNotFoundError:
            continue  # pruned since we looked
        if head:
            yield Anchor(chain=chain.name, seq=head.seq, hash=head.hash)


def _head(path: Path, disk: Filesystem, store: str, chain: Chain) -> Link | None:
    found = last_link(disk.read_end(path, _USUAL_ENTRY))
    if isinstance(found, int) and found:
        found = last_link(disk.read_end(path, found))
    if isinstance(found, Link):
        return found
    links = [link for link in links_of(disk.read(path), store=store, chain=chain) if isinstance(link, Link)]
    return links[-1] if links else None
