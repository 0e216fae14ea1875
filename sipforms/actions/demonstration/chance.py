"""Chance from a seed: the same number for the same things every time, in whatever order they are asked about."""

from collections.abc import Sequence
from hashlib import blake2b
from statistics import NormalDist

_BITS = 53  # what a float holds exactly
_WHOLE: float = 2.0**_BITS
_USUAL = NormalDist()


def uniform(*about: object) -> float:
    """A number between 0 and 1 (both left out), as likely anywhere."""
    return ((int.from_bytes(_digest(about)[:8], "big") >> (64 - _BITS)) + 0.5) / _WHOLE


def normal(*about: object) -> float:
    """A number around 0 with standard deviation 1."""
    return _USUAL.inv_cdf(uniform(*about))


def between(least: int, most: int, *about: object) -> int:
    """A whole number from ``least`` to ``most``, both included."""
    return least + int(uniform(*about) * (most - least + 1))


def picked(weights: Sequence[float], *about: object) -> int:
    """The place of one of the weights, the heavier the likelier; at least one is above nothing."""
    left = uniform(*about) * sum(weights)
    for place, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return place
    return max(range(len(weights)), key=lambda place: weights[place])


def spread(number: int, *about: object) -> float:
    """The same as ``uniform`` for each number, but numbers in a row lie evenly apart, so that few show all kinds."""
    return (uniform(*about) + number * 0.6180339887498949) % 1


def identifier(*about: object) -> str:
    """32 hexadecimal digits, as a store wants them."""
    return _digest(about).hex()


def _digest(about: tuple[object, ...]) -> bytes:
    return blake2b(repr(about).encode(), digest_size=16).digest()
