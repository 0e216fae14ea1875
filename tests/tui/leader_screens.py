"""The screens about a facility's figures, each by itself, for the list of every screen."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from sipforms.tui.screens import audit, decisions, group_report, leader, led_dialog, led_page, theme, write_dialog
from tests.tui.led_samples import sample_led

BASES = {led_page.LedPage, led_page.ReadPage}


def led(world: Any) -> Any:
    """An invented facility's figures under the world's programme."""
    return sample_led(world.filling.programme)


MADE: dict[type[Screen[Any]], Callable[[Any], Screen[Any]]] = {
    audit.AuditScreen: lambda world: audit.AuditScreen(led(world)),
    decisions.DecisionsScreen: lambda world: decisions.DecisionsScreen(led(world)),
    group_report.GroupReportScreen: lambda world: group_report.GroupReportScreen(led(world)),
    leader.LeaderScreen: lambda world: leader.LeaderScreen({world.filling.programme.id: 1}, led(world)),
    led_dialog.LedDialog: lambda world: led_dialog.LedDialog(led(world), world.filling.programme),
    theme.ThemeScreen: lambda world: theme.ThemeScreen(led(world), led(world).themes.every[0]),
    write_dialog.WriteDialog: lambda _world: write_dialog.WriteDialog(
        "Panelets vurdering", lambda _text: None, "hemmelig note"
    ),
}
