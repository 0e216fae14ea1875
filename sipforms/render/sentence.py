"""One kind of problem in words: what is wrong, and what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """Both are marked for translation where they are written; facts stand in braces. ``next`` may be empty."""

    said: str
    next: str = ""
