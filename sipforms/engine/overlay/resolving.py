"""From a bundle that extends another to one bundle that says everything."""

from collections.abc import Mapping
from dataclasses import replace

from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.overlay.bases import Base, Bases
from sipforms.engine.overlay.extending import PROGRAMME, Extends, extends_of, id_of, version_of
from sipforms.engine.overlay.laying import laid_over
from sipforms.engine.problem import Problem
from sipforms.engine.read.bundle import EXTENDED, Bundle, bundle_from

MOST_BASES = 4
"""How many bundles may stand on each other: a programme, an area's variant of it, a facility's variant of that ..."""


def resolve(bundle: Bundle, around: Bases) -> Bundle:
    """The bundle together with what it extends; a bundle that extends nothing is returned as it is.

    What cannot be found is a problem of the bundle, which then stays alone. What a base in turn extends in vain is a
    mistake of that base.
    """
    if extends_of(bundle) is None:
        return bundle
    chain = [Base(bundle=bundle, at="", around=around)]
    while (wanted := extends_of(chain[-1].bundle)) is not None:
        base = _chosen(chain, wanted)
        if isinstance(base, Problem):
            return _in_vain(chain, base)
        chain.append(base)
    return _put_together(chain)


def reopened(name: str, files: Mapping[str, bytes]) -> Bundle:
    """The bundle from the files that define it, such as a store's snapshot; what it extends is among them."""
    below = {file.removeprefix(EXTENDED): content for file, content in files.items() if file.startswith(EXTENDED)}
    own = bundle_from(name, {file: content for file, content in files.items() if not file.startswith(EXTENDED)})
    return laid_over(own, reopened(name, below), EXTENDED.rstrip("/")) if below else own


def _put_together(chain: list[Base]) -> Bundle:
    """The bundles of the chain laid on each other, the last one at the bottom."""
    whole, at = chain[-1].bundle, chain[-1].at
    for link in reversed(chain[:-1]):
        whole, at = laid_over(link.bundle, whole, at), link.at
    return whole


def _chosen(chain: list[Base], wanted: Extends) -> Base | Problem:
    """The nearest bundle of a version that is taken, and that does not stand in the chain already."""
    last = chain[-1]
    candidates = list(last.around.named(wanted.id))
    trail = {link.around.where for link in chain}
    fitting = [one for one in candidates if wanted.takes(one.bundle)]
    base = next((one for one in fitting if one.around.where not in trail), None)
    if base is not None and len(chain) <= MOST_BASES:
        return base
    at = chain[0].bundle.sources[PROGRAMME].place(("extends",))
    if base is not None:
        return found("extends-too-deep", at, limit=MOST_BASES)
    if fitting:
        return found("extends-circle", at, names=(*(id_of(link.bundle) for link in chain), wanted.id))
    return _not_there(last, wanted, [one.bundle for one in candidates if one.around.where not in trail])


def _not_there(asking: Base, wanted: Extends, of_other_versions: list[Bundle]) -> Problem:
    at = asking.bundle.sources[PROGRAMME].place(("extends",))
    if of_other_versions:
        versions = tuple(version_of(one) for one in of_other_versions)
        newest = max(versions, key=_numbers)
        suggestion = f"{wanted.id}@{newest.partition('.')[0]}" if newest[:1].isdigit() else ""
        asked = f"{wanted.major}.{wanted.minor}" if wanted.minor else str(wanted.major)
        return found("base-version", at, name=wanted.id, asked=asked, versions=versions, suggestion=suggestion)
    known = tuple(one for one in asking.around.ids() if one != id_of(asking.bundle))
    near = nearest(wanted.id, known)
    versions = tuple(version_of(one.bundle) for one in asking.around.named(near)) if near else ()
    suggestion = f"{near}@{versions[0].partition('.')[0]}" if versions else ""
    return found("unknown-base", at, name=wanted.id, suggestion=suggestion, known=known)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part[:9]) for part in version.split(".") if part.isdecimal())


def _in_vain(chain: list[Base], problem: Problem) -> Bundle:
    """Where the chain ends before its end: a circle is everybody's mistake, the rest is that of who asks in vain."""
    if problem.code in ("extends-circle", "extends-too-deep") or len(chain) == 1:
        return _with(chain[0].bundle, problem)
    last = replace(chain[-1], bundle=_with(chain[-1].bundle, problem))
    return _put_together([*chain[:-1], last])


def _with(bundle: Bundle, problem: Problem) -> Bundle:
    return replace(bundle, problems=(*bundle.problems, problem))
