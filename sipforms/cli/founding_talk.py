"""The conversation that comes before a store for real people: what is asked, and recovery codes typed back in part."""

from collections.abc import Callable, Sequence

from sipforms.cli.asking import NO, YES
from sipforms.cli.passphrases import chosen_passphrase
from sipforms.cli.terminal import Terminal
from sipforms.engine.programme import Programme
from sipforms.render.language import _, ngettext
from sipforms.render.plain import plain
from sipforms.store.access.founding import Founding, NewUser, Paper, Times
from sipforms.store.access.roles import Role

MOST_MONTHS = 1200
"""A hundred years: a longer time is a slip of the finger."""
ADVISED_KEEPERS, MOST_KEEPERS = 2, 5

FIRST_ROLES = (Role.LEADER, Role.ADMINISTRATOR)
"""What the first person of a store is, and whoever comes back into it by a recovery code."""

Below = Callable[[int], int]
"""A number below the one given, by chance."""


def talk(
    terminal: Terminal,
    programmes: Callable[[], Sequence[Programme]],
    new_code: Callable[[], str],
    below: Below,
    initials: str = "",
) -> Founding | None:
    """Ask for everything, in an order in which each question makes sense; None where the last answer is a no.

    ``programmes`` are asked for when they are needed: reading them takes longer than the first questions should wait.
    """
    facility = _asked(terminal, _("What is the facility called?"))
    initials = initials or _asked(terminal, _("Your initials, which you sign in with, such as AB:"))
    name = _asked(terminal, _("Your whole name, as colleagues know you:"))
    terminal.say(_("You become leader and administrator: you can let in others, and give the work away later."))
    terminal.say()
    passphrase = chosen_passphrase(terminal, (initials, facility, name, *name.split()))
    used = _used(terminal, programmes())
    times = Times(programmes=_retention_asked(terminal, used), log=_log_retention_asked(terminal))
    wanted = Founding(
        founder=NewUser(name=initials, title=name, roles=FIRST_ROLES, passphrase=passphrase),
        house=facility,
        papers=papers_asked(terminal, new_code, below),
        times=times,
    )
    return wanted if _is_agreed(terminal, wanted, used) else None


def _asked(terminal: Terminal, question: str) -> str:
    while True:
        answer = " ".join(terminal.ask(question).split())
        if answer:
            return answer
        terminal.say(_("Something must be written here. Ctrl-C stops; nothing has been made."))


def _used(terminal: Terminal, programmes: Sequence[Programme]) -> Sequence[Programme]:
    """Those of the programmes at hand that the facility says it uses."""
    terminal.say()
    if len(programmes) < 2:
        return programmes
    for number, programme in enumerate(programmes, 1):
        terminal.say(f"  {number}  {plain(programme.title)}")
    while True:
        words = terminal.ask(_("Which of these do you use? Numbers with a space between:")).replace(",", " ").split()
        if all(word.isdecimal() and 1 <= int(word) <= len(programmes) for word in words):
            return [programmes[number - 1] for number in sorted({int(word) for word in words})]
        terminal.say(_("Write numbers from 1 to {most}, such as 1 3.").format(most=len(programmes)))


def _retention_asked(terminal: Terminal, used: Sequence[Programme]) -> dict[str, int]:
    """The months for each programme that the facility uses; those put off are left out."""
    terminal.say()
    terminal.say(
        _(
            "How long are answers kept after a stay has ended? The law gives no number: you decide. "
            "Nothing is deleted by itself; when the time has come the program proposes it, and a person says yes. "
            "An empty line leaves it for later, and then leaders are told at each signing in."
        )
    )
    months = {}
    for programme in used:
        asked = _months_asked(
            terminal, _("{programme}, months after the stay:").format(programme=plain(programme.title))
        )
        if asked is not None:
            months[programme.id] = asked
    return months


def _log_retention_asked(terminal: Terminal) -> int | None:
    terminal.say()
    terminal.say(
        _(
            "The access log says who has read and changed what. How long it is kept you decide, too. "
            "Six months, and up to five years, was once the rule for public authorities."
        )
    )
    return _months_asked(terminal, _("The access log, months:"))


