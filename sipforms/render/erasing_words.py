"""The receipt of an erasing, in words: no name and no code, so that it can be kept."""

from collections.abc import Iterator

from sipforms.actions.erasing import Receipt
from sipforms.render.language import _, format_date, ngettext
from sipforms.render.plain import plain


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """What was erased, when and by whom, and what is still to be done."""
    erasure = receipt.erasure
    yield _("Erased for good: case file {id}").format(id=erasure.case)
    yield _("On {day} by {who}.").format(day=format_date(receipt.at.date()), who=plain(receipt.by) or "–")
    files = erasure.generations + erasure.drafts + erasure.set_aside
    yield ngettext(
        "{count} file and all keys to it were removed.", "{count} files and all keys to them were removed.", files
    ).format(count=files)
    yield from _backup_lines(receipt)


def _backup_lines(receipt: Receipt) -> Iterator[str]:
    if receipt.backups is None:
        yield _("Which backups hold a copy is not known here: ask whoever makes them.")
        return
    if not receipt.backups:
        yield _("No backup was made while it was here.")
        return
    yield _("Backups that hold it sealed. It can be read there only with their folder `keys`:")
    for one in receipt.backups:
        yield "  " + _("{day}, {id}: destroy `keys` by {last}").format(
            day=format_date(one.taken.date()), id=one.id, last=format_date(one.keys_until)
        )
    yield _("Whoever restores one of them leaves this case file out: the store remembers that it was erased.")
