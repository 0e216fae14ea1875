"""The files of the log in their folder, and the entry at the end of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sipforms.store.filesystem import Filesystem
from sipforms.store.log.chain import Broken, links_of
from sipforms.store.log.entries import SUFFIX, Anchor, Chain, chain_named
from sipforms.store.log.links import Link, last_link

FOLDER = "log"
_USUAL_ENTRY = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFolder:
    """The folder ``log`` of a store, on its disk. Every method may raise OSError."""

    path: Path
    disk: Filesystem
    store: str

    def chains(self) -> tuple[Chain, ...]:
        """The chains there are, those of the earliest month first."""
        found = (chain_named(name) for name in self.disk.names(self.path) if name.endswith(SUFFIX))
        return tuple(sorted(chain for chain in found if chain))

    def file(self, chain: Chain) -> Path:
        """Where the chain is."""
        return self.path / chain.file

    def links(self, chain: Chain) -> Iterator[Link | Broken]:
        """The entries of a chain and its breaks. Raises FileNotFoundError when it has been pruned."""
        return links_of(self.content(chain), store=self.store, chain=chain)

    def content(self, chain: Chain) -> bytes:
        """All of a chain's file."""
        return self.disk.read(self.file(chain))

    def heads(self, *, but: str = "") -> Iterator[Anchor]:
        """The last sound entry of every chain but one."""
        for chain in self.chains():
            head = None if chain.name == but else self._head(chain)
            if head:
                yield Anchor(chain=chain.name, seq=head.seq, hash=head.hash)

    def _head(self, chain: Chain) -> Link | None:
        try:
            found = last_link(self.disk.read_end(self.file(chain), _USUAL_ENTRY))
            if isinstance(found, int) and found:
                found = last_link(self.disk.read_end(self.file(chain), found))
            if isinstance(found, Link):
                return found
            links = [link for link in self.links(chain) if isinstance(link, Link)]
        except FileNotFoundError:
            return None  # pruned since we looked
        return links[-1] if links else None
