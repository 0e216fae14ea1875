"""Rounds that were answered on paper and keyed in from there: what is kept of that, and what stands on the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sipforms.engine.response import Json, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """What is read at the top of a filled-in sheet before its answers are keyed.

    ``day`` is the day written on it, ``asked_by`` the initials of whoever asked, ``code`` the form's code as printed
    (digits only; empty where nobody could read one).
    """

    day: date
    asked_by: str = ""
    code: str = ""


def paper_as_json(paper: Paper) -> dict[str, Json]:
    """What is kept as plain JSON, without what is empty."""
    said: dict[str, Json] = {"asked_by": paper.asked_by, "code": paper.code}
    if paper.second_by:
        said |= {"second_by": paper.second_by, "differed": paper.differed}
    return said


def paper_from_json(written: Mapping[str, object]) -> Paper:
    """What ``paper_as_json`` wrote; a KeyError or ValueError for anything else."""
    return Paper(
        asked_by=str(written["asked_by"]),
        code=str(written["code"]),
        second_by=str(written.get("second_by", "")),
        differed=int(str(written.get("differed", 0))),
    )
