"""In which order entries, options and words stand that come from two files."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def ordered(names: Sequence[Name], wishes: Mapping[Name, tuple[str, Name]]) -> list[Name]:
    """The names in order, with those that wish it right ``after`` or ``before`` another one.

    Several after one and the same follow it in the order in which they wished. Wishes for what is not there are left.
    """
    order = list(names)
    last: dict[Name, Name] = {}
    for name, (where, beside) in wishes.items():
        if name == beside or beside not in order or name not in order:
            continue
        order.remove(name)
        if where == "before":
            order.insert(order.index(beside), name)
            continue
        anchor, seen = beside, {beside}
        while anchor in last and last[anchor] in order and last[anchor] not in seen:
            anchor = last[anchor]
            seen.add(anchor)
        order.insert(order.index(anchor) + 1, name)
        last[anchor] = name
    return order


def woven(words: Sequence[Name], added: Iterable[Name]) -> list[Name]:
    """Two lists of words as one: a new word follows the known word that it is written after, or stands at the end."""
    order, before = list(words), None
    for word in added:
        if word not in order:
            order.insert(len(order) if before is None else order.index(before) + 1, word)
            if before is not None:
                before = word
        else:
            before = word
    return order
