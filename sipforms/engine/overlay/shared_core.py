"""Which questions are asked exactly as in another programme, so that their answers can be compared across both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sipforms.engine.build import build
from sipforms.engine.paths import Path, dotted
from sipforms.engine.programme import Programme, Question, Scale
from sipforms.engine.read.bundle import Bundle


class Difference(StrEnum):
    """Why answers to a question mean something else, though it stands at the same place."""

    WORDING = "wording"
    KIND = "kind"
    OPTIONS = "options"
    DIRECTION = "direction"
    MODES = "modes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a programme, by its questionnaire and its path."""

    questionnaire: str
    path: Path

    @property
    def name(self) -> str:
        """``livskvalitet.relationer.venner.tilfredshed``."""
        return dotted((self.questionnaire, *self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOtherwise:
    """A question that both programmes ask, and what about it is not the same."""

    asked: Asked
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCore:
    """What two programmes have in common.

    ``same`` are the questions with one measurement signature in both; ``otherwise`` those that both ask, not in the
    same way; ``added`` those of the extending programme alone, ``left`` those of the extended one alone. A question
    counts where it is answered: an item with two dimensions is two questions.
    """

    base: str
    base_version: str
    same: tuple[Asked, ...]
    otherwise: tuple[AskedOtherwise, ...]
    added: tuple[Asked, ...]
    left: tuple[Asked, ...]

    @property
    def of(self) -> int:
        """How many questions the extended programme asks."""
        return len(self.same) + len(self.otherwise) + len(self.left)


def shared_core_of(bundle: Bundle) -> SharedCore | None:
    """The shared core of a checked overlay with what it extends; nothing for a bundle that extends nothing."""
    return None if bundle.base is None else shared_core(build(bundle), build(bundle.base))


def shared_core(programme: Programme, base: Programme) -> SharedCore:
    """What the programme asks exactly as the other one does, and what not.

    Questions are the same by questionnaire and path; one that has moved is known by its ``concept``.
    """
    ours, theirs = dict(_questions(programme)), dict(_questions(base))
    found = {asked: asked for asked in ours if asked in theirs}
    found |= _moved(ours, theirs, found)
    pairs = {asked: (ours[asked], theirs[there]) for asked, there in found.items()}
    same = tuple(asked for asked, (one, other) in pairs.items() if one.signature == other.signature)
    otherwise = tuple(
        AskedOtherwise(asked=asked, differences=tuple(_differences(programme, base, asked, found[asked])))
        for asked in pairs
        if asked not in set(same)
    )
    return SharedCore(
        base=base.id,
        base_version=base.version,
        same=same,
        otherwise=otherwise,
        added=tuple(asked for asked in ours if asked not in found),
        left=tuple(asked for asked in theirs if asked not in found.values()),
    )


def _questions(programme: Programme) -> Iterator[tuple[Asked, Question]]:
    for questionnaire in programme.questionnaires.values():
        for question in questionnaire.questions():
            yield Asked(questionnaire=questionnaire.id, path=question.path), question


def _moved(
    ours: Mapping[Asked, Question], theirs: Mapping[Asked, Question], found: Mapping[Asked, Asked]
) -> dict[Asked, Asked]:
    """Questions of the same concept and dimension that stand at different places."""
    there = {(one.concept, one.dimension): asked for asked, one in theirs.items() if one.concept and asked not in found}
    here = {asked: (one.concept, one.dimension) for asked, one in ours.items() if asked not in found}
    return {asked: there[concept] for asked, concept in here.items() if concept in there}


def _differences(programme: Programme, base: Programme, here: Asked, there: Asked) -> Iterator[Difference]:
    one, other = dict(_questions(programme))[here], dict(_questions(base))[there]
    if one.kind is not other.kind:
        yield Difference.KIND
    if _options(one.scale) != _options(other.scale):
        yield Difference.OPTIONS
    if (one.scale and one.scale.direction) != (other.scale and other.scale.direction):
        yield Difference.DIRECTION
    modes = (p.questionnaires[a.questionnaire].modes for p, a in ((programme, here), (base, there)))
    if len({tuple(sorted(each)) for each in modes}) > 1:
        yield Difference.MODES
    if _words(programme, here, one) != _words(base, there, other):
        yield Difference.WORDING


def _options(scale: Scale | None) -> list[tuple[object, ...]]:
    return [] if scale is None else [(one.value, one.title, one.missing) for one in scale.options]


def _words(programme: Programme, asked: Asked, question: Question) -> tuple[str | None, ...]:
    items = programme.questionnaires[asked.questionnaire].walk()
    title = next((one.title for one in items if one.path == question.item), None)
    return title, question.wording.title, question.wording.say
