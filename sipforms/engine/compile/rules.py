"""Hiding, requiring and hard checks as ``if``/``then``/``else`` on the whole response, or on each row."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sipforms.engine.compile.because import because
from sipforms.engine.compile.conditions import Ground, asked, compiled, judged
from sipforms.engine.compile.logic import Expression, Schema, all_of, any_of, holding, merged
from sipforms.engine.condition import All, Condition, Latest, Leaf, Previous
from sipforms.engine.paths import STAR, Path, dotted
from sipforms.engine.programme import Check
from sipforms.engine.response import Json


@dataclass(slots=True, kw_only=True)
class Rules:
    """The rules found so far. ``root`` and ``rows`` hold one rule for each condition, by the condition's text."""

    ground: Ground
    always: Schema = field(default_factory=dict)
    root: dict[str, Schema] = field(default_factory=dict)
    rows: dict[Path, dict[str, Schema]] = field(default_factory=dict)
    not_expressed: list[Json] = field(default_factory=list)

    def add(self, rows: Path | None, condition: Expression, branch: str, outcome: Schema) -> None:
        """Add what follows where the condition is true (``then``) or false (``else``)."""
        rules = self.root if rows is None else self.rows.setdefault(rows, {})
        if condition is True and branch == "then":
            rules[f"always{len(rules)}"] = outcome
        elif isinstance(condition, dict):
            key = json.dumps(condition, sort_keys=True)
            rule = rules.setdefault(key, {"if": condition})
            held = rule.get(branch)
            rule[branch] = merged(held if isinstance(held, dict) else {}, outcome)

    def why(self, condition: Condition) -> str:
        """Why the condition cannot be said."""
        return because(condition, latest_known=self.ground.form.situation.latest is not None)

    def leave_out(self, at: Path, rule: str, reason: str) -> None:
        """Note what the plain schema does not say."""
        note: Json = {"at": dotted(at), "rule": rule, "because": reason}
        if note not in self.not_expressed:
            self.not_expressed.append(note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Conditions all of which must be true: on the whole response, on one row, and those that cannot be said."""

    root: tuple[Expression, ...]
    row: tuple[Expression, ...]
    lost: tuple[Condition, ...]


def never_asked(ground: Ground) -> frozenset[Path]:
    """The paths that the situation alone rules out, and those that turn on nothing else than these."""
    never: set[Path] = set()
    places = ground.form.places
    for path in ground.form.rank:
        rows = places.rows_of(path)
        so_far = Ground(form=ground.form, never=frozenset(never))
        if rows in never or False in _placed(_split(places.conditions(path)), rows, so_far).root:
            never.add(path)
    return frozenset(never)


def rules_for(ground: Ground) -> Rules:
    """Every rule of the questionnaire."""
    rules = Rules(ground=ground)
    for path in ground.form.places.order:
        if path not in ground.never:
            _hide_and_require(path, rules)
    for check in ground.form.questionnaire.checks:
        _check(check, None, rules)
    for path, rows in ground.form.places.rows.items():
        for check in rows.checks if path not in ground.never else ():
            _check(check, path, rules)
    return rules


def _split(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The conditions with every ``all`` taken apart."""
    for condition in conditions:
        match condition:
            case All((Leaf() | Previous() | Latest() as lone,)) if lone.item.starred:
                yield condition
            case All(parts):
                yield from _split(parts)
            case _:
                yield condition


def _placed(conditions: Iterable[Condition], rows: Path | None, ground: Ground) -> Placed:
    root: list[Expression] = []
    row: list[Expression] = []
    lost: list[Condition] = []
    for condition in conditions:
        whole = compiled(condition, ground.at(None))
        inside = compiled(condition, ground.at(rows)) if whole is None and rows is not None else None
        if whole is not None:
            root.append(whole)
        elif inside is not None:
            row.append(inside)
        else:
            lost.append(condition)
    return Placed(root=tuple(root), row=tuple(row), lost=tuple(lost))


def _hide_and_require(path: Path, rules: Rules) -> None:
    places = rules.ground.form.places
    rows, one = places.rows_of(path), rules.ground.one(path)
    around = tuple(_split(places.conditions(rows))) if rows else ()
    shown = _placed((one for one in _split(one.visible_if) if one not in around), rows, rules.ground)
    for whole in shown.root:
        rules.add(None, whole, "else", _within(path, {"not": {}}))
    for inside in shown.row:
        rules.add(rows, inside, "else", _within(_in_row(path), {"not": {}}))
    for condition in shown.lost:
        rules.leave_out(path, "visibleIf", rules.why(condition))
    if getattr(one, "computed", None) is None and (one.required or one.required_if):
        _require(path, shown, rules)


def _require(path: Path, shown: Placed, rules: Rules) -> None:
    one, rows = rules.ground.one(path), rules.ground.form.places.rows_of(path)
    wanted = () if one.required or one.required_if is None else _split((one.required_if,))
    needed = _placed(wanted, rows, rules.ground)
    root, row = all_of((*shown.root, *needed.root)), all_of((*shown.row, *needed.row))
    if shown.lost or needed.lost:
        for condition in (*needed.lost, *shown.lost):
            rules.leave_out(path, "required" if one.required else "requiredIf", rules.why(condition))
    elif root is True and row is True:
        rules.always = merged(rules.always, _demanded(path))
    elif root is True:
        rules.add(rows, row, "then", _demanded(_in_row(path)))
    elif row is True or rows is None:
        rules.add(None, root, "then", _demanded(path))
    elif isinstance(row, dict):
        inside: Schema = {"allOf": [{"if": row, "then": _demanded(_in_row(path))}]}
        rules.add(None, root, "then", _within((*rows, STAR), inside))


def _check(check: Check, rows: Path | None, rules: Rules) -> None:
    place = check.path if rows is None else rows
    if check.level == "soft":
        rules.leave_out(place, f"check:{check.id}", "softCheck")
        return
    for part in _split((check.condition,)):
        for at in dict.fromkeys((rows, None)):
            ground = rules.ground.at(at)
            guard = all_of((judged(check.condition, ground), _belongs(place, rows, ground)))
            outcome = compiled(part, ground)
            if guard is not None and outcome is not None:
                _add_check(at, guard, outcome, rules)
                break
        else:
            rules.leave_out(place, f"check:{check.id}", rules.why(check.condition))


def _belongs(place: Path, rows: Path | None, ground: Ground) -> Expression:
    """That the check is looked at: something of the area it belongs to is asked, or there is a row."""
    if rows is not None:
        return True if ground.rows else holding(rows, {})
    inside = (path for path in ground.form.places.order if STAR not in path and path[: len(place)] == place)
    return True if not place else any_of(asked(path, ground) for path in inside)


def _add_check(rows: Path | None, guard: Expression, outcome: Expression, rules: Rules) -> None:
    if outcome is True or guard is False or not isinstance(guard, bool | dict):
        return
    broken: Schema = {"not": {}} if not isinstance(outcome, dict) else outcome
    rules.add(rows, guard, "then", {"allOf": [broken]})


def _in_row(path: Path) -> Path:
    return path[path.index(STAR) + 1 :]


def _within(path: Path, value: Schema) -> Schema:
    """What must be true of whatever holds, or does not hold, something at the path."""
    for step in reversed(path):
        value = {"items": value} if step == STAR else {"properties": {step: value}}
    return value


def _demanded(path: Path) -> Schema:
    """That the answer is there, and every object around it; rows are not demanded for the sake of their fields."""
    depth = path.index(STAR) + 1 if STAR in path else 0
    inside: Schema = {}
    for step in reversed(path[depth:]):
        inside = {"required": [step], **({"properties": {step: inside}} if inside else {})}
    return _within(path[:depth], inside)
