"""Answers under way: a frozen value for every moment, and a journal entry for every change.

Each change gives a new draft whose ``last`` is the journal entry that made it, plain JSON for whoever keeps drafts.
Replaying the entries on the header gives the same draft again. Hidden answers stay in the draft. Undoing is an entry
too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, Literal, TypeAlias, cast

from sipforms.engine.ask.accept import LONGEST_TEXT, accepts, is_writable
from sipforms.engine.ask.draft_header import Corrects, DraftHeader
from sipforms.engine.ask.flat import as_answer, flattened
from sipforms.engine.ask.form import Form, prepare
from sipforms.engine.ask.row_refs import pointing_to, wrong_row
from sipforms.engine.ask.row_titles import Standing, Words, plain_words
from sipforms.engine.ask.visibility import Asked, asked, asked_after
from sipforms.engine.paths import Path, dotted, parsed
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Programme
from sipforms.engine.response import Answer, Json

Entry: TypeAlias = Mapping[str, Json]
Part: TypeAlias = Literal["answers", "rows", "given", "notes", "reasons"]
Patch: TypeAlias = tuple[Part, Path | str, object]
"""What one key of one part of a draft is to become; nothing means that the key goes."""


class RefusedChangeError(ValueError):
    """A change that the draft cannot take, made without asking ``problem_with`` first. The text holds no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One questionnaire being answered.

    ``answers`` by path with the rows' ids as steps (hidden answers too), ``rows`` the ids of the rows that stand,
    ``given`` every row id ever given, ``notes`` by path, ``reasons`` by check (``reason_key``), ``asked`` what is
    asked now. ``revealed`` are the questions of which last time's answer was seen before this time's was given.
    """

    header: DraftHeader
    form: Form = field(repr=False, compare=False)
    answers: Mapping[Path, Answer] = field(default_factory=dict, repr=False)
    rows: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    given: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[Path, str] = field(default_factory=dict, repr=False)
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)
    revealed: frozenset[Path] = frozenset()
    asked: Asked
    undoable: tuple[tuple[Patch, ...], ...] = field(default=(), repr=False)
    last: Entry | None = field(default=None, compare=False, repr=False)

    def problem_with(self, path: Path, value: object) -> AnswerProblem | None:
        """Why the value cannot be the answer there, or nothing when it can."""
        question = self.form.question(path)
        if question is None or not self._stands(path):
            return AnswerProblem(code="unknown-question", path=path)
        if question.computed is not None:
            return AnswerProblem(code="computed", path=path)
        found = accepts(question, value)
        if found is not None:
            return replace(found, path=path)
        return wrong_row(question, path, value, self.rows)

    def standing(self, words: Words = plain_words) -> Standing:
        """The answers and rows as they stand, for naming the rows."""
        return Standing(places=self.form.places, answers=self.answers, rows=self.rows, words=words)

    def answer(self, path: Path, value: Answer) -> "Draft":
        """The draft with the question answered."""
        problem = self.problem_with(path, value)
        if problem is not None:
            raise RefusedChangeError(f"{problem.code} at {dotted(path)}")
        settled = self._in_option_order(path, value)
        written: Json = list(settled) if isinstance(settled, tuple) else settled
        entry: Entry = {"do": "answer", "path": dotted(path), "value": written}
        return self._changed(entry, (("answers", path, settled),), path)

    def clear(self, path: Path) -> "Draft":
        """The draft with the question left blank."""
        return self._changed({"do": "clear", "path": dotted(path)}, (("answers", path, None),), path)

    def note(self, path: Path, text: str) -> "Draft":
        """The draft with a note beside the question; blank text takes the note away."""
        return self._changed(
            {"do": "note", "path": dotted(path), "text": text}, (("notes", path, _written(text)),), None
        )

    def reason(self, key: str, text: str) -> "Draft":
        """The draft with the reason why a soft check's finding may stand; blank text takes it back."""
        return self._changed({"do": "reason", "check": key, "text": text}, (("reasons", key, _written(text)),), None)

    def reveal(self, path: Path) -> "Draft":
        """The draft in which last time's answer was seen here. What was seen cannot be undone."""
        return replace(self, revealed=self.revealed | {path}, last={"do": "reveal", "path": dotted(path)})

    def next_row(self, path: Path) -> str:
        """The id that the next row will get: r1, r2 and so on, never one that was given before."""
        given = self.given.get(path, ())
        return next(row for number in range(len(given) + 1, 2 * len(given) + 2) if (row := f"r{number}") not in given)

    def add_row(self, path: Path, row: str | None = None) -> "Draft":
        """The draft with one more row, under the next id or one brought along (from the last response, say)."""
        row = self.next_row(path) if row is None else row
        given = self.given.get(path, ())
        if path not in self.form.places.rows or row in given or not row.isidentifier():
            raise RefusedChangeError(f"that row cannot be added at {dotted(path)}")
        patches: tuple[Patch, ...] = (("rows", path, (*self.rows.get(path, ()), row)), ("given", path, (*given, row)))
        return self._changed({"do": "add_row", "path": dotted(path), "row": row}, patches, path)

    def remove_row(self, path: Path, row: str) -> "Draft":
        """The draft without the row, its answers, its notes and the reasons given about it.

        Answers that point to it go too, but for those that forbid it (``holding``).
        """
        here = (*path, row)
        if row not in self.rows.get(path, ()):
            raise RefusedChangeError(f"there is no such row at {dotted(path)}")
        if self.holding(path, row):
            raise RefusedChangeError(f"a row at {dotted(path)} is answered elsewhere")
        patches: list[Patch] = [("rows", path, tuple(one for one in self.rows[path] if one != row) or None)]
        patches += [("answers", one, None) for one in self.answers if one[: len(here)] == here]
        patches += [("answers", one, None) for one in pointing_to(self.form.places, self.answers, path, row)]
        patches += [("notes", one, None) for one in self.notes if one[: len(here)] == here]
        patches += [("reasons", key, None) for key in self.reasons if key.endswith(f"@{dotted(here)}")]
        return self._changed({"do": "remove_row", "path": dotted(path), "row": row}, tuple(patches), path)

    def holding(self, path: Path, row: str) -> tuple[Path, ...]:
        """Questions that keep the row from being removed: asked, answered with it, and ``onDelete: block``."""
        pointing = pointing_to(self.form.places, self.answers, path, row)
        return tuple(one for one in pointing if one in self.asked and self._blocks(one))

    def _blocks(self, path: Path) -> bool:
        question = self.form.question(path)
        return question is not None and question.row_ref is not None and question.row_ref.on_delete == "block"

    def undo(self) -> "Draft":
        """The draft as it was before the last change that still stands; the same draft when there is none."""
        entry: Entry = {"do": "undo"}
        if not self.undoable:
            return replace(self, last=entry)
        patches = self.undoable[-1]
        part, key, _ = patches[0]
        changed = cast("Path", key) if part in ("answers", "rows") else None
        undone = self._changed(entry, patches, changed)
        return replace(undone, undoable=self.undoable[:-1])

    def _changed(self, entry: Entry, patches: tuple[Patch, ...], changed: Path | None) -> "Draft":
        parts: dict[str, Any] = {part: dict(getattr(self, part)) for part, _, _ in patches}
        inverse = tuple((part, key, parts[part].get(key)) for part, key, _ in patches)
        for part, key, value in patches:
            if value is None:
                parts[part].pop(key, None)
            else:
                parts[part][key] = value
        new = replace(self, undoable=(*self.undoable, inverse), last=entry, **parts)
        return (
            new
            if changed is None
            else replace(new, asked=asked_after(self.asked, self.form, new.answers, new.rows, changed))
        )

    def _stands(self, path: Path) -> bool:
        """True outside rows, and inside a row that has been added and not removed."""
        at = self.form.places.rows_of(self.form.places.template(path))
        return at is None or path[len(at)] in self.rows.get(at, ())

    def _in_option_order(self, path: Path, value: Answer) -> Answer:
        question = self.form.question(path)
        if not isinstance(value, tuple | list) or question is None or question.scale is None:
            return value
        return tuple(one.value for one in question.scale.options if one.value in value)


