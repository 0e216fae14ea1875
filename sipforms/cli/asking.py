"""Asking whoever sits at the terminal to say yes."""

import sys

import click

YES, NO = frozenset({"y", "yes", "j", "ja"}), frozenset({"n", "no", "nej"})
"""What people type, in any of the languages and whichever is spoken."""


def is_anybody_there() -> bool:
    """True where somebody at a terminal can answer."""
    return sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Ask on standard error until somebody says yes or no; an empty line, or the end of the input, is a no."""
    while True:
        click.echo(question, nl=False, err=True)
        answer = sys.stdin.readline().strip().casefold()
        if answer in YES or not answer or answer in NO:
            return answer in YES
