"""What screens about a programme being written want of the program around them."""

from typing import Protocol

from sipforms.actions.preview.look import Look
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.view import View


class Watching(Protocol):
    """The program that watches the files of one programme."""

    async def look_again(self) -> None:
        """Read the files now, whether or not they have changed."""

    def leave_preview(self) -> None:
        """Go back to where the programme was chosen, or out."""


class Watched(Protocol):
    """A screen that is told what the files say."""

    def news(self, seen: Look) -> None:
        """The files were read."""


class Turned(Protocol):
    """A screen whose form can be changed from in front of it."""

    preview: Preview

    def turn(self, view: View) -> None:
        """Show something else of the programme."""

    def clear(self) -> None:
        """Begin the form anew."""

    def action_somebody(self) -> None:
        """Answer as the next invented person."""
