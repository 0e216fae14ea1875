"""The list of commands. A command's file is imported when it is run, so that the list itself costs nothing."""

import gc
from importlib import import_module
from pathlib import Path

import click

from sipforms import __version__
from sipforms.cli.command import write_options
from sipforms.engine.collecting import no_collecting
from sipforms.render.language import N_, _, languages, speak

COMMANDS = {
    "demo": N_("Try everything with invented citizens; nothing real is touched."),
    "fill": N_("Answer a questionnaire on the screen or from a file."),
    "citizen-screen": N_("Show the citizen the form that is open here, in a second terminal."),
    "paper": N_("Print a questionnaire as a blank form, to be filled in by hand."),
    "response": N_("Show, correct, sign, unlock, move or withdraw what was handed in."),
    "report": N_("Show one citizen's report: now, last time, and what to talk about."),
    "export": N_("Write responses for other programs: CSV, Excel, SPSS, Parquet or JSON Lines."),
    "recipient": N_("Make the key that sealed exports are sent to, or show whose it is."),
    "open": N_("Open a sealed export with your own key."),
    "codebook": N_("Print what every column of an export means."),
    "import": N_("Read responses back from JSON Lines."),
    "preview": N_("Show the form of a programme while it is being written."),
    "check": N_("Find the mistakes in programmes."),
    "test": N_("Try the examples of programmes: what comes out, and what is expected."),
    "new": N_("Write a small programme to begin with."),
    "schema": N_("Print a questionnaire as one plain JSON Schema."),
    "programmes": N_("List the programmes at hand, or show one."),
    "plugins": N_("List plug-ins and the words they offer."),
    "trust": N_("Read a programme's Python code, and allow it to run here."),
    "log": N_("Show and check the log of who used which case file."),
    "store": N_("Make a store for case files, look after it, copy it, or show what one is."),
    "user": N_("Say who may sign in, as what, and in which units."),
    "unit": N_("Divide the facility into units: add, list, rename."),
    "case": N_("Say whom a citizen's case file is for: show, restrict, open, move."),
    "erase": N_("Erase a citizen's case file for good."),
    "retention": N_("Decide how long answers are kept, and erase what has outlived it."),
    "recovery": N_("Look after the recovery codes on paper: list, try, add, remove."),
    "recover": N_("Come back into the store by a recovery code, when nobody is left who can let others in."),
}
_MODULES = {"import": "import_", "open": "open_", "citizen-screen": "citizen_screen"}


class CommandList(click.Group):
    """A group that knows its commands' names and one-line helps without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        with no_collecting():
            command: click.Command = import_module(f"sipforms.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        gc.freeze()  # modules stay until the end: no collection need look through them, and the last one would
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(help_)) for name, help_ in COMMANDS.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, _("[OPTIONS] COMMAND [ARGUMENTS]..."), prefix=_("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(
                _("Questionnaires about people's lives, answered again and again: ask, show, compare, keep.")
            )
            formatter.write_paragraph()
            formatter.write_text(_("Without a command the screens open."))


def _speak(_ctx: click.Context, _parameter: click.Parameter, language: str | None) -> str | None:
    speak(language)
    return language


@click.command(cls=CommandList, invoke_without_command=True, no_args_is_help=False)
@click.option(
    "--language",
    metavar="da|en|nb|sv",
    type=click.Choice(languages()),
    callback=_speak,
    is_eager=True,
    help=N_("The language to speak; Danish unless told otherwise."),
)
@click.option("--store", type=click.Path(path_type=Path), help=N_("The folder with the case files."))
@click.option("--demo", is_flag=True, help=N_("Work on the demonstration's invented citizens."))
@click.option("--demo-of", metavar="PROGRAMME", help=N_("The same, of another programme than SIP-voksen."))
@click.option("--country", is_flag=True, help=N_("With `--demo-of`: its whole country instead of one facility."))
@click.option("--user", metavar="ID", help=N_("The initials of whoever signs in."))
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help=N_("For scripts: a file with the passphrase on its first line, which nobody else may read."),
)
@click.option("--unprotected", is_flag=True, help=N_("Open a store of real people although it is not encrypted."))
@click.option(
    "--programmes",
    type=click.Path(path_type=Path),
    multiple=True,
    help=N_("One more folder to look for programmes in; may be given again."),
)
@click.option("--line", is_flag=True, help=N_("Ask line by line: for a screen reader, or where nothing can be drawn."))
@click.option(
    "--citizen-screen",
    is_flag=True,
    help=N_("Open a screen of the citizen's own beside each form: in a browser or a second terminal on this machine."),
)
@click.option("--settings", "settings_path", type=click.Path(path_type=Path), help=N_("Another settings file."))
@click.version_option(__version__, message="%(prog)s %(version)s", help=N_("Print the version."))
@click.help_option()
@click.pass_context
def sipforms(ctx: click.Context, /, **chosen: object) -> int | None:
    ctx.obj = chosen
    if ctx.invoked_subcommand is not None:
        return None
    from sipforms.cli.first_run import first_run
    from sipforms.cli.screens import open_screens

    code = first_run(chosen)
    return open_screens(chosen) if code is None else code
