"""The heads of the log as a few lines of text, to be kept on paper or in a letter, and read back to compare.

A chain whose last entry is anchored in another chain need not be printed: who has the other one's head has it as well.
What is left is as many lines as workstations were used last.
"""

import re
from collections.abc import Iterator

from sipforms.store.failures import outside_world
from sipforms.store.log.chain import Broken
from sipforms.store.log.entries import Anchor
from sipforms.store.log.links import Link
from sipforms.store.log.listing import LogFolder

_SHOWN = 32
_GROUP = 8
_LINE = re.compile(r"(?P<chain>[0-9a-f]{32}-\d{6}-[1-9]\d*)\s+(?P<seq>[1-9]\d*)\s+(?P<hash>(?:[0-9a-f]{8}\s*){4})")


def loose_heads(log: LogFolder) -> tuple[Anchor, ...]:
    """The last entries that no other chain tells of. Raises StoreUnavailable."""
    heads: dict[str, Anchor] = {}
    anchored: set[Anchor] = set()
    with outside_world("reading the access log"):
        for chain in log.chains():
            for link in _links(log.links(chain)):
                heads[chain.name] = Anchor(chain=chain.name, seq=link.seq, hash=link.hash)
                anchored.update(link.heads)
    return tuple(head for head in heads.values() if head not in anchored)


def head_line(head: Anchor) -> str:
    """One head as text: the chain, the number of its last entry, and half of that entry's hash in groups."""
    groups = (head.hash[place : place + _GROUP] for place in range(0, _SHOWN, _GROUP))
    return f"{head.chain} {head.seq} {' '.join(groups)}"


def heads_in_text(text: str) -> tuple[Anchor, ...]:
    """The heads in a text, whatever else stands around them and wherever a letter broke the lines."""
    return tuple(
        Anchor(chain=found["chain"], seq=int(found["seq"]), hash="".join(found["hash"].split()))
        for found in _LINE.finditer(text.lower())
    )


def _links(found: Iterator[Link | Broken]) -> Iterator[Link]:
    return (one for one in found if isinstance(one, Link))
