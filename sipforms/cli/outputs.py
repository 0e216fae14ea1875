"""Where a report goes: ``--format NAME`` to standard output, ``--format NAME=FILE`` to a file, several at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from sipforms.render.language import _
from sipforms.render.suggestion import nearest, nearest_beside

USUAL = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One report to be written. Without a ``file`` it goes to standard output."""

    format: str
    file: Path | None = None


def outputs_from(asked: Collection[str], known: Collection[str]) -> tuple[Output, ...]:
    """What was asked for; text on standard output where nothing else goes there. Wrong use is refused in a sentence."""
    outputs = tuple(_output(one, known) for one in asked)
    files = [one.file.absolute() for one in outputs if one.file is not None]
    if len(outputs) - len(files) > 1:
        raise click.UsageError(
            _("Only one format can go to standard output; give the others a file, such as {example}.").format(
                example="--format sarif=report.sarif"
            )
        )
    twice = next((one for one in files if files.count(one) > 1), None)
    if twice is not None:
        raise click.UsageError(_("Two formats would be written to {file}.").format(file=twice))
    return outputs if len(outputs) > len(files) else (Output(format=USUAL), *outputs)


def write_outputs(contents: Mapping[Path, str]) -> None:
    """Write the reports to their files, each whole or not at all; what the disk says no with is told in a sentence."""
    from sipforms.actions.whole_files import write_whole
    from sipforms.cli.refusals import refusal
    from sipforms.store.failures import StoreUnavailable

    try:
        write_whole({file: text.encode("utf-8") for file, text in contents.items()})
    except StoreUnavailable as fault:
        files = ", ".join(map(str, contents))
        raise click.ClickException(
            _("{file} could not be written. {reason}").format(file=files, reason=refusal(fault))
        ) from fault


def _output(written: str, known: Collection[str]) -> Output:
    name, equals, file = written.partition("=")
    if name not in known:
        raise click.UsageError(_("There is no format `{name}`.").format(name=name) + nearest(name, known))
    if not equals:
        return Output(format=name)
    path = Path(file)
    if not file or path.is_dir():
        raise click.UsageError(_("{option} wants the name of a file after it.").format(option=f"{name}="))
    if not path.parent.is_dir():
        said = _("There is no folder {folder}.").format(folder=path.parent)
        raise click.UsageError(said + nearest_beside(path.parent))
    return Output(format=name, file=path)
