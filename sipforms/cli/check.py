"""``sipforms check``: find the mistakes in programmes, tell them in several formats, mend what can be mended."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from sipforms.actions.checking import Criteria, Inspection, Profile, check_folders
from sipforms.cli.command import Command
from sipforms.cli.opening import Chosen, now, settings_from, vocabulary_from
from sipforms.cli.paths import no_folder
from sipforms.render.language import N_, _

PROBLEMS_FOUND = 1
FORMATS = ("text", "json", "sarif", "junit", "github")
_MANY = 8
_CLEAR = "\r\x1b[K"


@click.command(
    "check",
    cls=Command,
    help=N_("Find the mistakes in programmes, with the place of each and what to write instead."),
    examples=("sipforms check --fix voksen", "sipforms check --profile production --format junit=check.xml programs"),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help=N_(
        "text, json, sarif, junit or github; with =FILE after it, to that file. May be given again. "
        "Otherwise text on the screen."
    ),
)
@click.option(
    "--profile",
    type=click.Choice([str(one) for one in Profile]),
    default=str(Profile.DRAFT),
    metavar="draft|production",
    help=N_("How much is asked: in production warnings count as mistakes, and examples are computed."),
)
@click.option("--fix", is_flag=True, help=N_("Mend what can be mended without you; the changes are shown first."))
@click.option("--yes", is_flag=True, help=N_("With `--fix`: write the changes without asking."))
@click.option(
    "--explain", "indicator", metavar="INDICATOR", help=N_("Work out a number for each example, item by item.")
)
@click.option(
    "--resolved", is_flag=True, help=N_("Show one programme together with what it extends, with the file of each part.")
)
@click.option("--all", "every", is_flag=True, help=N_("Show every problem, also where one kind fills a whole file."))
@click.option(
    "--skip-others", is_flag=True, help=N_("Pass over files that belong to no programme, instead of telling them.")
)
@click.help_option()
@click.pass_obj
def command(
    chosen: Chosen,
    /,
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    profile: str,
    indicator: str | None,
    **flags: bool,
) -> int:
    settings = settings_from(chosen)
    _refuse_missing(paths)
    if flags["yes"] and not flags["fix"]:
        raise click.UsageError(_("`--yes` is about `--fix`: write that too."))
    if indicator is not None and (formats or flags["fix"]):
        raise click.UsageError(_("`--explain` works numbers out, so it goes with neither a format nor `--fix`."))
    if flags["skip_others"]:
        paths = _of_programmes(paths)
    criteria = Criteria(
        vocabulary=vocabulary_from(chosen, paths, hooks=False),
        today=now().date(),
        profile=Profile(profile),
        shelves=settings.programmes,
    )
    if flags["resolved"]:
        from sipforms.cli.resolved import show_resolved

        return show_resolved(paths, criteria)
    if indicator is not None:
        from sipforms.cli.check_explain import explain

        return explain(paths, criteria, indicator)
    if formats or flags["fix"]:
        from sipforms.cli.check_report import Asked, check_and_report

        asked = Asked(formats=formats, fix=flags["fix"], unasked=flags["yes"], every=flags["every"])
        return check_and_report(paths, criteria, asked, progress=_progress())
    inspection = check_folders(paths, criteria, _progress())
    return _told(inspection, criteria, every=flags["every"])


def _told(inspection: Inspection, criteria: Criteria, *, every: bool) -> int:
    """The usual report. A programme without mistakes loads neither sentences nor what mends."""
    if inspection.problems or inspection.allowed:
        from sipforms.cli.check_report import with_offers_where_quick, write_text

        write_text(with_offers_where_quick(inspection, criteria) if sys.stdout.isatty() else inspection, every=every)
    else:
        from sipforms.render.checking.summary import summary

        click.echo(summary(inspection))
    return 0 if inspection.passed else PROBLEMS_FOUND


def _refuse_missing(paths: Iterable[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise no_folder(path)


def _of_programmes(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths without files that lie in no programme."""
    from sipforms.actions.bundle_tree import home_of

    return tuple(path for path in paths if path.is_dir() or home_of(path) is not None)


class _Progress:
    """How far checking is, on standard error while that is a terminal and there is much to do."""

    def __call__(self, done: int, count: int) -> None:
        if count >= _MANY:
            said = _("{done} of {count} programmes checked").format(done=done, count=count)
            end = _CLEAR if done == count else ""
            click.echo(f"{_CLEAR}{said}{end}", nl=False, err=True)


def _progress() -> _Progress | None:
    return _Progress() if sys.stderr.isatty() else None
