"""What was asked of ``sipforms test``, and the combinations of options that mean nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import click

from sipforms.actions.trying.folders import Wanted
from sipforms.cli.opening import Chosen, now, vocabulary_from
from sipforms.render.language import _, current_language
from sipforms.render.suggestion import nearest, nearest_beside

Format: TypeAlias = Literal["text", "json", "junit"]
FORMATS: tuple[Format, ...] = ("text", "json", "junit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One way of telling, and the file that it goes to; the screen where there is none."""

    format: Format
    file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything that the command line asked for."""

    paths: tuple[Path, ...]
    text: str = ""
    verbose: bool = False
    outputs: tuple[Output, ...] = (Output(format="text"),)
    coverage: bool = False
    mutants: bool = False
    at_least: float | None = None
    every: bool = False
    writes: bool = False
    missing: bool = False
    unconfirmed: bool = False

    def wanted(self, chosen: Chosen) -> Wanted:
        """Which examples are tried, with which words, on which day."""
        return Wanted(
            vocabulary=vocabulary_from(chosen, self.paths),
            today=now().date(),
            language=current_language(),
            text=self.text,
        )


def asked_from(options: Mapping[str, Any]) -> Asked:
    """The options as given. What cannot go together is wrong use."""
    for path in options["paths"]:
        if not path.exists():
            raise click.UsageError(_("There is no folder {folder}.").format(folder=path) + nearest_beside(path))
    _refuse_nonsense(options)
    return Asked(
        paths=options["paths"],
        text=options["text"],
        verbose=options["verbose"],
        outputs=tuple(map(_output, options["formats"])) or (Output(format="text"),),
        coverage=options["coverage"],
        mutants=options["mutants"],
        at_least=options["at_least"],
        every=options["every"],
        writes=options["write"],
        missing=options["missing"],
        unconfirmed=options["unconfirmed"],
    )


def _refuse_nonsense(options: Mapping[str, Any]) -> None:
    measured = options["coverage"] or options["mutants"]
    if options["at_least"] is not None and not measured:
        raise click.UsageError(_("`--at-least` is about `--coverage` or `--mutants`: name one of them too."))
    if (options["missing"] or options["unconfirmed"]) and not options["write"]:
        raise click.UsageError(_("`--missing` and `--unconfirmed` are about `--write`: write that too."))
    if options["write"] and (measured or options["formats"]):
        raise click.UsageError(_("`--write` asks questions, so it goes with neither a format nor a measure."))
    if options["text"] and measured:
        raise click.UsageError(_("`--coverage` and `--mutants` are about all examples: leave `--example` out."))
    if _on_screen(options["formats"]) > 1:
        raise click.UsageError(_("Only one format fits on the screen: give the others a file, such as `junit=FILE`."))


def _on_screen(formats: Iterable[str]) -> int:
    return sum("=" not in one for one in formats)


def _output(written: str) -> Output:
    name, _equals, file = written.partition("=")
    found = next((one for one in FORMATS if one == name), None)
    if found is None:
        raise click.UsageError(_("There is no format `{name}`.").format(name=name) + nearest(name, FORMATS))
    if _equals and not file:
        raise click.UsageError(_("The name of a file is missing after `{written}`.").format(written=written))
    return Output(format=found, file=Path(file) if file else None)
