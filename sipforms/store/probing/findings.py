"""What was found out about a folder: each thing tried, how it went, and a fact that a sentence is made of elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sipforms.store.failures import StoreError


class Probe(StrEnum):
    """One thing that the store needs, or ought to be told about."""

    WRITES = "writes"
    """Folders and files can be made, as deep as a store makes them."""
    EXCLUSIVE = "exclusive"
    """A file is made only if nothing has its name."""
    PUBLISHES = "publishes"
    """A finished file gets its final name in one step, and a taken name is refused. Every save rests on it."""
    FLUSHES = "flushes"
    """Content can be forced onto the disk, and is what was written when it is read back."""
    FLUSHES_NAMES = "flushes-names"
    """The names in a folder can be forced onto the disk."""
    APPENDS = "appends"
    """A draft can be added to and cut."""
    LOCKS = "locks"
    """One process keeps another out of a draft."""
    NAMES = "names"
    """Whether small and capital letters are different names."""
    RIGHTS = "rights"
    """What is written can be read by its owner alone."""
    SPACE = "space"
    PLACE = "place"
    """A disk in the machine, or a share elsewhere."""
    SYNCED = "synced"
    """No program copies the folder elsewhere behind our back."""


class Verdict(StrEnum):
    """How it went."""

    GOOD = "good"
    NOTE = "note"
    """Nothing will be lost, but a person should know."""
    BAD = "bad"
    """No answer may be entrusted to this folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one probe went. ``fact`` is a word of ours, never a text from outside; ``figure`` goes with some of them."""

    probe: Probe
    verdict: Verdict
    fact: str = ""
    figure: int = 0


class UnfitFolder(StoreError):
    """A store cannot be kept in this folder; the findings say why."""

    def __init__(self, *, findings: Sequence[Finding]) -> None:
        super().__init__("unfit for a store: " + ", ".join(finding.probe for finding in findings))
        self.findings = tuple(findings)


def refused(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings for which a folder is refused; none for one that may hold a store."""
    return tuple(finding for finding in findings if finding.verdict is Verdict.BAD)
