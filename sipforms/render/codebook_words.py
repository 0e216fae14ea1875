"""The words of a codebook: how a column is answered, why there is no answer, why it is left out."""

from sipforms.engine.codebook import CodebookEntry, MissingValue
from sipforms.engine.score.missing import Gap
from sipforms.render.charts.words import GAPS
from sipforms.render.language import N_, _
from sipforms.render.plain import plain

_WAYS = {
    "id": N_("a random id"),
    "text": N_("a line of text"),
    "longText": N_("a text of any length"),
    "choice": N_("one of these"),
    "choices": N_("one of several that can be chosen: 1 chosen, 0 not chosen"),
    "boolean": N_("1 yes, 0 no"),
    "integer": N_("a whole number"),
    "date": N_("a day"),
    "datetime": N_("a day and a time"),
    "time": N_("a time of day"),
    "row": N_("a row of another table, by its id"),
    "rows": N_("how many rows there are in the table beside"),
    "code": N_("why there is no answer"),
}
_COLUMNS = {
    "response_id": N_("Which response it is"),
    "case_id": N_("Whose case file it is in, by a random id; `facility` where it is about the facility"),
    "code": N_("The facility's code for the citizen"),
    "programme": N_("Which programme"),
    "version": N_("The version of the programme that the response was made with"),
    "digest": N_("Exactly which files of the programme it was made with"),
    "questionnaire": N_("Which questionnaire"),
    "episode": N_("Which stay it belongs to"),
    "mode": N_("How it was answered"),
    "informant": N_("Who answered"),
    "variant": N_("The target group of the stay"),
    "occasion": N_("Whether it is the first time, or a later one"),
    "answered_on": N_("The day that the answers describe"),
    "begun_at": N_("When the form was begun, in UTC where the column is a time"),
    "handed_in_at": N_("When it was handed in, in UTC where the column is a time"),
    "entered_by": N_("Who handed it in"),
    "paper": N_("Whether it was entered from paper, and if so, once or twice"),
    "seen_before": N_("The questions of which last time's answer was seen before this one was given"),
    "engine": N_("The version of sipforms that it was made with"),
    "row_id": N_("Which row it is; within one response no two rows have the same"),
    "kind": N_("`note` beside a question, or `reason` for letting a remark of the form stand"),
    "about": N_("The question that the note is about, or the remark that the reason is for"),
    "text": N_("The text of the note or the answer"),
    "column": N_("Which of the questions below the row is about, by its column"),
    "item": N_("What is asked about"),
    "dimension": N_("Which of several things is asked about it"),
    "option": N_("Which of the options that can be chosen; `number` is then 1 or 0"),
    "number": N_("The answer, where it is a number"),
    "missing": N_("Why there is no answer"),
    "label": N_("What the answer means, or why there is none"),
    "series": N_("The versions between which the answers can be compared"),
}
_PARAMETER = "parameter."
_LEFT_OUT = {
    "freeText": N_("Free text: written only with `--include-text`."),
    "identity": N_("Can tell who somebody is: written only with `--include-identity`."),
    "audience": N_("Not for whoever reads this export; see `--audience`."),
    "code": N_("The facility's code for the citizen: written only with `--include-codes`."),
}


def way_words(entry: CodebookEntry) -> str:
    """How the column is answered; what a plug-in or a later version calls otherwise stands as it is."""
    return _(_WAYS[entry.way]) if entry.way in _WAYS else plain(entry.way)


def column_words(entry: CodebookEntry) -> str:
    """What a column is that is no question's."""
    if entry.column.startswith(_PARAMETER):
        return _("What the facility had chosen; empty where it had chosen nothing")
    return _(_COLUMNS[entry.column]) if entry.column in _COLUMNS else ""


def values_words(entry: CodebookEntry) -> str:
    """Every answer and what it means, or between which numbers it lies."""
    if entry.way in ("choices", "boolean"):
        return ""
    listed = (f"{one.value} = {one.title}" if one.title else str(one.value) for one in entry.values)
    return plain(" · ".join(listed) or entry.span)


def missing_words(entry: CodebookEntry) -> str:
    """What stands there in place of an answer, by why there is none."""
    blank = (_("empty = {why}").format(why=_(GAPS[Gap.BLANK])),) if entry.has_blank else ()
    return plain(" · ".join((*(_code(one) for one in entry.missing), *blank)))


def _code(one: MissingValue) -> str:
    return f"{one.code} = {one.title or _(GAPS[one.gap])}"


def break_words(entry: CodebookEntry) -> str:
    """Which versions cannot be compared with which, where a question has changed."""
    if not entry.is_broken:
        return ""
    groups = " | ".join(", ".join(versions) for versions in entry.series)
    return plain(
        _("The question was changed. Compare answers only on one side of each |: {groups}").format(groups=groups)
    )


def left_out_words(entry: CodebookEntry) -> str:
    """Why the column is described here and not written."""
    return _(_LEFT_OUT[entry.left_out]) if entry.left_out in _LEFT_OUT else plain(entry.left_out)
