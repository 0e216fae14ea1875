"""Commands and groups of commands whose help speaks the user's language."""

import click

from sipforms.render.language import N_, _


class Command(click.Command):
    """A command; its help and its options' helps are marked with ``N_`` and translated when shown."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [_(piece) if piece == "[OPTIONS]" else piece for piece in self.collect_usage_pieces(ctx)]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        _write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)


class Group(click.Group):
    """A command with commands of its own."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _("COMMAND [ARGUMENTS]..."), prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        _write_help(self.help, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_options(self, ctx, formatter)
        rows = [(name, _first_line(command.help)) for name, command in sorted(self.commands.items())]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def _write_help(help_: str | None, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_(help_) if help_ else "")


def _write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    rows = [row for parameter in command.get_params(ctx) if (row := parameter.get_help_record(ctx)) is not None]
    with formatter.section(_("Options")):
        ours = [(names, _OWN_HELP if names == "--help" else help_) for names, help_ in rows]
        formatter.write_dl([(names, _(help_)) for names, help_ in ours])


def _first_line(help_: str | None) -> str:
    return _(help_).partition("\n")[0] if help_ else ""


_OWN_HELP = N_("Print this help.")