def reason_key(check: str, path: Path, rows: Path | None = None) -> str:
    """The key of a reason: the check's id, with the row's path for a check that is judged row by row."""
    return check if rows is None else f"{check}@{dotted(path)}"


def begin(programme: Programme, header: DraftHeader) -> Draft:
    """An empty draft, or what stands in the response that it corrects. The programme must be the very version named."""
    if programme.digest != header.digest:
        raise ValueError("the draft was begun with other files of the programme")
    form = prepare(programme, programme.questionnaires[header.questionnaire], header.situation)
    if header.corrects is None:
        return Draft(header=header, form=form, asked=asked(form, {}, {}))
    return _with_what_stood(header, header.corrects, form)


def _with_what_stood(header: DraftHeader, corrects: Corrects, form: Form) -> Draft:
    """The draft with the answers of a response in it, without those that are computed when it is handed in."""
    flat = flattened(form.questionnaire.entries, corrects.answers)
    answers = {path: answer for path, answer in flat.answers.items() if not _is_computed(form, path)}
    known = {*flat.rows, *form.ready.rows}  # the rows of the last round too: a new row must not be taken for one
    return Draft(
        header=header,
        form=form,
        answers=answers,
        rows=flat.rows,
        given={path: _each_once(flat.rows.get(path, ()), form.ready.rows.get(path, ())) for path in known},
        notes={parsed(path): text for path, text in corrects.notes.items()},
        reasons=dict(corrects.reasons),
        asked=asked(form, answers, flat.rows),
    )


