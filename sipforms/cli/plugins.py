"""``sipforms plugins``: code and programmes in one list, what each offers, and what each word means."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

import click

from sipforms.actions.plugin_facts import PluginFacts, blocked_in_vain, plugin_facts, words_of
from sipforms.cli.command import Command, Group
from sipforms.cli.opening import Chosen, settings_from, vocabulary_from
from sipforms.engine.vocabulary import Vocabulary
from sipforms.render.language import N_, _
from sipforms.render.plain import plain
from sipforms.render.plain_json import plain_json
from sipforms.render.problems import next_step, problem_text, sentence
from sipforms.render.suggestion import nearest
from sipforms.render.word_page import HOOK_WORDS, word_page

PROBLEMS_FOUND = 1
_KINDS = {"own": "", "package": N_("package {source}"), "hooks": N_("trusted hooks.py"), "bundle": "{source}"}
_CODE = {
    "none": "",
    "trusted": N_("hooks.py: trusted"),
    "untrusted": N_("hooks.py: not trusted"),
    "changed": N_("hooks.py: changed, not trusted"),
}


@click.group(
    "plugins",
    cls=Group,
    invoke_without_command=True,
    help=N_("List plug-ins and the words they offer; programmes are plug-ins too."),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="text|json",
    help=N_("For people, or for other programs."),
)
@click.help_option()
@click.pass_context
def command(ctx: click.Context, format_: str) -> int | None:
    if ctx.invoked_subcommand is not None:
        return None
    chosen: Chosen = ctx.obj
    settings, words = settings_from(chosen), vocabulary_from(chosen)
    facts = plugin_facts(words, settings.programmes)
    in_vain = blocked_in_vain(facts, settings.blocked, words)
    if format_ == "json":
        click.echo(plain_json(_plain(facts, words, in_vain)), nl=False)
    else:
        _tell(facts, words, in_vain)
    return PROBLEMS_FOUND if words.problems else 0


@command.command(
    "show",
    cls=Command,
    help=N_("Say what a word means: formula, range, missing answers, source."),
    examples=("sipforms plugins show mean",),
)
@click.argument("word", metavar="WORD")
@click.help_option()
@click.pass_obj
def show(chosen: Chosen, word: str) -> int:
    found = words_of(vocabulary_from(chosen))
    meant = [(hook, words[word]) for hook, words in found.items() if word in words]
    if not meant:
        known = sorted({name for words in found.values() for name in words})
        said = _("No plug-in offers `{word}`.").format(word=word)
        near = nearest(word, known) if difflib.get_close_matches(word, known, n=1) else ""
        raise click.UsageError(said + (near or " " + _("`sipforms plugins` lists the words.")))
    for hook, one in meant:
        for line in word_page(word, hook, one):
            click.echo(line)
    return 0


def _tell(facts: tuple[PluginFacts, ...], words: Vocabulary, in_vain: tuple[str, ...]) -> None:
    _show(_("Programmes"), [(one.name, *_about(one)) for one in facts if one.kind == "bundle"])
    others = [one for one in facts if one.kind != "bundle" and (one.kind != "own" or one.blocked)]
    _show(_("Other plug-ins"), [(one.name, *_about(one)) for one in others if one.name not in in_vain])
    for hook, offered in words_of(words).items():
        if hook != "programmes":
            _show(_(HOOK_WORDS[hook]), [(name, word.plugin) for name, word in sorted(offered.items())])
    for name in in_vain:
        said = _("The settings block `{name}`, and there is no such plug-in.").format(name=plain(name))
        click.echo(said + nearest(name, [one.name for one in facts if one.name != name]))
    for problem in words.problems:
        click.echo(problem_text(problem, None, folder=None))
        click.echo()


def _about(one: PluginFacts) -> Iterator[str]:
    offered = ", ".join(word for hook, words in one.offers.items() if hook != "programmes" for word in words)
    kind = _KINDS[one.kind]
    parts = (
        _("blocked") if one.blocked else "",
        _(kind).format(source=one.source) if kind else "",
        _(_CODE[one.code]) if _CODE[one.code] else "",
        offered,
    )
    yield plain(" · ".join(part for part in parts if part))


def _show(title: str, rows: Iterable[tuple[str, ...]]) -> None:
    rows = list(rows)
    if not rows:
        return
    click.echo(title)
    width = max(len(row[0]) for row in rows)
    for name, *rest in rows:
        click.echo("  " + "  ".join((name.ljust(width), *rest)).rstrip())
    click.echo()


def _plain(facts: tuple[PluginFacts, ...], words: Vocabulary, in_vain: tuple[str, ...]) -> Mapping[str, object]:
    problems = [
        {"code": one.code, "plugin": one.place.file, "said": sentence(one), "next": next_step(one)}
        for one in words.problems
    ]
    return {
        "plugins": [one.plain() for one in facts if one.name not in in_vain],
        "blockedInVain": list(in_vain),
        "problems": problems,
    }
