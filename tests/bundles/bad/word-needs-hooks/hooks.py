"""A scorer of the programme's own."""

from collections.abc import Iterable

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Scorer


@hookimpl
def scorers() -> Iterable[Scorer]:
    return (Scorer(name="maen", **EVERYTHING_ELSE),)
