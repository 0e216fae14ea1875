"""One kind of problem in words: what is wrong, and what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said about one kind of problem. All are marked for translation where they are written.

    Facts stand in braces. ``next`` may be empty. The two that end in ``without`` are said instead where a fact that the
    usual one mentions is empty (no name at the root of a file, no better word to suggest).
    """

    said: str
    next: str = ""
    said_without: str = ""
    next_without: str = ""
