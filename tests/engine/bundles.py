"""The programmes that tests of asking run over: every shipped one, and the small ones made for testing."""

from functools import cache
from pathlib import Path

from sipforms.actions.library import Library
from sipforms.engine.build import build
from sipforms.engine.programme import Programme, Questionnaire

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "bundles" / "good"


@cache
def built(folder: Path) -> Programme:
    """The programme in a folder, with what it extends."""
    return build(Library().open(folder))


def small(name: str) -> Programme:
    """One of the small programmes."""
    return built(SMALL / name)


@cache
def all_questionnaires() -> tuple[tuple[Programme, Questionnaire], ...]:
    """Every questionnaire of every programme."""
    folders = sorted(
        path.parent for path in (*(ROOT / "programs").glob("*/programme.yaml"), *SMALL.glob("*/programme.yaml"))
    )
    return tuple((built(folder), one) for folder in folders for one in built(folder).questionnaires.values())


def name_of(case: object) -> str:
    """What pytest calls a case."""
    return f"{case[0].id}.{case[1].id}" if isinstance(case, tuple) else str(case)
