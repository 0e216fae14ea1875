"""Paths into another questionnaire: ``latest.baggrund.ramme.setting``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sipforms.engine.build.data import text
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.pathways import Looked, look_up
from sipforms.engine.checks.scene import PROGRAMME, Scene
from sipforms.engine.paths import LATEST, dotted, parsed
from sipforms.engine.problem import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Outward:
    """A path from one questionnaire (``asking``) into another, as ``written``; what it does not name is empty."""

    written: str
    asking: str
    questionnaire: str
    path: str

    @property
    def before(self) -> str:
        """What is written before the path inside the other questionnaire."""
        return self.written.removesuffix(self.path) if self.path else f"{self.written}."

    def looked(self, scene: Scene) -> Looked | None:
        """What it leads to there; nothing where there is no such questionnaire."""
        if self.questionnaire not in scene.trees:
            return None
        looked = look_up(scene, self.questionnaire, None, self.path)
        return replace(looked, written=self.written, before=self.before)

    def problems(self, scene: Scene, place: Place) -> Iterator[Problem]:
        """Why that questionnaire cannot be read, whatever the path says.

        There is no such one, it is the questionnaire itself, or one of the two is about the facility.
        """
        others = tuple(one for one in scene.questionnaires if one != self.asking)
        name = self.questionnaire
        if name == self.asking:
            yield found("latest-of-itself", place, name=self.written, path=self.path)
        elif name not in scene.questionnaires and name not in scene.trees:
            if scene.is_sound(PROGRAMME, "questionnaires"):
                yield found("unknown-questionnaire", place, name=name, suggestion=nearest(name, others), known=others)
        elif not self.path:
            yield found("latest-names-no-question", place, name=self.written, suggestion=self._first_question(scene))
        elif _is_of_facility(scene, name) is not _is_of_facility(scene, self.asking):
            yield found("latest-out-of-reach", place, name=name, questionnaire=self.asking)

    def _first_question(self, scene: Scene) -> str:
        questions = scene.trees[self.questionnaire].questions() if self.questionnaire in scene.trees else ()
        first = next((one for one in questions if "*" not in one.path), None)
        return "" if first is None else self.before + dotted(first.path)


def outward(asking: str, written: str) -> Outward | None:
    """What ``latest.baggrund.ramme.setting`` means in that questionnaire; nothing for a path inside itself."""
    first, _, rest = written.partition(".")
    questionnaire, _, path = rest.partition(".")
    if parsed(first) != (LATEST,):
        return None
    return Outward(written=written, asking=asking, questionnaire=questionnaire, path=path)


def from_outside(asking: str, written: str) -> Outward:
    """What ``baggrund.ramme.setting`` means in a rule of the schedule about the questionnaire ``asking``."""
    questionnaire, _, path = written.partition(".")
    return Outward(written=written, asking=asking, questionnaire=questionnaire, path=path)


def _is_of_facility(scene: Scene, questionnaire: str) -> bool:
    tree = scene.trees.get(questionnaire)
    return tree is not None and text(tree.what.get("subject")) == "facility"
