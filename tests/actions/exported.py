"""An invented facility to export, and its exports by the ending of each file's name."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sipforms.actions.demonstration.store import Invention, make_demo_store
from sipforms.actions.export import Selection, Wish, blocks, survey
from sipforms.actions.programmes import Programmes
from sipforms.actions.workplace import Workplace, open_vocabulary
from sipforms.engine.offers import ExportFormat, ExportOptions
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.store.opening import open_store

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TOLD = "Noget hemmeligt."
PLAIN = ExportOptions()


def facility(folder: Path, bundle: Bundle, programme: Programme) -> Workplace:
    """A workplace over a demonstration store of four citizens, made in the folder."""
    list(make_demo_store(folder, Invention(bundle=bundle, programme=programme, text=TOLD, citizens=4), NOW))
    return Workplace(
        programmes=Programmes(by_id={programme.id: programme}, bundles={programme.id: bundle}),
        store=open_store(folder),
        vocabulary=open_vocabulary(installed=False),
        now=lambda: NOW,
        built={programme.digest: programme},
    )


def named(workplace: Workplace, name: str) -> ExportFormat:
    """The export format with that name."""
    return workplace.vocabulary.export_formats[name].offer


def written(
    workplace: Workplace, name: str, selection: Selection | None = None, options: ExportOptions = PLAIN
) -> dict[str, bytes]:
    """Every file of an export."""
    files: dict[str, bytes] = {}
    found = survey(workplace, selection or Selection())
    with TemporaryDirectory() as scratch:
        wish = Wish(form=named(workplace, name), options=options)
        for ending, block in blocks(workplace, found, wish, Path(scratch)):
            files[ending] = files.get(ending, b"") + block
    return files
