"""What tests of checking start from: our own plug-ins' words, and bundles made of files in memory."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sipforms.engine.check import check
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import Bundle, bundle_from
from sipforms.engine.vocabulary import Vocabulary, collect, plugin_manager
from sipforms.plugins import builtin_plugins

BUNDLES = Path(__file__).resolve().parent.parent / "bundles"
PROGRAMS = BUNDLES.parent.parent / "programs"
SMALL = {
    "programme.yaml": "id: lille\ntitle: Lille\nversion: 1.0.0\nlanguage: da\nquestionnaires: [puls]\n",
    "questionnaires/puls.yaml": "title: Puls\nproperties:\n  glad: {title: Er du glad?, type: boolean}\n",
}


@cache
def words() -> Vocabulary:
    """The words of our own plug-ins."""
    return collect(plugin_manager(builtin_plugins(), installed=False))


def bundle(files: Mapping[str, str | bytes] | None = None, *, name: str = "lille") -> Bundle:
    """The smallest good bundle, with other files beside or instead of its own."""
    texts = {**SMALL, **(files or {})}
    return bundle_from(name, {file: one.encode() if isinstance(one, str) else one for file, one in texts.items()})


def problems(files: Mapping[str, str | bytes] | None = None) -> tuple[Problem, ...]:
    """What is wrong with that bundle."""
    return check(bundle(files), words())


def folders(where: Path) -> list[Path]:
    """The bundles in a folder, each of which may lack its programme.yaml on purpose."""
    return sorted(path for path in where.iterdir() if path.is_dir())
