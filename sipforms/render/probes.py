"""What was found out about a folder, in words: a sentence for each probe, and the next step where there is one."""

from collections.abc import Mapping
from typing import TypeAlias

from sipforms.render.language import N_, _, format_number
from sipforms.store.failures import Reason
from sipforms.store.probing.findings import Finding, Probe, Verdict

Words: TypeAlias = tuple[str, str]
"""A sentence, and the next step; the step is empty where there is nothing to do."""

_ANOTHER = N_("Choose another folder, on a disk in this machine.")
_REASONS: Mapping[str, Words] = {
    Reason.FULL: (N_("The disk is full."), N_("Make room on the disk, or choose another folder.")),
    Reason.READ_ONLY: (
        N_("The folder can only be read, not written to."),
        N_("Ask whoever looks after the machine for the right to write there, or choose another folder."),
    ),
    Reason.DENIED: (
        N_("You have no right to make files there."),
        N_("Ask whoever looks after the machine for the right to write there, or choose another folder."),
    ),
    Reason.VANISHED: (N_("The folder is not there, or went away."), N_("Connect the disk or share, and try again.")),
    Reason.BUSY: (N_("Another program holds the files there."), N_("Try again in a moment.")),
    Reason.UNSUPPORTED: (N_("The disk or share cannot do what is needed."), _ANOTHER),
    Reason.FAILED: (N_("The disk or share does not answer as it should."), _ANOTHER),
}
_GOOD: Mapping[Probe, str] = {
    Probe.WRITES: N_("Folders and files can be made."),
    Probe.EXCLUSIVE: N_("Two programs cannot make the same file."),
    Probe.PUBLISHES: N_("A save appears in one step, and never in place of another."),
    Probe.FLUSHES: N_("What is saved can be forced onto the disk; it took {figure} ms."),
    Probe.FLUSHES_NAMES: N_("The names of files can be forced onto the disk."),
    Probe.APPENDS: N_("Drafts can be added to."),
    Probe.LOCKS: N_("Two people cannot write in the same draft."),
    Probe.NAMES: N_("Names of files are kept as they are written."),
    Probe.RIGHTS: N_("What is written can be read by you alone, as far as the machine is concerned."),
    Probe.SPACE: N_("There are {figure} MB free."),
    Probe.PLACE: N_("The folder lies on a disk in this machine."),
    Probe.SYNCED: N_("The folder is not one that a program copies to the internet, judging by its name."),
}
_OTHERWISE: Mapping[tuple[Probe, str], Words] = {
    (Probe.EXCLUSIVE, ""): (N_("Two programs can make the same file there, and one would lose its answers."), _ANOTHER),
    (Probe.PUBLISHES, "link"): (N_("A save there could take the place of another."), _ANOTHER),
    (Probe.PUBLISHES, "rename"): (N_("A save there could take the place of another."), _ANOTHER),
    (Probe.PUBLISHES, "lock"): (N_("A save there could take the place of another."), _ANOTHER),
    (Probe.FLUSHES, "changed"): (N_("What is read there is not what was written."), _ANOTHER),
    (Probe.APPENDS, ""): (N_("What is added to a draft there is not found again."), _ANOTHER),
    (Probe.APPENDS, "locked"): (
        N_("A new file cannot be opened for adding to it, because another program holds it."),
        N_("Ask whether a virus scanner or a copying program watches the folder, or choose another one."),
    ),
    (Probe.LOCKS, "locked"): (
        N_("A new file cannot be locked, because another program holds it."),
        N_("Ask whether a virus scanner or a copying program watches the folder, or choose another one."),
    ),
    (Probe.LOCKS, "let_in"): (
        N_("The disk or share knows no locks: two people can open the same draft at the same time."),
        N_("No answer is lost by it, but agree on who fills in what, or choose a disk in this machine."),
    ),
    (Probe.LOCKS, "silent"): (
        N_("A lock is asked for and never answered; a save could wait for ever."),
        N_("Ask whoever looks after the share to start its lock service, or choose another folder."),
    ),
    (Probe.LOCKS, "refused"): (
        N_("A second program cannot open the files there at all."),
        N_("Ask whether a virus scanner or a copying program watches the folder."),
    ),
    (Probe.LOCKS, "not_started"): (
        N_("Whether one program keeps another out of a draft could not be tried on this machine."),
        N_("No answer is lost by it, but agree on who fills in what."),
    ),
    (Probe.RIGHTS, "wider"): (
        N_("The disk does not keep who may read a file: others on the machine or the share can open and delete files."),
        N_("They cannot read encrypted answers, but they can delete them: let only those who use sipforms in there."),
    ),
    (Probe.RIGHTS, "windows"): (
        N_("Who may open the folder is decided by its own settings in Windows, which are not read here."),
        N_("Ask whoever looks after the machine to let only those in who use sipforms."),
    ),
    (Probe.SPACE, ""): (
        N_("There are only {figure} MB free."),
        N_("Make room on the disk: without it, answers can be refused in the middle of a conversation."),
    ),
    (Probe.SPACE, "unknown"): (N_("How much room there is on the disk could not be found out."), ""),
    (Probe.PLACE, "share"): (
        N_("The folder lies on a network share: whether a save survives a power cut is up to the machine it lies on."),
        N_("Ask whoever looks after it about power cuts and backups. Saves are safe from each other there too."),
    ),
    (Probe.PLACE, "memory"): (
        N_("The folder lies in memory: everything in it is gone when the machine is switched off."),
        N_("Use it to try things out only, and choose another folder for real people."),
    ),
    (Probe.PLACE, "simple"): (
        N_("The folder lies on a disk made up as a memory stick: it knows no rights, and suffers when pulled out."),
        N_("Choose a disk in this machine for daily work, and keep the stick for backups."),
    ),
    (Probe.PLACE, "removable"): (
        N_("The folder lies on a disk that can be pulled out."),
        N_("Choose a disk in this machine for daily work, and keep this one for backups."),
    ),
    (Probe.PLACE, "unknown"): (
        N_("What kind of disk the folder lies on could not be found out."),
        N_("Ask whoever looks after the machine whether it is a disk in it or a share elsewhere."),
    ),
    (Probe.SYNCED, ""): (
        N_("The folder seems to be one that a program copies to the internet."),
        N_("Choose another folder: the program may copy half a save, hold files back, or bring erased ones to life."),
    ),
}


def finding_sentence(finding: Finding) -> str:
    """What was found, in a sentence."""
    return _(_words(finding)[0]).format(figure=format_number(finding.figure))


def finding_step(finding: Finding) -> str:
    """What to do about it; empty where there is nothing to do."""
    step = _words(finding)[1]
    return _(step) if step else ""


def _words(finding: Finding) -> Words:
    if finding.verdict is Verdict.GOOD:
        return _GOOD[finding.probe], ""
    return _OTHERWISE.get((finding.probe, finding.fact)) or _REASONS[finding.fact]