def _months_asked(terminal: Terminal, question: str) -> int | None:
    while True:
        answer = terminal.ask(question)
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= MOST_MONTHS:
            return int(answer)
        terminal.say(_("Write a whole number of months, such as 60 for five years, or nothing."))


def papers_asked(terminal: Terminal, new_code: Callable[[], str], below: Below) -> tuple[Paper, ...]:
    """Those who keep recovery codes, one at least; each code was shown once and typed back in part."""
    terminal.say()
    terminal.say(
        _(
            "A recovery code opens the store when the leader is gone or has forgotten the passphrase. "
            "Without one all answers would be lost for good. It is kept on paper, away from the machine: in a safe, "
            "or by somebody outside the house. Whoever has the paper can read everything. "
            "Two codes, with two people, are better than one."
        )
    )
    papers: list[Paper] = []
    while len(papers) < MOST_KEEPERS:
        question = _("Who keeps a recovery code?") if not papers else _("Who keeps one more? An empty line: nobody.")
        holder = _asked(terminal, question) if not papers else " ".join(terminal.ask(question).split())
        if not holder:
            break
        paper = Paper(holder=holder, code=new_code(), is_proved=True)
        hand_out(terminal, paper.code, holder, below)
        papers.append(paper)
    return tuple(papers)


def hand_out(terminal: Terminal, code: str, holder: str, below: Below) -> None:
    """Show the code on a page that leaves nothing behind, until two of its groups have been typed back."""
    groups = code.split("-")
    while True:
        _show(terminal, groups, holder)
        first = below(len(groups))
        second = (first + 1 + below(len(groups) - 1)) % len(groups)
        wrong = [number for number in sorted((first, second)) if not _is_typed_back(terminal, groups, number)]
        if not wrong:
            terminal.say(_("Right. The code is on the paper now, and nowhere else."))
            return
        terminal.say(_("That is not what stands in the code. Here it is once more; compare it group by group."))


def _show(terminal: Terminal, groups: Sequence[str], holder: str) -> None:
    terminal.turn_page()
    try:
        terminal.say(
            _("Recovery code for {holder}. Write it on paper now; it is shown only here.").format(holder=holder)
        )
        terminal.say()
        for number, group in enumerate(groups, 1):
            terminal.say(f"   {number:>2}   {group}")
        terminal.say()
        terminal.say(_("The letters I, L, O and U do not occur in it. Take no photo of it."))
        terminal.ask(_("Press Enter when it is written down; then it goes away:"))
    finally:
        terminal.turn_back()


def _is_typed_back(terminal: Terminal, groups: Sequence[str], number: int) -> bool:
    typed = terminal.ask_hidden(_("Read from the paper: group {number}:").format(number=number + 1))
    return _as_group(typed) == _as_group(groups[number])


def _as_group(typed: str) -> str:
    """What looks alike on paper counts as the same."""
    return typed.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")


def _is_agreed(terminal: Terminal, wanted: Founding, used: Sequence[Programme]) -> bool:
    terminal.say()
    terminal.say(_("This is what will be made:"))
    for line in summary(wanted, used):
        terminal.say(f"  {line}")
    while True:
        answer = terminal.ask(_("Make the store now? (yes or no)")).casefold()
        if answer in YES:
            return True
        if answer in NO:
            return False


def summary(wanted: Founding, used: Sequence[Programme]) -> tuple[str, ...]:
    """What was chosen, a line each; what is left for later is said to be."""
    kept = (
        _("Answers in {programme}: {time}.").format(
            programme=plain(one.title), time=months_said(wanted.times.programmes.get(one.id))
        )
        for one in used
    )
    return (
        _("Facility: {facility}").format(facility=wanted.house),
        _("Leader and administrator: {name} ({initials})").format(
            name=wanted.founder.title, initials=wanted.founder.name
        ),
        *kept,
        _("The access log: {time}.").format(time=months_said(wanted.times.log)),
        _("Recovery codes: {holders}").format(holders=", ".join(one.holder for one in wanted.papers)),
    )


def months_said(months: int | None) -> str:
    """A time in months, in words; that nobody has decided on one."""
    if months is None:
        return _("decided later")
    return ngettext("{count} month", "{count} months", months).format(count=months)
