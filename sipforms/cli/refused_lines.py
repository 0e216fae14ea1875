"""Why a line of responses was refused: words that name the line and the question, and never quote what stands there."""

from collections.abc import Mapping

from sipforms.actions.response_lines import Fault, Refusal
from sipforms.actions.workplace import Workplace, programme_with
from sipforms.engine.problem import AnswerProblem
from sipforms.engine.programme import Questionnaire
from sipforms.render.language import N_, _
from sipforms.render.problems import answer_next_step, answer_sentence, question_title

_SENTENCES: Mapping[Fault, str] = {
    Fault.TOO_LONG: N_("it is too long to be a response."),
    Fault.NOT_UTF_8: N_("it is not written in UTF-8."),
    Fault.NOT_JSON: N_("it is not a JSON object."),
    Fault.NEWER_FORMAT: N_("a newer sipforms wrote it. Install the newer version."),
    Fault.ENVELOPE: N_("`{field}` is missing or is not what it should be."),
    Fault.NO_SUCH_VERSION: N_("the version of the programme that it was answered with is not here."),
    Fault.ANOTHER_PROGRAMME: N_("`{field}` does not agree with the digest of the programme."),
    Fault.NOT_OFFERED: N_("the questionnaire knows nothing of what `{field}` says."),
    Fault.NO_SUCH_CASE: N_("there is no such citizen here. Add `--create-missing` to make a case file."),
    Fault.CASE_UNREADABLE: N_("the case file is damaged and cannot be added to."),
    Fault.NO_CODE: N_("it gives no usable code to make a case file with. Export with `--include-codes`."),
    Fault.CODE_TAKEN: N_("its code belongs to another citizen here."),
    Fault.WRONG_SUBJECT: N_("the questionnaire and the case file are not about the same: a citizen, the facility."),
    Fault.NO_SUCH_STAY: N_("the citizen's case file has no such stay."),
    Fault.ANSWERS: N_("its answers cannot be handed in."),
    Fault.NOT_ASKED_DIFFERS: N_("`not_asked` is not what these answers lead to."),
    Fault.OTHER_CONTENT: N_("another response is kept under the same id. Nothing was changed."),
}
_UNKNOWN_FIELD = N_("it has a field that is not known.")
_MOST_PROBLEMS = 5


def refused_line(workplace: Workplace, number: int, refused: Refusal) -> str:
    """The sentence about one refused line, and under it what is wrong with which answers."""
    written = _UNKNOWN_FIELD if refused.fault is Fault.ENVELOPE and not refused.field else _SENTENCES[refused.fault]
    said = _("Line {number}: {reason}").format(number=number, reason=_(written).format(field=refused.field))
    asked = _questionnaire(workplace, refused)
    return "\n".join([said, *(f"  {_problem(one, asked)}" for one in refused.problems[:_MOST_PROBLEMS])])


def _questionnaire(workplace: Workplace, refused: Refusal) -> Questionnaire | None:
    if not refused.digest:
        return None
    return programme_with(workplace, refused.digest).questionnaires[refused.questionnaire]


def _problem(problem: AnswerProblem, asked: Questionnaire | None) -> str:
    where = "" if asked is None else _known_title(asked, problem)
    parts = (f"{where}:" if where else "", answer_sentence(problem), answer_next_step(problem))
    return " ".join(part for part in parts if part)


def _known_title(asked: Questionnaire, problem: AnswerProblem) -> str:
    """What the question is called; nothing where the file made up a name of its own, which could be anything."""
    known = {entry.path for entry in asked.walk()}
    is_known = any(problem.path[:depth] in known for depth in range(1, len(problem.path) + 1))
    return question_title(asked, problem.path) if is_known else ""
