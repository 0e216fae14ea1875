"""A field for what nobody may read: a passphrase or a short code."""

from textual.widgets import Input

CAPITALS = 4  # so many letters, and no small one among them, before capitals are thought to be locked


class Secret(Input):
    """Shows a dot for each letter, and lets nothing of it be copied."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(placeholder=placeholder, password=True, id=id, compact=True)

    def action_copy(self) -> None:
        """Nothing is copied."""

    def action_cut(self) -> None:
        """Nothing is copied, and so nothing is cut."""

    def taken(self) -> str:
        """What was typed, which no longer stands here."""
        typed, self.value = self.value, ""
        return typed

    @property
    def is_all_capitals(self) -> bool:
        """Whether capitals seem to be locked: a terminal does not tell, so it is read off the letters."""
        letters = [sign for sign in self.value if sign.isalpha()]
        return len(letters) >= CAPITALS and all(sign.isupper() for sign in letters)
