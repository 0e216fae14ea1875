"""A bar on standard error for work that takes a while."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sipforms.store.care.copying import Progress, Tell


@contextmanager
def progress_bar(label: str) -> Iterator[Tell]:
    """While this lasts, what it gives shows how far the work has come; with nobody at a terminal, only the label."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def tell(progress: Progress) -> None:
            bar.length = progress.total
            bar.update(progress.done - bar.pos)

        yield tell
