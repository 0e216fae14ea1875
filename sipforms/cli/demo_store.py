"""The demonstrations' stores: one for each programme and size, made when first wanted, apart from every real one."""

import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import click
import platformdirs

from sipforms.actions.demonstration.population import Invention
from sipforms.actions.demonstration.store import make_demo_store
from sipforms.actions.programmes import Programmes
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.store.failures import NotAStore, UnknownFormat
from sipforms.store.files import STORE_FILE
from sipforms.store.opening import read_facts

PROGRAMME = "voksen"
"""The programme that is shown where none is named."""
USUAL, COUNTRY = "facility", "country"


def demo_folder(programme: str = PROGRAMME, size: str = USUAL) -> Path:
    """Where a programme's demonstration keeps its invented citizens: of one facility, of so many, of a country."""
    return Path(platformdirs.user_data_dir("sipforms", appauthor=False)) / "demos" / programme / size


def must_be_told(invention: Invention) -> None:
    """Refuse a country of unknown size, and two sizes at once."""
    if invention.country and invention.citizens is not None:
        raise click.UsageError(_("Write either `--citizens` or `--country`."))
    if invention.country and invention.programme.demonstration.facilities is None:
        raise click.UsageError(
            _(
                "{programme} does not say how large the country is. "
                "Write it in programme.yaml, such as `demonstration: {example}`, or try `--citizens 200`."
            ).format(programme=plain(invention.programme.title), example="{facilities: 8, placements: 572}")
        )


def is_made(folder: Path) -> bool:
    """True for a demonstration that this version can open. A store of real people in its place is refused."""
    _must_not_be_real(folder)
    try:
        return read_facts(folder).is_demo
    except NotAStore:
        return False
    except UnknownFormat as fault:
        raise click.ClickException(
            _("The demonstration was made by a newer sipforms; `sipforms demo --fresh` begins again.")
        ) from fault


def forget(folder: Path) -> None:
    """Take the demonstration away, whatever version made it; a store of real people is refused."""
    _must_not_be_real(folder)
    rmtree(folder, ignore_errors=True)


def _must_not_be_real(folder: Path) -> None:
    """Looks at the one word itself, so that a store of any version, damaged ones too, counts."""
    try:
        is_real = b'"real"' in (folder / STORE_FILE).read_bytes()
    except OSError:
        return
    if is_real:
        raise click.ClickException(
            _("In {folder}, where the demonstration belongs, is a store of real people. Nothing was touched.").format(
                folder=folder
            )
        )


def invention_of(
    found: Programmes,
    programme: str,
    vocabulary: Vocabulary,
    citizens: int | None = None,
    *,
    country: bool = False,
) -> Invention:
    """Which citizens are invented."""
    return Invention(
        programme=found.by_id[programme],
        bundle=found.bundles[programme],
        text=_("Made up for the demonstration."),
        vocabulary=vocabulary,
        citizens=citizens,
        country=country,
    )


def make(folder: Path, invention: Invention, moment: datetime) -> None:
    """Invent citizens with their answers so far, with a progress bar on standard error."""
    done = 0
    unanswerable: tuple[str, ...] = ()
    bar = click.progressbar(length=invention.size, label=_("Inventing citizens"), file=sys.stderr)
    with closing(make_demo_store(folder, invention, moment)) as making, bar:
        for step in making:
            bar.update(step.done - done)
            done, unanswerable = step.done, step.unanswerable
    for name in unanswerable:
        title = plain(invention.programme.questionnaires[name].title)
        click.echo(
            _("{title} stays empty: no answers were found that all of its rules allow.").format(title=title), err=True
        )
