"""A page written to a file of its own, which is not sealed: the access log knows of it before the file is there."""

from pathlib import Path

from sipforms.actions.export_files import publish
from sipforms.actions.report import note_written
from sipforms.actions.workplace import Workplace
from sipforms.store.casefile import CaseFile
from sipforms.store.protocol import fresh_id

PAGE = ".html"


def page_file(typed: str, folder: Path) -> Path:
    """The file that was meant: in this folder unless a whole path was typed, with the ending of a page."""
    target = folder / Path(typed.strip()).expanduser()
    return target if target.suffix.lower() in {PAGE, ".htm"} else target.with_name(target.name + PAGE)


def write_page(target: Path, page: str) -> None:
    """Write a page that holds nothing about one person. Raises FileThere, StoreUnavailable."""
    publish(target, target.suffix, iter([(target.suffix, page.encode())]), fresh=fresh_id(), overwrite=False)


def write_page_about(workplace: Workplace, file: CaseFile, target: Path, page: str, what: str) -> None:
    """Write a page about one person; ``what`` (``report``, ``talk-sheet``) stands in the access log.

    Raises FileThere, StoreUnavailable.
    """
    note_written(workplace, file, what)
    write_page(target, page)
