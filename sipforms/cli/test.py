"""``sipforms test``: try the examples of programmes, and measure what they cover and would notice."""

from pathlib import Path

import click

from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen
from sipforms.render.language import N_


@click.command(
    "test",
    cls=Command,
    help=N_(
        "Try the examples of programmes: scores, what is shown, and problems.\n\n"
        "What differs is shown beside what is expected, and why. `--write` works out what an example does not say yet "
        "and asks you to confirm it; `--coverage` and `--mutants` measure how good the examples are."
    ),
    examples=(
        "sipforms test voksen",
        "sipforms test --write voksen",
        "sipforms test --coverage --mutants voksen",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.option("--example", "text", default="", metavar="TEXT", help=N_("Only examples with this in their name."))
@click.option("--verbose", "-v", is_flag=True, help=N_("A line for every example."))
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help=N_(
        "text, json or junit; with =FILE after it, to that file. May be given again. Otherwise text on the screen."
    ),
)
@click.option("--coverage", is_flag=True, help=N_("Tell what no example covers."))
@click.option("--mutants", is_flag=True, help=N_("Put mistakes in on purpose, and tell which no example notices."))
@click.option(
    "--at-least",
    type=click.FloatRange(0, 100),
    metavar="INTEGER",
    help=N_("The smallest percentage, of coverage or of mistakes noticed, that is good enough."),
)
@click.option("--all", "every", is_flag=True, help=N_("Everything that is not covered or noticed, not the first ten."))
@click.option("--write", is_flag=True, help=N_("Fill in what comes out, each value after you have confirmed it."))
@click.option("--missing", is_flag=True, help=N_("With `--write`: also what an example says nothing about."))
@click.option(
    "--unconfirmed",
    is_flag=True,
    help=N_("With `--write`: ask nothing, and mark every value as `# not confirmed`."),
)
@click.help_option()
@click.pass_obj
def command(chosen: Chosen, /, **options: object) -> int:
    from sipforms.cli.trying_asked import asked_from  # what tries examples is loaded by those who want it

    asked = asked_from(options)
    if asked.writes:
        from sipforms.cli.confirming import confirm

        return confirm(asked, chosen)
    from sipforms.cli.trying import try_and_tell

    return try_and_tell(asked, chosen)