def _each_once(*ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for several in ids for one in several))


def _is_computed(form: Form, path: Path) -> bool:
    question = form.question(path)
    return question is not None and question.computed is not None


def replay(programme: Programme, header: DraftHeader, entries: Iterable[Entry]) -> Draft:
    """The draft that the journal entries lead to."""
    draft = begin(programme, header)
    for entry in entries:
        draft = apply(draft, entry)
    return draft


def apply(draft: Draft, entry: Entry) -> Draft:  # noqa: PLR0911 - one line for each kind of entry
    """The draft after one journal entry."""
    path, text = parsed(str(entry.get("path", ""))), str(entry.get("text", ""))
    match entry.get("do"):
        case "answer":
            value = as_answer(entry.get("value"))
            return draft.clear(path) if value is None else draft.answer(path, value)
        case "clear":
            return draft.clear(path)
        case "note":
            return draft.note(path, text)
        case "reason":
            return draft.reason(str(entry.get("check")), text)
        case "reveal":
            return draft.reveal(path)
        case "add_row":
            return draft.add_row(path, str(entry.get("row")))
        case "remove_row":
            return draft.remove_row(path, str(entry.get("row")))
        case "undo":
            return draft.undo()
        case "several":  # another journal of the same round, taken over in one write
            return reduce(apply, several(entry), draft)
    raise RefusedChangeError("a journal entry of an unknown kind")


def several(entry: Entry) -> tuple[Entry, ...]:
    """The entries that stand together in one; the entry itself where it is a single one."""
    inside = entry.get("entries")
    return tuple(one for one in inside if isinstance(one, dict)) if isinstance(inside, list) else (entry,)


def _written(text: str) -> str | None:
    if len(text) > LONGEST_TEXT or not is_writable(text):
        raise RefusedChangeError("a text beside the answers is too long or cannot be written")
    return text if text.strip() else None
