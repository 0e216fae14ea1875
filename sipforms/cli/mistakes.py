"""Wrong use of the command line, told in the user's language with the next step."""

import difflib

import click

from sipforms.render.language import _


def tell(mistake: click.ClickException) -> None:
    """Print what is wrong and how to find the right way, on standard error."""
    click.echo(_sentence(mistake), err=True)
    if isinstance(mistake, click.UsageError):
        path = mistake.ctx.command_path if mistake.ctx else "sipforms"
        click.echo(_("See `{command} --help`.").format(command=path), err=True)


def _sentence(mistake: click.ClickException) -> str:
    match mistake:
        case click.NoSuchOption():
            return _("There is no option {option}.").format(option=mistake.option_name) + _meant(
                mistake.possibilities or ()
            )
        case click.MissingParameter():
            return _("{name} is missing.").format(name=_name(mistake))
        case click.BadParameter():
            return _("{name} cannot be used: {reason}").format(name=_name(mistake), reason=mistake.message)
        case click.UsageError() if mistake.ctx is not None and mistake.message.startswith("No such command"):
            return _no_such_command(mistake, mistake.ctx)
        case click.UsageError() if "unexpected extra argument" in mistake.message:
            return _("There are more arguments than the command takes.")
    return mistake.format_message()


def _no_such_command(mistake: click.UsageError, ctx: click.Context) -> str:
    typed = next((word for word in mistake.message.split("'")[1::2]), "")
    known = ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else []
    return _("There is no command `{typed}`.").format(typed=typed) + _meant(
        difflib.get_close_matches(typed, known, n=1)
    )


def _meant(words: "list[str] | tuple[str, ...] | object") -> str:
    nearest = next(iter(words), None) if isinstance(words, (list, tuple)) else None
    return " " + _("Did you mean `{nearest}`?").format(nearest=nearest) if nearest else ""


def _name(mistake: click.BadParameter) -> str:
    if mistake.param is None:
        return _("The value")
    return (
        mistake.param.make_metavar(mistake.ctx)
        if isinstance(mistake.param, click.Argument) and mistake.ctx
        else mistake.param.opts[0]
    )
