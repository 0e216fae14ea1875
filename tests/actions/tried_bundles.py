"""The small programme that tests of examples are about, with examples of their own."""

from datetime import date
from functools import cache
from pathlib import Path

from sipforms.actions.trying.example import examples_of
from sipforms.actions.trying.outcome import Trying
from sipforms.actions.trying.run import Tried, try_all
from sipforms.actions.trying.written import WrittenParts
from sipforms.actions.vocabulary import open_vocabulary
from sipforms.engine.build import build
from sipforms.engine.read.bundle import Bundle, bundle_from, read
from sipforms.engine.vocabulary import Vocabulary

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TODAY = date(2026, 11, 22)


@cache
def words() -> Vocabulary:
    return open_vocabulary(installed=False)


@cache
def puls() -> Bundle:
    return read(EXAMPLES / "puls")


def with_examples(text: str, files: dict[str, str] | None = None, bundle: Bundle | None = None) -> Bundle:
    """The small programme with this text as its file of examples, and other files instead of its own."""
    base = dict((bundle or puls()).files)
    changed = {name: one.encode() for name, one in {**(files or {}), "examples/puls.yaml": text}.items()}
    return bundle_from("puls", {**base, **changed})


def trying(bundle: Bundle) -> tuple[Trying, tuple[Tried, ...], WrittenParts]:
    """The bundle's examples tried."""
    made = Trying(programme=build(bundle), vocabulary=words(), today=TODAY)
    return made, try_all(made, examples_of(bundle)), WrittenParts(bundle=bundle, vocabulary=words())
