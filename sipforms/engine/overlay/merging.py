"""One YAML file of an overlay laid over the same file of what it extends, value by value."""

from dataclasses import dataclass
from typing import cast

from sipforms.engine.build.data import Node, node
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.overlay.changing import Changes
from sipforms.engine.overlay.extending import PROGRAMME
from sipforms.engine.overlay.layers import Both, Neighbours, Written, entry, is_neighbour, is_placed, unplaced
from sipforms.engine.overlay.listing import together, without_gone
from sipforms.engine.overlay.parts import Target, name_of
from sipforms.engine.overlay.placing import ordered
from sipforms.engine.overlay.ruling import NOT_INHERITED, PLACING, adds_words, is_free, is_whole, measures
from sipforms.engine.problem import Problem
from sipforms.engine.read.marks import Mark, Steps, of_next_file
from sipforms.engine.read.source import Source
from sipforms.engine.response import Json


def merged(file: str, mine: Source, theirs: Source, changes: Changes, problems: list[Problem]) -> Written:
    """What both files say together, each value with its mark."""
    merging = Merging(file=file, mine=mine, theirs=theirs, changes=changes, problems=problems)
    data, mark = merging.mapping(Both((_whole(theirs), theirs.root), (_whole(mine), mine.root)))
    return data, (*mine.root[:6], mark[6])


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """One file while it is laid over the other."""

    file: str
    mine: Source
    theirs: Source
    changes: Changes
    problems: list[Problem]

    def value(self, both: Both) -> Written:
        """A value that both have: the same, put together, exchanged as was said, or changed without a word."""
        theirs, own = both.theirs[0], both.own[0]
        if (exchanged := self._exchanged(both)) is not None:
            return exchanged
        if Target(self.file, both.at) in self.changes.removed:
            self._tell_removed(both, self.changes.removed[Target(self.file, both.at)])
        if isinstance(theirs, dict) and isinstance(own, dict) and not is_whole(self.file, both.at):
            return self.mapping(both)
        if isinstance(theirs, list) and isinstance(own, list) and (one := together(self, both)) is not None:
            return one
        if type(theirs) is type(own) and theirs == own:
            return self.adopted(both.theirs, both.at)
        self.tell_if_silent(both)
        return both.own

    def _exchanged(self, both: Both) -> Written | None:
        """The overlay's value where nothing of the base's is wanted; nothing where both count."""
        replaced = self.changes.replaced.get(Target(self.file, both.at))
        if replaced is not None:
            self.changes.used.add(replaced)
            self.changes.reworded.add(replaced)
        elif not self._is_the_base_only(both.at):
            return None
        return unplaced(both.own, both.at)

    def mapping(self, both: Both) -> Written:
        """Two mappings by key: the base's keys in their order, then what the overlay adds."""
        theirs, own = cast("Node", both.theirs[0]), cast("Node", both.own[0])
        kept: dict[str, Written] = {}
        for key in theirs:
            at = (*both.at, key)
            if key in own:
                value, mark = self.value(both.inside(key, key))
                kept[key] = value, (*entry(both.own, key)[1][:3], *mark[3:])
            elif not self._is_left(at):
                value, mark = self.adopted(entry(both.theirs, key), at)
                if value != [] or theirs[key] == []:
                    kept[key] = value, mark
        is_of_entries = both.at[-1:] == ("properties",)
        for key in (one for one in own if one not in theirs):
            if key in PLACING and is_placed(both.at) and is_neighbour(own[key]):
                continue
            kept[key] = unplaced(entry(both.own, key), (*both.at, key))
            self._tell_if_measuring(both, key)
        return self._in_order(both, kept) if is_of_entries else _mapping(kept, both.own[1])

    def adopted(self, written: Written, at: Steps) -> Written:
        """A value of the base without what is removed from it."""
        value, mark = written
        if isinstance(value, list) and self.changes.removed and adds_words(at):
            return without_gone(self, written, at)
        if not isinstance(value, dict | list) or not self._is_touched(at):
            return value, of_next_file(mark)
        shell = of_next_file((*mark[:6], None))
        if isinstance(value, dict):
            steps = (key for key in value if not self._is_left((*at, key)))
            kept = {key: self.adopted(entry(written, key), (*at, key)) for key in steps}
            return _mapping({key: one for key, one in kept.items() if one[0] != [] or value[key] == []}, shell)
        numbers = (number for number in range(len(value)) if not self._is_left((*at, number)))
        values = [self.adopted(entry(written, number), (*at, number)) for number in numbers]
        return [one for one, _ in values], (*shell[:6], [one for _, one in values])

    def wish(self, written: Json, own_at: Steps, name: str, neighbours: Neighbours) -> tuple[str, str] | None:
        """Beside what an entry or option wants to stand, told where that is not there."""
        for where in sorted(PLACING & node(written).keys()):
            beside = node(written)[where]
            if not is_neighbour(beside):
                continue
            if str(beside) in neighbours.there and str(beside) != name:
                return where, str(beside)
            place, known = self.mine.place((*own_at, where)), neighbours.names
            near = nearest(str(beside), (one for one in known if one != name))
            problem = found("unknown-neighbour", place, name=str(beside), suggestion=near, known=known)
            self.problems.append(problem)
        return None

    def tell_if_silent(self, both: Both) -> None:
        """The overlay has another value: a problem unless that was said, or needs not be."""
        at, place = both.at, self.mine.place(both.own_at)
        name = name_of(self.changes.names, self.file, at)
        if self.file == PROGRAMME and at == ("language",):
            before, wanted, base = self.changes.place(self.theirs, at), str(both.theirs[0]), self.changes.base_name
            written = str(both.own[0])
            self.problems.append(found("base-language", place, also=before, name=written, suggestion=wanted, base=base))
        elif is_free(self.file, at):
            self.changes.reworded.add(name)
        else:
            before = self.changes.place(self.theirs, at)
            self.problems.append(found("silent-override", place, also=before, name=name, base=self.changes.base_name))

    def tell_if_on_a_scale(self, both: Both, own_number: int) -> None:
        """The overlay has an option more: on a scale with a direction, all its answers would mean something else."""
        scale: Json = self.theirs.data
        for step in both.at[:-1]:
            scale = entry((scale, self.theirs.root), step)[0]
        if both.at[-1] != "oneOf" or node(scale).get("direction", "none") == "none":
            return
        steps = both.at[:-1]
        name, before = name_of(self.changes.names, self.file, steps), self.changes.place(self.theirs, steps, key=True)
        step = str(node(both.own_list()[own_number]).get("const"))
        place = self.mine.place((*both.own_at, own_number, "const"))
        problem = found("scale-added-to", place, also=before, name=name, step=step, base=self.changes.base_name)
        self.problems.append(problem)

    def _in_order(self, both: Both, kept: dict[str, Written]) -> Written:
        """Entries in the base's order, with those of the overlay where they want to stand."""
        own = cast("Node", both.own[0])
        wishes, neighbours = {}, Neighbours(kept)
        for key in own:
            wish = self.wish(own[key], (*both.own_at, key), key, neighbours)
            if wish is not None:
                wishes[key] = wish
        order = ordered(list(kept), wishes) if wishes else list(kept)
        return _mapping({key: kept[key] for key in order}, both.own[1])

    def _is_left(self, at: Steps) -> bool:
        """True for what is removed, and for what programme.yaml says of the base only."""
        return self._is_the_base_only(at) or Target(self.file, at) in self.changes.removed

    def _is_the_base_only(self, at: Steps) -> bool:
        return self.file == PROGRAMME and len(at) == 1 and at[0] in NOT_INHERITED

    def _is_touched(self, at: Steps) -> bool:
        return bool(self.changes.removed) and self.changes.touches(self.file, at)

    def _tell_removed(self, both: Both, path: str) -> None:
        place, again = self.changes.places["remove", path], self.mine.place(both.own_at, key=True)
        self.problems.append(found("removed-and-written", place, also=again, name=path))

    def _tell_if_measuring(self, both: Both, key: str) -> None:
        value = cast("Node", both.own[0])[key]
        if not measures(self.file, both.at, key) or (key == "type" and value == "object"):
            return
        name = name_of(self.changes.names, self.file, both.at)
        place, before = self.mine.place((*both.own_at, key)), self.changes.place(self.theirs, both.at, key=True)
        self.problems.append(found("silent-override", place, also=before, name=name, base=self.changes.base_name))


def _whole(source: Source) -> Json:
    return source.data if isinstance(source.data, dict) else {}


def _mapping(kept: dict[str, Written], mark: Mark) -> Written:
    """A mapping of these with its mark."""
    marks = {key: one for key, (_, one) in kept.items()}
    return {key: value for key, (value, _) in kept.items()}, (*mark[:6], marks)
