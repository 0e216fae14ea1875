"""Our own faults: a sentence on the screen, and a log with types and line numbers only.

Neither holds a message or a value: an exception's text, or a local variable, may hold an answer.
"""

import traceback
from datetime import UTC, datetime
from pathlib import Path

import click
import platformdirs

from sipforms import __version__
from sipforms.render.language import _

OUR_FAULT = 3


def tell_fault(fault: BaseException) -> int:
    """Say that the program failed and where the log is; the exit code for a fault of ours."""
    where = _logged(fault)
    click.echo(_("The program failed, and it is our fault. What was shown as saved is safe."), err=True)
    if where is None:
        click.echo(_("Code: {code}").format(code=described(fault)[-1]), err=True)
    else:
        click.echo(_("Send us this file, it holds no answers: {file}").format(file=where), err=True)
    return OUR_FAULT


def described(fault: BaseException) -> tuple[str, ...]:
    """The fault as types, files of ours and line numbers, outermost first, the cause last."""
    frames = traceback.extract_tb(fault.__traceback__)
    places = tuple(f"{_inside(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames)
    cause = fault.__cause__ or fault.__context__
    return (*places, type(fault).__name__, *(described(cause) if cause is not None else ()))


def _inside(filename: str) -> str:
    parts = Path(filename).parts
    start = max(
        (place for place, part in enumerate(parts) if part in {"sipforms", "site-packages"}), default=len(parts) - 1
    )
    return "/".join(parts[start:])


def _logged(fault: BaseException) -> Path | None:
    folder = Path(platformdirs.user_log_dir("sipforms", appauthor=False))
    file = folder / f"fault-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join((f"sipforms {__version__}", *described(fault), "")), encoding="utf-8")
    except OSError:
        return None
    return file
