"""What is said about copying, restoring, protecting and looking through a store, and what to do next."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sipforms.render.language import N_, _, format_date, format_number, ngettext
from sipforms.render.plain import plain
from sipforms.render.probes import finding_sentence, finding_step
from sipforms.store.care.backing_up import BackedUp, NotCopied
from sipforms.store.care.doctor import Health
from sipforms.store.care.flaws import Flaw, FlawedFile
from sipforms.store.care.protecting import NotProtected, ProtectedStore
from sipforms.store.care.restoring import NotRestored, Restored, RestoreRefused
from sipforms.store.care.verifying import VerifiedStore
from sipforms.store.probing.findings import Finding, Verdict
from sipforms.store.protocol import DamageKind

_MOST = 20
_MEGABYTE = 1_000_000

_FLAWS: Mapping[Flaw, str] = {
    Flaw.DAMAGED: N_("it is damaged. What is older or kept elsewhere is used; fetch the file from a backup."),
    Flaw.NEWER: N_("a newer sipforms wrote it. Install the newer version."),
    Flaw.CLOSED: N_("it does not open with the keys of the case file: somebody put it there. Show it to your leader."),
    Flaw.UNREADABLE: N_("it opens, but what is in it cannot be read. Restore a backup beside the store and compare."),
    Flaw.GAP: N_("it was built on another revision than the one before it. Show it to your leader."),
    Flaw.LOST: N_("no revision of the case file is sound. Restore a backup beside the store and fetch it from there."),
    Flaw.NO_KEYS: N_("its keys are gone or damaged, and nobody can open it. Fetch the keys from a backup."),
    Flaw.ENTRY: N_("an answer in the middle of the draft is damaged; the others can be gone on with."),
    Flaw.VANISHED: N_("it could not be read. Try again; if it happens again, have the disk looked at."),
    Flaw.TORN: N_("the end of a draft was cut off by a power cut, in an answer that was never shown as saved."),
    Flaw.SET_ASIDE: N_("a damaged revision of earlier, set aside; nothing needs it."),
    Flaw.LEFT_OVER: N_("left by a save that was interrupted. `sipforms store doctor --tidy` takes it away."),
    Flaw.STRANGE: N_("it is none of ours. Move it elsewhere."),
    Flaw.WIDE: N_("others on this machine may open it. Let its owner alone read and write it."),
}
_NOT_COPIED: Mapping[NotCopied, str] = {
    NotCopied.WITHIN: N_("A backup cannot lie in the store itself, nor around it. Choose a folder on another disk."),
    NotCopied.TAKEN: N_("There is something in the folder already, and nothing was changed. Name a new folder."),
}
_NOT_RESTORED: Mapping[NotRestored, str] = {
    NotRestored.NO_BACKUP: N_("There is no finished backup in the folder. Name the folder that `data` lies in."),
    NotRestored.NO_KEYS: N_(
        "The answers are encrypted, and their keys are not beside them. Name the folder of the keys with `--keys`."
    ),
    NotRestored.OTHER_STORE: N_(
        "Keys and answers, or the ledger, belong to different stores. Look for the right ones."
    ),
    NotRestored.NO_LEDGER: N_(
        "What `--ledger` names is neither a store nor a backup. Name the folder of one, or its folder `erased`."
    ),
    NotRestored.WITHIN: N_("The new store cannot lie in the backup, nor around it. Choose another folder."),
    NotRestored.TAKEN: N_("There is something in the new folder already, and nothing was changed. Name a new folder."),
    NotRestored.DAMAGED: N_("The backup is damaged, and nothing was restored. Try an older or another copy first."),
}
_NOT_PROTECTED: Mapping[NotProtected, str] = {
    NotProtected.PROTECTED_ALREADY: N_("The store is encrypted already; there is nothing to do."),
    NotProtected.WITHIN: N_("The new store cannot lie in the old one, nor around it. Choose another folder."),
    NotProtected.TAKEN: N_("There is something in the new folder already, and nothing was changed. Name a new folder."),
    NotProtected.IN_USE: N_(
        "Somebody is filling in a questionnaire in the old store. Have everybody close the program, and begin again."
    ),
    NotProtected.DAMAGED: N_(
        "Something in the old store cannot be read, and nothing was made; `sipforms --unprotected store verify` says "
        "what. With `--leave-out-damaged` it stays in the old store, and all else goes over."
    ),
    NotProtected.CHANGING: N_(
        "Somebody keeps saving in the old store. Have everybody close the program, and try again."
    ),
}


def not_copied(reason: NotCopied) -> str:
    """Why no backup was made."""
    return _(_NOT_COPIED[reason])


def not_protected(reason: NotProtected) -> str:
    """Why no protected store was made."""
    return _(_NOT_PROTECTED[reason])


def restore_refused(refused: RestoreRefused) -> Iterator[str]:
    """Why nothing was restored, and which files are wrong."""
    yield _(_NOT_RESTORED[refused.reason])
    for one in refused.wrong[:_MOST]:
        yield "  " + (_("{path} is missing.") if one.size is None else _("{path} is damaged.")).format(path=one.path)
    yield from _and_more(len(refused.wrong))
    if refused.wrong:
        yield _("With `--leave-out-damaged` everything else comes back, unless what is damaged is needed by all.")


def backed_up_lines(made: BackedUp, *, is_protected: bool) -> Iterator[str]:
    """What was copied, what was not, and what to do with it."""
    size = format_number(max(made.size / _MEGABYTE, 0.1), 1)
    yield _("Copied: {what}, {size} MB.").format(what=_cases_and_drafts(made.cases, made.drafts), size=size)
    if made.wrong:
        yield _("What was copied could not be read back as it was written: this is no backup. Try another disk.")
        return
    for case in made.damaged:
        yield _("Case file {case} is damaged and not in this backup. Keep older backups until it is mended.").format(
            case=case
        )
    yield _("Everything was read back and compared. The backup is in {folder}.").format(folder=made.folder)
    if is_protected:
        yield _(
            "The folder `keys` opens the folder `data`. Keep them in different places, and `keys` for a month only:"
        )
        yield _("what is erased from the store can be read from a copy for as long as a copy of its key is there.")
    else:
        yield _("It is not encrypted, as the store is not: keep it as safe as the store.")


def restored_lines(back: Restored) -> Iterator[str]:
    """What came back, what did not, and what to do next."""
    yield _("The store of {day} stands in {folder}, and everything in it was compared with the backup.").format(
        day=format_date(back.taken.date()), folder=back.folder
    )
    yield _("There are {what} in it.").format(what=_cases_and_drafts(back.cases, back.drafts))
    if back.kept_out:
        count = len(back.kept_out)
        yield ngettext(
            "{count} case file was erased since, and stays erased.",
            "{count} case files were erased since, and stay erased.",
            count,
        ).format(count=count)
    for case in back.without_keys[:_MOST]:
        yield _("Case file {case} has no keys in this set and opens for nobody. Use the keys of the same day.").format(
            case=case
        )
    for one in back.left_out[:_MOST]:
        yield _("{path} was damaged and is left out.").format(path=one.path)
    yield from _and_more(len(back.left_out))
    yield _("What was saved after that day is not in it. If the old store can still be read, keep it and compare.")
    yield _("Were case files erased after that day? Restore again with `--ledger` and the folder of the newest copy.")


def protected_lines(made: ProtectedStore, old: Path) -> Iterator[str]:
    """What went over, what did not, and what to do with the old store."""
    yield _("An encrypted store stands in {folder}. Everything was read back and compared.").format(folder=made.folder)
    yield _("There are {what} in it.").format(what=_cases_and_drafts(made.cases, made.drafts))
    for one in made.passed_over:
        if one.kind in (DamageKind.REVISION, DamageKind.DRAFT):
            yield _("{id} could not be read whole; what could not is in the old store only.").format(id=one.id)
    for id_ in made.late:
        yield _("Somebody saved in {id} at the last moment, in the old store only. Enter it again.").format(id=id_)
    yield _("The old store still stands in {folder}, and whoever has the disk can read it.").format(folder=old)
    yield _("Look at a few case files in the new one, make a backup of it, and then delete the old folder")
    yield _("and every copy of it; on a memory stick or an old disk, wipe it or destroy it.")


def _cases_and_drafts(cases: int, drafts: int) -> str:
    return _("{cases} and {drafts}").format(
        cases=ngettext("{count} case file", "{count} case files", cases).format(count=cases),
        drafts=ngettext("{count} draft", "{count} drafts", drafts).format(count=drafts),
    )


def verified_store_lines(found: VerifiedStore) -> Iterator[str]:
    """What was looked at and what is the matter; the log is told of elsewhere."""
    yield ngettext("{count} file looked at.", "{count} files looked at.", found.files).format(count=found.files)
    yield from _opened(found)
    yield from flawed_lines(found.flaws)
    yield from flawed_lines(found.notes)
    if not found.flaws:
        yield _("Every file is as it was written.")


def _opened(found: VerifiedStore) -> Iterator[str]:
    yield _("{opened} of {cases} case files were opened and read.").format(opened=found.opened, cases=found.cases)
    if found.closed:
        yield ngettext(
            "{count} is not for you and was checked from outside.",
            "{count} are not for you and were checked from outside.",
            found.closed,
        ).format(count=found.closed)


def flawed_lines(flawed: Sequence[FlawedFile]) -> Iterator[str]:
    """A line for each file and what is the matter with it."""
    for one in flawed[:_MOST]:
        yield f"  {plain(one.path)}: {_(_FLAWS[one.flaw])}"
    yield from _and_more(len(flawed))


def health_lines(health: Health) -> Iterator[str]:
    """How the store is, part by part, each with what to do."""
    yield from folder_lines(health.folder)
    yield ""
    yield from verified_without_keys_lines(health.verified)
    yield from _protection(health)
    yield ""
    yield _("The store is well.") if health.is_well else _("Something is wrong; it is said above what to do.")


def folder_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """How the folder did, probe by probe; ``!`` before what it is refused for, ``-`` before what to know."""
    marks = {Verdict.GOOD: " ", Verdict.NOTE: "-", Verdict.BAD: "!"}
    for one in findings:
        yield f"{marks[one.verdict]} {finding_sentence(one)} {finding_step(one)}".rstrip()


def verified_without_keys_lines(found: VerifiedStore) -> Iterator[str]:
    """The files and the chain of the log, as far as they can be seen without a key."""
    yield ngettext("{count} file looked at.", "{count} files looked at.", found.files).format(count=found.files)
    yield from flawed_lines((*found.flaws, *found.notes))
    if not found.flaws:
        yield _("Every file is as it was written.")
    if found.log is not None and not found.log.is_whole:
        yield _("The access log is not whole. `sipforms log verify` says where.")


def _protection(health: Health) -> Iterator[str]:
    if not health.facts.is_protected:
        if not health.facts.is_demo:
            yield _("The store is not encrypted. `sipforms store protect FOLDER` makes an encrypted one of it.")
        return
    decisions = health.decisions
    if decisions is None:
        return
    if not health.recovery_keys:
        yield _("There is no recovery code. Have one made at once: `sipforms recovery add`.")
    for key in health.unproved:
        yield _(
            "Nobody has shown for a year that {holder}'s recovery code is still there. "
            "Fetch the paper and type it: `sipforms recovery try`."
        ).format(holder=plain(key.holder))
    if not decisions.programmes:
        yield _("Nobody has decided how long answers are kept. Decide it: `sipforms retention`.")
    if not decisions.is_log_decided:
        yield _("Nobody has decided how long the access log is kept. Decide it: `sipforms retention`.")
    if not decisions.are_drafts_decided:
        yield _("Nobody has decided how long drafts may lie. Decide it: `sipforms retention`.")


def _and_more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield "  " + ngettext("and {count} more", "and {count} more", count - _MOST).format(count=count - _MOST)
