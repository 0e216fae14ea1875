"""What every help beside a field can do. None of them holds a widget: the editor draws what they say."""

from collections.abc import Callable

from rich.text import Text

from sipforms.render.written import Reads


class Aid:
    """Says what is understood of a text, and nothing else. Those that show more below the field are made of this."""

    def __init__(self, reads: Callable[[str], Reads] | None = None) -> None:
        self._reads = reads

    def reads(self, typed: str) -> Reads:
        """What is understood of what stands in the field now."""
        return Reads() if self._reads is None else self._reads(typed)

    def keys(self) -> list[tuple[str, str]]:
        """The keys that it adds to the field's own."""
        return []

    def pressed(self, key: str, typed: str) -> str | None:  # noqa: ARG002 - for those that have keys
        """What the field is to hold after a key of its own; nothing where the key is the field's."""
        return None

    def handed(self, key: str, typed: str) -> str:  # noqa: ARG002 - for those that are done in two ways
        """What is handed over when this key ends the writing."""
        return typed

    def pointed(self, row: int, column: int, typed: str) -> str | None:  # noqa: ARG002 - for those that show something
        """What the field is to hold after a click on what is drawn; nothing where nothing was hit."""
        return None

    def drawn(self, typed: str, width: int, rows: int) -> Text | None:  # noqa: ARG002 - as above
        """What is shown below the field in at most so many rows; nothing where there is nothing, or no room for it."""
        return None
