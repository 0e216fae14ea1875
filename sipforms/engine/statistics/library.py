"""Whether scipy is here, which makes tests and intervals; it is an extra, and everything else stands without it."""

from functools import cache
from importlib.util import find_spec


@cache
def has_statistics() -> bool:
    """Whether tests and intervals can be made. Nothing is imported to find out."""
    return find_spec("scipy") is not None
