"""Questions that nobody can ever be asked, and conditions on showing that decide nothing."""

from collections.abc import Iterator

from sipforms.engine.build.data import texts
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.proofs.proving import Constant, Proving, constants, names_in, place_of, told, whole
from sipforms.engine.checks.proofs.stated import Around, Stated
from sipforms.engine.problem import Place, Problem


def of_showing(proving: Proving, one: Stated) -> Iterator[Problem]:
    """What is wrong with one ``visibleIf``."""
    decided = tuple(constants(proving, one, True))
    never = whole(proving, one, True, decided)
    if never is not None and not never.truth:
        yield _never_asked(proving, one, never)
        return
    yield from (told(proving, one, constant) for constant in decided)
    if not decided:
        yield from _against_what_is_around(proving, one)


def of_deciding(proving: Proving, one: Stated) -> Iterator[Problem]:
    """What is wrong with one ``locked`` or ``gate``: it, or a part of it, decides nothing."""
    yield from (told(proving, one, constant) for constant in constants(proving, one, True))


def of_target_groups(proving: Proving, around: Around) -> Iterator[Problem]:
    """``only`` and ``without`` that leave nobody who is asked."""
    branch, reader = around.branch, proving.reader
    mine = tuple(word for word in ("only", "without") if word in branch.what)
    if not mine or reader.for_groups(branch.path[:-1]) is False:
        return
    if proving.is_never(reader.for_groups(branch.path)):
        spot = branch.spot_of(mine[0])
        yield found(
            "no-target-group-left",
            proving.scene.at(spot, mine[0], key=True),
            name=branch.name,
            names=texts(branch.what.get(mine[0])),
        )


def required_at(proving: Proving, around: Around) -> Place | None:
    """Where what stands around it says that it is required."""
    if not around.branch.path:
        return None
    id_ = around.branch.path[-1]
    parent = around.within[-1].branch if around.within else None
    holder = parent.what if parent is not None else proving.scene.data(around.branch.spot.file)
    if around.row is not None and parent is not None and parent.kind == "rows":
        holder, inside = parent.children["*"].what, parent.children["*"]
        spot = inside.spot
    elif parent is not None:
        spot = parent.spot_of("required")
    else:
        spot = None
    listed = texts(holder.get("required"))
    if id_ not in listed:
        return None
    steps = ("required", listed.index(id_))
    return proving.scene.at(spot, *steps) if spot is not None else proving.scene.place(around.branch.spot.file, steps)


def _never_asked(proving: Proving, one: Stated, never: Constant) -> Problem:
    """Its own condition can never be true."""
    place, names = place_of(proving, one, never), names_in(never.part.condition)
    required = required_at(proving, one.around)
    if required is not None:
        return found("required-never-asked", place, also=required, name=one.name, names=names)
    return found("never-asked", place, name=one.name, names=names)


def _against_what_is_around(proving: Proving, one: Stated) -> Iterator[Problem]:
    """The condition can be true, but never where everything around it is."""
    around = one.around
    outer, own = proving.asked(around, itself=False), proving.formula(one)
    if outer is True or not proving.is_never(outer, own) or proving.is_never(outer):
        return
    place, required = one.key(proving.scene), required_at(proving, around)
    culprit, what = _culprit(proving, around, one)
    names = tuple(dict.fromkeys((*names_in(one.condition), *what)))
    if required is not None:
        yield found("required-never-asked", place, also=required, name=one.name, names=names)
    else:
        yield found("never-asked-here", place, also=culprit, name=one.name, names=names)


def _culprit(proving: Proving, around: Around, one: Stated) -> tuple[Place, tuple[str, ...]]:
    """What around it the condition can never be true together with, and the questions or target groups it names."""
    own = proving.formula(one)
    for other in reversed((*around.within, around)):
        shown = other.shown_if
        if (
            other is not around
            and shown is not None
            and proving.is_never(proving.reader.formula(shown, other.row), own)
        ):
            return proving.scene.at(other.branch.spot_of("visibleIf"), "visibleIf", key=True), names_in(shown)
        for word in ("only", "without"):
            if word in other.branch.what and proving.is_never(proving.reader.for_groups(other.branch.path), own):
                return proving.scene.at(other.branch.spot_of(word), word, key=True), ()
    nearest = next((other for other in reversed(around.within) if other.shown_if is not None), around)
    word = "visibleIf" if nearest.shown_if is not None else "only"
    return proving.scene.at(nearest.branch.spot_of(word), word, key=True), names_in(nearest.shown_if)
