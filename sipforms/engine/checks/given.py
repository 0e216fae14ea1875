"""Answers that examples give: whether the question can be answered so, and with what instead."""

from sipforms.engine.build.data import node
from sipforms.engine.checks.codes import found
from sipforms.engine.checks.nearest import nearest
from sipforms.engine.checks.tree import Branch, knows_options, option_values
from sipforms.engine.problem import Place, Problem
from sipforms.engine.response import Json

_YES, _NO = frozenset({"ja", "yes", "on", "true"}), frozenset({"nej", "no", "off", "false"})
_CHOSEN = ("choice", "choices")


def is_possible(branch: Branch, value: Json) -> bool:
    """False for an answer that is no option, or of another type; ranges are for the example to try out."""
    match branch.answered:
        case "choice":
            if not knows_options(branch.answers):
                return True
            return not isinstance(value, bool | float | dict | list) and value in option_values(branch.answers)
        case "choices":
            known = option_values(branch.answers)
            is_known = isinstance(value, list) and all(not isinstance(v, dict | list) and v in known for v in value)
            return is_known or not knows_options(branch.answers)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)


def refusal(place: Place, branch: Branch, value: Json) -> Problem:
    """The problem of an answer that cannot be given; ``way`` is there where there are no options to name."""
    known = _options(branch)
    return found(
        "answer-not-allowed",
        place,
        path=branch.name,
        value=f'"{value}"' if isinstance(value, str) and _is_number(branch, value) else _written(value),
        suggestion=meant(branch, value, known),
        known=known,
        way="" if known else branch.answered,
    )


def _options(branch: Branch) -> tuple[str, ...]:
    if branch.answered == "boolean":
        return ("true", "false")
    return tuple(str(one) for one in option_values(branch.answers)) if branch.answered in _CHOSEN else ()


def _is_number(branch: Branch, written: str) -> bool:
    """True for a number in quotes, where the number itself can be answered."""
    return written.lstrip("-").isdecimal() and (
        branch.answered == "integer" or (branch.answered in _CHOSEN and int(written) in option_values(branch.answers))
    )


def meant(branch: Branch, value: Json, known: tuple[str, ...]) -> str:
    """The answer as it is kept, where its title was written, or a number in quotes, or another word for yes or no."""
    written = _written(value)
    if branch.answered == "boolean":
        return "true" if written.casefold() in _YES else "false" if written.casefold() in _NO else ""
    if branch.answered == "integer":
        return written if written.lstrip("-").isdecimal() else ""
    return next((const for const, title in _titles(branch) if title == written.casefold()), "") or (
        written if written in known else nearest(written, known)
    )


def _titles(branch: Branch) -> list[tuple[str, str]]:
    options = branch.answers.get("oneOf")
    listed = [node(one) for one in (options if isinstance(options, list) else ())]
    return [(str(one.get("const", "")), str(one.get("title", "")).casefold()) for one in listed]


def _written(value: Json) -> str:
    if isinstance(value, list | dict) or value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
