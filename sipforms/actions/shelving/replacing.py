"""What taking a programme would change: which one is in use now, which is older, and what differs in a few numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sipforms.actions.programmes import Programmes
from sipforms.actions.shelving.arriving import Arrived
from sipforms.actions.shelving.placing import folder_files
from sipforms.engine.programme import Programme


class Kind(StrEnum):
    """How what arrived stands to what is in use."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    CHANGED_SILENTLY = "changedSilently"
    BESIDE = "beside"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A questionnaire that is new, gone, or has another number of questions (none where it is not there)."""

    questionnaire: str
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What taking it would do. ``old`` is the programme in use now; ``there`` is its folder when on the same shelf.

    ``kind``: ``SAME`` is the same in every byte; ``BESIDE`` the same programme with other examples, code or texts for
    people; ``CHANGED_SILENTLY`` another programme under the same version; ``BROKEN`` replaces what cannot be used.
    """

    kind: Kind
    old: Programme | None = None
    there: Path | None = None
    differences: tuple[Difference, ...] = ()
    indicators: tuple[int, int] = (0, 0)
    hooks_change: bool = False

    @property
    def is_doubtful(self) -> bool:
        """True when somebody must say outright that it is meant."""
        return self.kind in {Kind.OLDER, Kind.CHANGED_SILENTLY}


def replacement(new: Arrived, found: Programmes, shelf: Path) -> Replacement:
    """What taking the programme would change on the shelf and in what is used."""
    there = shelf / new.programme.id
    old = found.by_id.get(new.programme.id)
    in_place = there if there.is_dir() else None
    if in_place is not None and any(broken.folder == there for broken in found.broken):
        return Replacement(kind=Kind.BROKEN, there=in_place)
    if old is None:
        return Replacement(kind=Kind.NEW, there=in_place)
    before = found.bundles[old.id]
    return Replacement(
        kind=_kind(new, old, in_place, found),
        old=old,
        there=in_place,
        differences=_differences(old, new.programme),
        indicators=(len(old.indicators), len(new.programme.indicators)),
        hooks_change=before.hooks != new.bundle.hooks,
    )


def _kind(new: Arrived, old: Programme, there: Path | None, found: Programmes) -> Kind:
    now, then = version_order(new.programme.version), version_order(old.version)
    if now != then:
        return Kind.NEWER if now > then else Kind.OLDER
    if new.programme.digest != old.digest:
        return Kind.CHANGED_SILENTLY
    same = there is not None and found.folders[old.id] == there and folder_files(there) == dict(new.files)
    return Kind.SAME if same else Kind.BESIDE


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Something that orders versions, however long their numbers are."""
    return tuple((len(part.lstrip("0")), part.lstrip("0")) for part in version.split("."))


def _differences(old: Programme, new: Programme) -> tuple[Difference, ...]:
    before, after = _counts(old), _counts(new)
    return tuple(
        Difference(
            questionnaire=id_,
            title=(new if id_ in after else old).questionnaires[id_].title,
            before=before.get(id_),
            after=after.get(id_),
        )
        for id_ in dict.fromkeys((*after, *before))
        if before.get(id_) != after.get(id_)
    )


def _counts(programme: Programme) -> Mapping[str, int]:
    return {one.id: len(list(one.questions())) for one in programme.questionnaires.values()}
