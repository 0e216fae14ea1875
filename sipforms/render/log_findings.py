"""What checking the access log found, as sentences with what to do next."""

from collections.abc import Iterator, Mapping

from sipforms.render.language import N_, _, ngettext
from sipforms.render.log_words import jumped, user_word, when
from sipforms.store.access.register import Register
from sipforms.store.log.chain import Break
from sipforms.store.log.crosschecking import Doubt
from sipforms.store.log.verifying import Fault, Finding, Notable, Verified

_SENTENCES: Mapping[str, str] = {
    Break.NO_CHAIN: N_("{chain}: the file is not one of the log's any more."),
    Break.NEWER: N_("{chain}: a newer sipforms wrote this file. Install the newer version and check again."),
    Break.CHANGED: N_("{chain}: entry {number} has been changed."),
    Break.OUT_OF_PLACE: N_("{chain}: at entry {number} entries were taken out, put in, or moved."),
    Break.TORN: N_(
        "{chain}: entry {number}, the last one, is not whole. "
        "Either the power went while it was written, or it has been changed."
    ),
    Fault.FORGED: N_("{chain}: entry {number} says that {user} wrote it, but {user}'s key did not sign it."),
    Fault.GONE: N_("{chain}: the whole file is missing. It held {number} entries or more."),
    Fault.CUT: N_("{chain}: entries are missing at the end. There were {number} or more."),
    Fault.REPLACED: N_("{chain}: entry {number} is another than the one that stood there."),
    Fault.SEALED: N_("{chain}: entry {number} cannot be opened with the keys of the log."),
    Doubt.UNLOGGED: N_("Case file {case}: somebody saved it as number {revision}, and the log tells nothing of it."),
    Doubt.ROLLED_BACK: N_("Case file {case}: number {revision} was saved and is gone; an older one has been put back."),
    Doubt.CASE_GONE: N_("Case file {case} is gone, and the log tells of no erasure."),
    Doubt.UNFINISHED: N_(
        "Case file {case}: number {revision} was about to be saved and is not there. "
        "Either the saving was cut short, or it was taken away at once."
    ),
    Notable.MENDED: N_("{chain}: before entry {number} one that was never finished was cut off ({amount} bytes)."),
    Notable.JUMP: N_("{chain}: before entry {number} {jump}."),
    Notable.RESTORED: N_(
        "The store was restored from a backup. What was printed between the backup and then does not agree with it."
    ),
    Notable.PRUNED: N_("{user} removed an older part of the log, as was decided; {amount} files."),
}


def finding_sentence(finding: Finding, register: Register) -> str:
    """One finding as a sentence, with when and by whom the log tells of it."""
    said = _(_SENTENCES[finding.kind]).format(
        chain=finding.chain,
        number=finding.seq,
        user=user_word(finding.user, register),
        case=finding.case,
        revision=finding.revision,
        amount=finding.amount,
        jump=jumped(finding.amount),
    )
    if finding.at is None or finding.kind in (Notable.JUMP, Notable.MENDED):
        return said
    if not finding.user:
        return f"{said} " + _("The log told of it on {when}.").format(when=when(finding.at))
    return f"{said} " + _("The log told of it on {when} ({user}).").format(
        when=when(finding.at), user=user_word(finding.user, register)
    )


def verified_lines(found: Verified, register: Register) -> Iterator[str]:
    """The whole outcome: what was looked at, what is wrong, what is worth knowing, what to do."""
    looked = ngettext("{count} entry", "{count} entries", found.entries).format(count=found.entries)
    files = ngettext("{count} file", "{count} files", found.chains).format(count=found.chains)
    yield _("Checked: {entries} in {files}.").format(entries=looked, files=files)
    if not found.opened:
        yield _("Whether the case files agree with the log can only be checked by somebody who may read the log.")
    if found.is_whole:
        yield _("The log is whole: nothing was changed, taken out or put in.")
    for finding in found.findings:
        yield f"- {finding_sentence(finding, register)}"
    if found.findings:
        yield _("Keep the store as it is, make a copy of it, and tell whoever is responsible for data protection.")
    if found.notes:
        yield _("Worth knowing:")
        for note in found.notes:
            yield f"- {finding_sentence(note, register)}"
