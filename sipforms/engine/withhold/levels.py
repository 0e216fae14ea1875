"""Categories told together: ways to make a scale coarser, the finest first."""

from collections.abc import Iterator, Sequence

from sipforms.engine.withhold.block import Level

_FIVE = 5
_SEVEN = 7


def apart(categories: Sequence[str]) -> Level:
    """Every category by itself."""
    return tuple((one,) for one in categories)


def merged(categories: Sequence[str]) -> tuple[Level, ...]:
    """Coarser levels of an ordered scale: its ends together, then low against high, on either side of the middle.

    Five steps become 1-2 / 3 / 4-5, then 1-2 / 3-5 and 1-3 / 4-5. A scale of two cannot be made coarser.
    """
    return tuple(dict.fromkeys(_merged(tuple(categories))))


def _merged(categories: tuple[str, ...]) -> Iterator[Level]:
    count = len(categories)
    half = count // 2
    if count >= _FIVE:
        yield tuple(filter(None, (categories[:half], categories[half : count - half], categories[count - half :])))
    if count > 2:
        yield categories[:half], categories[half:]
        yield categories[: count - half], categories[count - half :]
