"""What the citizen's screen shows now, and waiting until it is something else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Condition
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One state. ``version`` counts every change, ``number`` the questions: an answer is to the one it was seen at."""

    version: int
    number: int
    view: Mapping[str, Any] = field(repr=False)


class Published:
    """The newest edition, for any number of threads."""

    def __init__(self) -> None:
        self._news = Condition()
        self._edition = Edition(version=0, number=0, view={})
        self._is_over = False

    def publish(self, number: int, view: Mapping[str, Any]) -> None:
        """Show this from now on."""
        with self._news:
            before = self._edition
            if (before.number, before.view) != (number, view):
                self._edition = Edition(version=before.version + 1, number=number, view=view)
                self._news.notify_all()

    def end(self) -> None:
        """Nothing more comes."""
        with self._news:
            self._is_over = True
            self._edition = Edition(version=self._edition.version + 1, number=0, view={})
            self._news.notify_all()

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        with self._news:
            return self._is_over

    def newer(self, version: int, patience: float) -> Edition | None:
        """The newest edition once it is another than ``version``; nothing when that takes more than so many seconds."""
        with self._news:
            self._news.wait_for(lambda: self._edition.version != version or self._is_over, patience)
            return self._edition if self._edition.version != version else None
