"""What was asked of ``sipforms test``, and the combinations of options that mean nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from sipforms.actions.checking import Criteria
from sipforms.actions.trying.folders import Wanted
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.outputs import Output, outputs_from
from sipforms.cli.paths import no_folder
from sipforms.render.language import _, current_language

FORMATS = ("text", "json", "junit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything that the command line asked for."""

    paths: tuple[Path, ...]
    outputs: tuple[Output, ...]
    text: str = ""
    verbose: bool = False
    coverage: bool = False
    mutants: bool = False
    at_least: float | None = None
    every: bool = False
    writes: bool = False
    missing: bool = False
    unconfirmed: bool = False

    def wanted(self, chosen: Chosen) -> Wanted:
        """Which examples are tried, with which words, on which day."""
        criteria = Criteria(
            vocabulary=vocabulary_from(chosen, self.paths),
            today=now().date(),
            shelves=settings_from(chosen).programmes,
        )
        return Wanted(criteria=criteria, language=current_language(), text=self.text)


def asked_from(options: Mapping[str, Any]) -> Asked:
    """The options as given. What cannot go together is wrong use."""
    for path in options["paths"]:
        if not path.exists():
            raise no_folder(path)
    _refuse_nonsense(options)
    return Asked(
        paths=options["paths"],
        text=options["text"],
        verbose=options["verbose"],
        outputs=outputs_from(options["formats"], FORMATS),
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
