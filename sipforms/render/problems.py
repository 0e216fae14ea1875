"""Problems in words: the place, the line with what is wrong underlined, a sentence, and the next step."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sipforms.engine.bundle import Bundle
from sipforms.engine.paths import Path as AnswerPath
from sipforms.engine.paths import dotted
from sipforms.engine.problem import AnswerProblem, Fact, Level, Place, Problem
from sipforms.engine.programme import Questionnaire
from sipforms.render.fact_words import in_words
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.sentence import Sentence
from sipforms.render.sentences import answers, conditions, numbers, plugins, programme, questions, reading, shape, yaml
from sipforms.render.suggestion import listed

SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {
        **reading.SENTENCES,
        **yaml.SENTENCES,
        **shape.SENTENCES,
        **questions.SENTENCES,
        **conditions.SENTENCES,
        **programme.SENTENCES,
        **numbers.SENTENCES,
        **plugins.SENTENCES,
    }
)
"""What is said about each kind of mistake in a bundle, by its code."""

ANSWER_SENTENCES: Mapping[str, Sentence] = MappingProxyType(dict(answers.SENTENCES))
"""What is said about each kind of problem with an answer, by its code."""

_LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.NOTE: N_("note")}
_WIDEST = 100


def sentence(problem: Problem) -> str:
    """What is wrong, as one sentence."""
    return plain(_filled(SENTENCES[problem.code].said, problem.facts))


def next_step(problem: Problem) -> str:
    """What to do: the suggestion, or else the kind's own advice, or else the words that are known; may be empty."""
    suggestion = problem.facts.get("suggestion")
    advice = SENTENCES[problem.code].next
    if suggestion and "{suggestion}" not in advice:
        return plain(_("Did you mean `{nearest}`?").format(nearest=suggestion))
    if advice:
        return plain(_filled(advice, problem.facts))
    known = problem.facts.get("known")
    return plain(listed(known)) if isinstance(known, tuple) else ""


def problem_text(problem: Problem, bundle: Bundle | None, *, folder: Path | None) -> str:
    """The whole problem for a terminal or a log, without colour: any reader and any screen can take it."""
    lines = [
        f"{_shown(problem.place, folder)}  {_(_LEVELS[problem.level])}: {problem.code}",
        "",
        f"  {sentence(problem)}",
    ]
    for place in (problem.place, problem.also):
        excerpt = list(_excerpt(place, bundle)) if place is not None else []
        lines += ["", *excerpt] if excerpt else []
    if problem.also is not None:
        lines += ["", "  " + _("The other place: {place}").format(place=_shown(problem.also, folder))]
    step = next_step(problem)
    return "\n".join([*lines, *(["", f"  {step}"] if step else [])])


def answer_sentence(problem: AnswerProblem) -> str:
    """What is wrong with an answer, or the check's own message; never the answer."""
    if problem.message:
        return plain(problem.message)
    return plain(_filled(ANSWER_SENTENCES[problem.code].said, problem.facts))


def answer_next_step(problem: AnswerProblem) -> str:
    """What to do about it; may be empty."""
    return plain(_filled(ANSWER_SENTENCES[problem.code].next, problem.facts))


def answer_problem_text(problem: AnswerProblem, questionnaire: Questionnaire) -> str:
    """A problem with an answer on one line: which question, what is wrong, what to do."""
    where = question_title(questionnaire, problem.path)
    return " ".join(
        part for part in (f"{where}:" if where else "", answer_sentence(problem), answer_next_step(problem)) if part
    )


def question_title(questionnaire: Questionnaire, path: AnswerPath) -> str:
    """What a question is called: its item's title, with the dimension's in brackets; the path where there is none."""
    found = {question.path: question for question in questionnaire.questions()}
    titles = {entry.path: entry.title for entry in questionnaire.walk()}
    for length in range(len(path), 0, -1):
        start = path[:length]
        question = found.get(start) or found.get((*start[:-2], "*", *start[-1:]))
        if question is not None:
            item = titles.get(question.item, question.wording.title)
            return plain(f"{item} ({question.wording.title})" if question.dimension else item)
        if start in titles:
            return plain(titles[start])
    return plain(dotted(path))


def _filled(written: str, facts: Mapping[str, Fact]) -> str:
    return _(written).format_map(_Facts(in_words(facts))) if written else ""


class _Facts(dict[str, str]):
    """A fact that a plug-in left out is shown as three dots rather than as a crash."""

    def __missing__(self, key: str) -> str:
        return "..."


def _shown(place: Place, folder: Path | None) -> str:
    file = place.file if folder is None else str(folder / place.file)
    return plain(f"{file}:{place.line}:{place.column}")


def _excerpt(place: Place, bundle: Bundle | None) -> Iterator[str]:
    """The line of the file with what is wrong underlined."""
    source = None if bundle is None else bundle.sources.get(place.file)
    lines = source.text.splitlines() if source is not None else []
    if not 0 < place.line <= len(lines):
        return
    line = plain(lines[place.line - 1].expandtabs(1))
    cut = max(0, place.column - 1 + max(place.length, 1) - _WIDEST)
    number = str(place.line)
    yield f"  {number} | {line[cut : cut + _WIDEST]}"
    yield f"  {' ' * len(number)} | {' ' * (place.column - 1 - cut)}{'^' * max(1, min(place.length, _WIDEST))}"
