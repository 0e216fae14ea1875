"""What a bundle holds at the place of a problem, for a snippet that is filled in with the author's own words."""

from dataclasses import dataclass

from sipforms.engine.problem import Place, Problem
from sipforms.engine.read.bundle import Bundle
from sipforms.engine.read.marks import Steps, steps_to
from sipforms.engine.response import Json

SCALES, PROGRAMME = "scales.yaml", "programme.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A problem and the bundle it is in; ``steps`` lead to what it is about, where that can be told."""

    problem: Problem
    bundle: Bundle
    steps: Steps

    def fact(self, name: str) -> str:
        """A fact of the problem as text; empty where there is none."""
        return str(self.problem.facts.get(name, ""))

    def listed(self, name: str) -> tuple[str, ...]:
        """A fact that is a list."""
        fact = self.problem.facts.get(name, ())
        return fact if isinstance(fact, tuple) else ()

    @property
    def here(self) -> Json:
        """The value that the problem is about."""
        return self.at(self.steps)

    def at(self, steps: Steps, file: str = "") -> Json:
        """What a file says at some steps, mostly the problem's own file; nothing where there is no such thing."""
        source = self.bundle.sources.get(file or self.problem.place.file)
        value = None if source is None else source.data
        for step in steps:
            if isinstance(value, dict):
                value = value.get(str(step))
            else:
                value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
        return value

    def names(self, folder: str) -> tuple[str, ...]:
        """The names of the files in a folder of the bundle, such as its questionnaires."""
        return tuple(name for name, _ in self.bundle.folder_of(folder))

    @property
    def scales(self) -> tuple[str, ...]:
        """The names of the scales for one answer."""
        defs = self.at(("$defs",), SCALES)
        return tuple(name for name, what in _items(defs) if isinstance(what, dict) and "oneOf" in what)

    def dimensions(self, scale: Json) -> tuple[str, ...]:
        """The dimensions that a scale of that name has."""
        listed = self.at(("$defs", str(scale), "dimensions"), SCALES)
        return tuple(str(one) for one in listed) if isinstance(listed, list) else ()

    def question(self, path: str) -> Json:
        """What the problem's questionnaire says of a question; nothing where it has no such entry of its own."""
        file = self.problem.place.file
        steps: list[str] = []
        for step in path.split("."):
            steps += ["properties", step]
        return self.at(tuple(steps), file) if file.startswith("questionnaires/") else None


def spot_of(problem: Problem, bundle: Bundle) -> Spot:
    """Where the problem is, as far as the file could be read."""
    source = bundle.sources.get(problem.place.file)
    steps = () if source is None else steps_to(source.root, *_from_zero(problem.place))
    return Spot(problem=problem, bundle=bundle, steps=steps)


def _from_zero(place: Place) -> tuple[int, int, int]:
    return place.line - 1, place.column - 1, place.length


def _items(value: Json) -> tuple[tuple[str, Json], ...]:
    return tuple(value.items()) if isinstance(value, dict) else ()
