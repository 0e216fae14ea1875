"""Commands and groups of commands whose help speaks the user's language."""

import re
from typing import Any

import click

from sipforms.render.language import N_, _

_METAVARS = (
    N_("CITIZEN"), N_("COMMAND"), N_("DIGEST"), N_("FILE"), N_("FOLDER"), N_("ID"), N_("INDICATOR"), N_("INTEGER"),
    N_("FORMAT"), N_("MONTHS"), N_("NAME=VALUE"), N_("OPTIONS"), N_("PATH"), N_("PATH=VALUE"), N_("PROGRAMME"),
    N_("PROGRAMME=MONTHS"), N_("QUESTIONNAIRE"),
    N_("TEXT"), N_("UNIT=REASON"), N_("VERSION"), N_("WHO"), N_("WORD"), N_("YEAR"), N_("ZIP"),
)  # fmt: skip
"""What stands for a value in a help page; looked up by ``metavar_words``."""

_EXTRA = re.compile(r"\s*\[(?P<items>[^\]]*)\]$")
_RANGE = re.compile(r"(?P<low>-?\d+)<=x<=(?P<high>-?\d+)")


class Command(click.Command):
    """A command; its help and its options' helps are marked with ``N_`` and translated when shown.

    ``examples`` are whole lines to type, the same in every language.
    """

    def __init__(self, name: str | None, *, examples: tuple[str, ...] = (), **settings: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(name, **settings)
        self.examples = examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(map(metavar_words, self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        _write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        if self.examples:
            with formatter.section(_("For example")):
                formatter.write("".join(f"{'':>{formatter.current_indent}}{line}\n" for line in self.examples))


class Group(click.Group):
    """A command with commands of its own."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _("COMMAND [ARGUMENTS]..."), prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        _write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        rows = [(name, _first_line(command.help)) for name, command in sorted(self.commands.items())]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """The options with their helps; arguments stand in the line of usage only."""
    rows = [_row(one, ctx) for one in command.get_params(ctx) if isinstance(one, click.Option)]
    with formatter.section(_("Options")):
        formatter.write_dl([row for row in rows if row is not None])


def command_line(*words: object) -> str:
    """A command of ours as somebody types it, the same in every language; what holds a space stands in quotes."""
    written = map(str, words)
    return " ".join(("sipforms", *(f'"{word}"' if " " in word else word for word in written)))


def metavar_words(metavar: str) -> str:
    """What stands for a value, such as ``[QUESTIONNAIRE]`` or ``FOLDER...``, in the user's language."""
    name = metavar.strip("[].")
    if name.startswith("%"):  # how click shows a date
        return _("DAY")
    return metavar.replace(name, "|".join(_(part) for part in name.split("|")))


def _row(option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
    record = option.get_help_record(ctx)
    if record is None:
        return None
    names, help_ = record
    flags, space, metavar = names.rpartition(" ")
    if space and not metavar.startswith("-"):
        names = f"{flags} {metavar_words(metavar)}"
    if "--help" in option.opts:
        return names, _("Print this help.")
    written = option.help or ""
    extra = help_[len(written) :] if help_.startswith(written) else ""
    return names, _(written) + _extra(extra)


def _extra(written: str) -> str:
    """What click adds to a help by itself: the default, the range, that an option is required."""
    found = _EXTRA.fullmatch(written)
    if found is None:
        return written
    return f" [{'; '.join(_extra_item(item) for item in found['items'].split('; '))}]"


def _extra_item(item: str) -> str:
    bounds = _RANGE.fullmatch(item)
    if bounds is not None:
        return _("from {low} to {high}").format(low=bounds["low"], high=bounds["high"])
    if item.startswith("default: "):
        return _("otherwise {value}").format(value=item.removeprefix("default: "))
    return _("required") if item == "required" else item


def _write_help(help_: str | None, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_(help_) if help_ else "")


def _first_line(help_: str | None) -> str:
    return _(help_).partition("\n")[0] if help_ else ""
