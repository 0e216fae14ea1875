"""Wrong use of the command line, told in the user's language with the next step."""

import difflib
from collections.abc import Iterable

import click

from sipforms.cli.command import metavar_words
from sipforms.cli.terminal import tell_lines
from sipforms.render.language import _
from sipforms.render.plain import plain
from sipforms.render.suggestion import listed, nearest


def tell(mistake: click.ClickException) -> None:
    """Print what is wrong and how to find the right way, on standard error."""
    if isinstance(mistake, click.exceptions.NoArgsIsHelpError):
        click.echo(mistake.message, err=True)
        return
    tell_lines([plain(_sentence(mistake))], err=True)
    if isinstance(mistake, click.UsageError):
        path = mistake.ctx.command_path if mistake.ctx else "sipforms"
        click.echo(_("See `{command} --help`.").format(command=path), err=True)


def _sentence(mistake: click.ClickException) -> str:
    match mistake:
        case click.BadParameter():
            return _of_value(mistake)
        case click.UsageError():
            return _of_usage(mistake)
        case click.FileError():
            return _("The file {file} cannot be opened.").format(file=mistake.ui_filename)
    return mistake.format_message()


def _of_value(mistake: click.BadParameter) -> str:
    if isinstance(mistake, click.MissingParameter):
        return _("{name} is missing.").format(name=_name(mistake))
    return _("{name} cannot be used: {reason}").format(name=_name(mistake), reason=_reason(mistake))


def _of_usage(mistake: click.UsageError) -> str:
    if isinstance(mistake, click.NoSuchOption):
        return _no_such_option(mistake)
    if isinstance(mistake, click.BadOptionUsage):
        return _("{option} wants a value after it, or takes none.").format(option=mistake.option_name)
    if mistake.ctx is not None and mistake.message.startswith("No such command"):
        return _no_such_command(mistake, mistake.ctx)
    if "unexpected extra argument" in mistake.message:
        return _("There are more arguments than the command takes.")
    return mistake.format_message()


def _no_such_option(mistake: click.NoSuchOption) -> str:
    ctx = mistake.ctx
    known = _options(ctx) if ctx else []
    said = _("There is no option {option}.").format(option=mistake.option_name)
    root = ctx.find_root() if ctx else None
    if ctx and root and root is not ctx and mistake.option_name in _options(root):
        typed = " ".join(("sipforms", mistake.option_name, "...", *ctx.command_path.split()[1:]))
        return _("{option} stands before the command: {typed}").format(option=mistake.option_name, typed=f"`{typed}`")
    return said + _meant(difflib.get_close_matches(mistake.option_name, known, n=1))


def _options(ctx: click.Context) -> list[str]:
    return [name for one in ctx.command.get_params(ctx) for name in one.opts if name.startswith("--")]


def _no_such_command(mistake: click.UsageError, ctx: click.Context) -> str:
    typed = next((word for word in mistake.message.split("'")[1::2]), "")
    known = ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else []
    return _("There is no command `{typed}`.").format(typed=typed) + _meant(
        difflib.get_close_matches(typed, known, n=1)
    )


def _meant(words: Iterable[str]) -> str:
    near = next(iter(words), None)
    return " " + _("Did you mean `{nearest}`?").format(nearest=near) if near else ""


def _reason(mistake: click.BadParameter) -> str:
    """Why a value cannot be used, in a sentence of ours: click's own are English."""
    kind = mistake.param.type if mistake.param is not None else None
    typed = next(iter(mistake.message.split("'")[1::2]), "")
    match kind:
        case click.Choice():
            known = [str(one) for one in kind.choices]
            return (nearest(typed, known) if typed else " " + listed(known)).strip()
        case click.IntRange() if kind.min is not None and kind.max is not None:
            return _("it can be a whole number from {low} to {high}.").format(low=kind.min, high=kind.max)
        case click.types.IntParamType():
            return _("it must be a whole number.")
        case click.DateTime():
            return _("it must be a day, such as 2026-11-22.")
        case click.Path():
            return _path_reason(mistake.message, typed)
    return mistake.message


def _path_reason(message: str, typed: str) -> str:
    if "does not exist" in message:
        return _("there is no file {file}.").format(file=typed)
    if "is a directory" in message:
        return _("{file} is a folder.").format(file=typed)
    if "is a file" in message:
        return _("{file} is a file, not a folder.").format(file=typed)
    return _("{file} cannot be read or written.").format(file=typed)


def _name(mistake: click.BadParameter) -> str:
    if mistake.param is None:
        return _("The value")
    if isinstance(mistake.param, click.Argument) and mistake.ctx:
        return metavar_words(mistake.param.make_metavar(mistake.ctx)).strip("[].")
    return mistake.param.opts[0]
