"""A scorer of the programme's own."""

from collections.abc import Iterable

from sipforms.engine.hookspecs import hookimpl
from sipforms.engine.score.scorer import Scorer


@hookimpl
def scorer() -> Iterable[Scorer]:
    return ()
