"""Problems in words: the place, the line with what is wrong underlined, a sentence, and the next step."""

import os
import re
import string
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sipforms.engine.paths import Path as AnswerPath
from sipforms.engine.paths import dotted
from sipforms.engine.problem import AnswerProblem, Fact, Level, Place, Problem
from sipforms.engine.programme import Questionnaire
from sipforms.engine.read.bundle import Bundle
from sipforms.render.elsewhere import elsewhere
from sipforms.render.excerpt import WIDTH, excerpt, on_one_line
from sipforms.render.fact_words import in_words
from sipforms.render.language import N_, _
from sipforms.render.pasting import to_paste
from sipforms.render.plain import plain
from sipforms.render.sentence import Sentence
from sipforms.render.sentences import (
    allowing,
    answers,
    archives,
    carrying,
    conditions,
    examples,
    forms,
    hooks,
    numbers,
    overlays,
    plugins,
    programme,
    proofs,
    questions,
    readiness,
    reading,
    reports,
    row_refs,
    shape,
    texts,
    yaml,
)
from sipforms.render.suggestion import closest

_PARTS = (
    *(reading, yaml, shape, questions, conditions, carrying, programme, numbers, plugins, hooks, archives),
    *(examples, row_refs, forms, reports, overlays, readiness, allowing, proofs, texts),
)

SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {code: kind for part in _PARTS for code, kind in part.SENTENCES.items()}
)
"""What is said about each kind of mistake in a bundle, by its code."""

ANSWER_SENTENCES: Mapping[str, Sentence] = MappingProxyType(dict(answers.SENTENCES))
"""What is said about each kind of problem with an answer, by its code."""

_LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.NOTE: N_("remark")}
_INDENT = "  "
_QUOTED = re.compile(r"`[^`]{1,40}`")
_JOINED = "\x00"  # stands for a space while lines are made; `plain` has removed any other


def sentence(problem: Problem) -> str:
    """What is wrong, as one sentence."""
    kind = SENTENCES[problem.code]
    said = plain(_filled(kind.said, kind.said_without, problem.facts))
    return said if problem.cause is None else f"{said} {sentence(problem.cause)}"


def next_step(problem: Problem) -> str:
    """What to do: the suggestion, or else the kind's own advice, or else the words that are known; may be empty."""
    kind, suggestion = SENTENCES[problem.code], problem.facts.get("suggestion")
    advice = plain(_filled(kind.next, kind.next_without, problem.facts))
    if suggestion and "{suggestion}" not in kind.next:
        meant = plain(_("Did you mean `{nearest}`?").format(nearest=suggestion))
        return f"{meant} {advice}" if "form" in problem.facts else meant
    if advice:
        return advice
    known = problem.facts.get("known")
    if not isinstance(known, tuple):
        return ""
    written = str(problem.facts.get("name", problem.facts.get("value", "")))
    return plain(closest(written, known)) if known else _("There are none of that kind here.")


def problem_text(problem: Problem, bundle: Bundle | None, *, folder: Path | None) -> str:
    """The whole problem for a terminal or a log, without colour: any reader and any screen can take it."""
    place, also = problem.place, problem.also
    together = (place, also) if also is not None and on_one_line(place, also) else (place,)
    parts = [
        f"{_shown(place, folder)}  {_(_LEVELS[problem.level])}: {problem.code}",
        _wrapped(sentence(problem)),
        "\n".join(excerpt(bundle, *together)),
    ]
    if also is not None and also not in together:
        parts.append(_INDENT + _("The other place: {place}").format(place=_shown(also, folder)))
        parts.append("\n".join(excerpt(bundle, also)))
    parts += [_wrapped(plain(elsewhere(problem.elsewhere, folder))), _wrapped(next_step(problem))]
    parts.append("\n".join(f"{_INDENT * 2}{line}" for line in to_paste(problem, bundle)))
    return "\n\n".join(part for part in parts if part)


def answer_sentence(problem: AnswerProblem) -> str:
    """What is wrong with an answer, or the check's own message; never the answer."""
    if problem.message:
        return plain(problem.message)
    kind = ANSWER_SENTENCES[problem.code]
    return plain(_filled(kind.said, kind.said_without, problem.facts))


def answer_next_step(problem: AnswerProblem) -> str:
    """What to do about it; may be empty."""
    kind = ANSWER_SENTENCES[problem.code]
    return plain(_filled(kind.next, kind.next_without, problem.facts))


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


def _filled(usual: str, without: str, facts: Mapping[str, Fact]) -> str:
    """The sentence with the facts in it; the other one where a fact that the usual one mentions is empty."""
    if not usual:
        return ""
    words = _Facts(in_words(facts))
    is_empty = any(not words[name] for name in _placeholders(usual) if name != "encoding")
    said = _(without) if without and is_empty else "" if is_empty and usual.startswith("{") else _(usual)
    filled = said.format_map(words).strip()
    return filled[:1].upper() + filled[1:] if said.startswith("{") else filled


@cache
def _placeholders(written: str) -> tuple[str, ...]:
    return tuple(name for _text, name, _spec, _conversion in string.Formatter().parse(written) if name)


class _Facts(dict[str, str]):
    """A fact that a plug-in left out counts as empty, rather than as a crash."""

    def __missing__(self, key: str) -> str:
        return ""


def _wrapped(said: str) -> str:
    """Over several lines where it is long; what is quoted is kept together where it can be."""
    kept = _QUOTED.sub(lambda found: found.group().replace(" ", _JOINED), said)
    return textwrap.fill(
        kept,
        WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    ).replace(_JOINED, " ")


def _shown(place: Place, folder: Path | None) -> str:
    file = place.file if folder is None else str(folder / place.file)
    if ".." in file:
        file = os.path.normpath(file)  # of a programme that this one extends
    return plain(f"{file}:{place.line}:{place.column}")
