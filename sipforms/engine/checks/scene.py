"""Everything that sense checks look at.

The files as far as their shape is right, their definitions, trees and places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sipforms.engine.ask.places import Places, places_in
from sipforms.engine.build import build, build_noting, build_unworded
from sipforms.engine.build.data import Node, node, nodes, texts
from sipforms.engine.checks.aloud import Saying, Text, sayings
from sipforms.engine.checks.planting import Planting
from sipforms.engine.checks.references import circle
from sipforms.engine.checks.shaped import Shaped
from sipforms.engine.checks.tree import Branch, Spot
from sipforms.engine.problem import Place
from sipforms.engine.programme import Programme
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps
from sipforms.engine.score.indicator_issues import Examined, examined
from sipforms.engine.vocabulary import Vocabulary

PROGRAMME, SCALES = "programme.yaml", "scales.yaml"
INDICATORS, REPORTS = "indicators.yaml", "reports.yaml"
_TEXTS_OF = {SCALES: "scales.", INDICATORS: "indicators.", REPORTS: "reports.", PROGRAMME: "programme."}
"""What the paths of a file's texts begin with."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its texts by path, and their file; the programme's own has neither."""

    name: str
    file: str
    texts: Node


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A bundle under examination."""

    bundle: Bundle
    vocabulary: Vocabulary
    files: Mapping[str, Shaped]

    def data(self, file: str) -> Node:
        """What a file says, as far as its shape is right; empty where there is no such file."""
        return node(self.files[file].data) if file in self.files else {}

    def place(self, file: str, steps: Steps = (), *, key: bool = False) -> Place:
        """Where the value at the steps stands, or its key."""
        return self.files[file].source.place(steps, key=key) if file in self.files else Place(file=file)

    def at(self, spot: Spot, *steps: str | int, key: bool = False) -> Place:
        """Where a value below the spot stands, or its key."""
        return self.place(spot.file, (*spot.steps, *steps), key=key)

    def is_sound(self, file: str, *steps: str | int) -> bool:
        """True when nothing at or below the steps was refused, so that what is not there is really not there."""
        return file not in self.files or (self.files[file].readable and steps not in self.files[file].around_damage)

    @cached_property
    def programme(self) -> Node:
        """What programme.yaml says."""
        return self.data(PROGRAMME)

    @cached_property
    def defs(self) -> Mapping[str, Node]:
        """The shared definitions by name."""
        return {name: node(what) for name, what in node(self.data(SCALES).get("$defs")).items()}

    @cached_property
    def knows_all_defs(self) -> bool:
        """False where a definition may be missing only because scales.yaml has mistakes of its own."""
        return SCALES not in self.files or isinstance(self.data(SCALES).get("$defs"), dict)

    @cached_property
    def _plantings(self) -> Mapping[str, tuple[Branch, Planting]]:
        grown: dict[str, tuple[Branch, Planting]] = {}
        for id_, _ in self.bundle.folder_of("questionnaires"):
            planting = Planting(f"questionnaires/{id_}.yaml", self.files, self.defs)
            grown[id_] = (planting.root(), planting)
        return grown

    @cached_property
    def trees(self) -> Mapping[str, Branch]:
        """The tree of every questionnaire in the folder, by id."""
        return {id_: tree for id_, (tree, _) in self._plantings.items()}

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """What anything in a questionnaire is called, by the questionnaire's id."""
        return {id_: frozenset(one.path[-1] for one in tree.walk() if one.path) for id_, tree in self.trees.items()}

    @cached_property
    def overgrown(self) -> tuple[str, ...]:
        """The questionnaires that are too big to be followed to their end."""
        return tuple(id_ for id_, (_, planting) in self._plantings.items() if planting.overgrown)

    @cached_property
    def sunk(self) -> tuple[Spot, ...]:
        """Where shared areas stand too deep inside one another to be followed."""
        grown = (planting for _, planting in self._plantings.values() if not planting.overgrown)
        return tuple(planting.sunk for planting in grown if planting.sunk is not None)

    @cached_property
    def questionnaires(self) -> tuple[str, ...]:
        """The ids of all questionnaires: those listed, then those that only lie in the folder."""
        return tuple(dict.fromkeys((*texts(self.programme.get("questionnaires")), *self.trees)))

    @cached_property
    def branches(self) -> tuple[tuple[str, Branch], ...]:
        """Every branch of every questionnaire, with the questionnaire's id; walked once for all checks."""
        return tuple((id_, branch) for id_, tree in self.trees.items() for branch in tree.walk())

    @cached_property
    def circle(self) -> tuple[str, ...]:
        """Shared definitions that lead back to themselves."""
        return circle(self.defs)

    @cached_property
    def pruned(self) -> Bundle:
        """The bundle with every file as far as its shape is right."""
        sources = {file: replace(one.source, data=one.data) for file, one in self.files.items()}
        return replace(self.bundle, sources=sources)

    @property
    def _lists_questionnaires(self) -> bool:
        """False where programme.yaml is not there, cannot be read, or has lost its list: then nothing can be built."""
        return isinstance(self.programme.get("questionnaires"), list)

    @cached_property
    def _built(self) -> tuple[Programme | None, Mapping[str, str]]:
        if self.circle or self.overgrown or not self._lists_questionnaires:
            return None, {}
        is_translated = any(file.startswith("translations/") for file in self.files)
        return build_noting(self.pruned) if is_translated else (build_unworded(self.pruned), {})

    @property
    def built(self) -> Programme | None:
        """The programme built from what is right in the bundle, or nothing where it has no end."""
        return self._built[0]

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The programme's own language, which has no texts but those written, then each it is translated into."""
        own = str(self.programme.get("language", "da"))
        others = (name for name, _ in self.bundle.folder_of("translations") if name != own)
        files = ((name, f"translations/{name}.yaml") for name in others)
        return (Language(own, "", {}), *(Language(name, file, self.data(file)) for name, file in files))

    @cached_property
    def sayings(self) -> Mapping[str, tuple[Saying, ...]]:
        """What is said of each question, by questionnaire."""
        return {id_: tuple(sayings(id_, tree, self.defs)) for id_, tree in self.trees.items()}

    def blamed(self, text: Text, language: Language) -> Place | None:
        """Where a text stands in that language; nothing where it is only written in the programme's own."""
        if not language.file:
            return self.at(text.at())
        return self.place(language.file, (text.path,)) if text.path in language.texts else None

    @cached_property
    def worded(self) -> Programme | None:
        """The same with the words of questions, built once more where no translation has asked for them."""
        built, texts = self._built
        return built if built is None or texts else build(self.pruned)

    @cached_property
    def examined(self) -> Examined:
        """The indicators as the scoring engine sees them."""
        return Examined(issues=(), plans={}) if self.built is None else examined(self.built, self.vocabulary)

    def places_of(self, questionnaire: str) -> Places:
        """The questions of one of the questionnaires built, by path, and what its conditions match; made once."""
        if questionnaire not in self._places and self.built is not None:
            built = self.built.questionnaires[questionnaire]
            self._places[questionnaire] = places_in(built.entries, (check.condition for check in built.checks))
        return self._places[questionnaire]

    @cached_property
    def _places(self) -> dict[str, Places]:
        return {}

    @property
    def texts(self) -> Mapping[str, str] | None:
        """Every text that can be translated, by path; nothing where there are no translations to be looked at."""
        programme, texts = self._built
        return None if programme is None else texts

    @cached_property
    def unclear_texts(self) -> tuple[str, ...]:
        """Beginnings of the paths of texts about which nothing follows: what they are about was refused."""
        asked = (".".join((id_, *branch.path)) for id_, branch in self.branches if branch.kind == "unclear")
        damaged = (
            f"{_TEXTS_OF.get(file, '')}{'.'.join(str(step) for step in path[skip:][:2])}"
            for file, skip in ((SCALES, 1), (INDICATORS, 0), (REPORTS, 0), (PROGRAMME, 0))
            for path in (self.files[file].damaged if file in self.files else ())
            if len(path) > skip
        )
        gone = (
            _TEXTS_OF[file].rstrip(".") for file in _TEXTS_OF if file in self.files and not self.files[file].readable
        )
        listed = texts(self.programme.get("questionnaires"))
        questionnaires = (
            id_
            for id_ in self.questionnaires
            if id_ not in listed or id_ not in self.trees or not self.is_sound(f"questionnaires/{id_}.yaml")
        )
        scales = () if self.knows_all_defs else ("scales",)
        return (*asked, *damaged, *gone, *scales, *questionnaires)

    @cached_property
    def written_indicators(self) -> Mapping[str, str]:
        """Every indicator's id, and the id that it was written under (another one where ``forEach`` wrote it out)."""
        found: dict[str, str] = {}
        for id_, one in self.data(INDICATORS).items():
            tree = self.trees.get(str(node(one).get("questionnaire"))) if "forEach" in node(one) else None
            areas = [child.path[0] for child in tree.children.values() if child.kind == "area"] if tree else []
            found.update({id_.replace("{area}", area): id_ for area in areas} if "forEach" in node(one) else {id_: id_})
        return found

    @cached_property
    def indicators(self) -> tuple[str, ...] | None:
        """The ids of all indicators, or nothing where some may be missing only because of other mistakes."""
        doubtful = any(branch.kind == "unclear" for tree in self.trees.values() for branch in tree.children.values())
        if doubtful or not self.is_sound(INDICATORS) or any(tree.kind == "unclear" for tree in self.trees.values()):
            return None
        if any("forEach" in node(one) and not self._has_tree(node(one)) for one in self.data(INDICATORS).values()):
            return None
        return tuple(self.written_indicators)

    def _has_tree(self, indicator: Node) -> bool:
        """False for an indicator about a questionnaire that is not there, so that its areas are not known."""
        return str(indicator.get("questionnaire")) in self.trees

    def check_ids(self, questionnaire: str) -> tuple[str, ...]:
        """The ids of all checks of a questionnaire."""
        return self._check_ids[questionnaire]

    @cached_property
    def _check_ids(self) -> Mapping[str, tuple[str, ...]]:
        """By questionnaire; looked at for every example, so walked once."""
        found: dict[str, list[str]] = {id_: [] for id_ in self.trees}
        for id_, branch in self.branches:
            found[id_] += [str(one.get("id")) for one in nodes(branch.what.get("checks"))]
        return {id_: tuple(ids) for id_, ids in found.items()}
