"""The program that previews a programme: it watches the files and tells the screen what they say."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

from textual.worker import Worker

from sipforms.actions.my_drafts import MyDraft
from sipforms.actions.preview.look import folders_of
from sipforms.actions.preview.session import Preview
from sipforms.actions.preview.watch import Watch, stamps_of
from sipforms.actions.workplace import Workplace
from sipforms.tui.app import SipApp
from sipforms.tui.screens.preview import PreviewScreen
from sipforms.tui.screens.preview_alone import PreviewAloneScreen
from sipforms.tui.screens.preview_list import PreviewListScreen
from sipforms.tui.screens.watched import Watched

EVERY = 0.3  # seconds between two looks at the files


class PreviewApp(SipApp):
    """``open_preview`` reads a folder. ``every`` is how often the files are looked at; None: only when asked to."""

    def __init__(
        self,
        workplace: Workplace,
        folders: tuple[Path, ...],
        open_preview: Callable[[Path], Preview],
        shown: Callable[[], None] | None = None,
        every: float | None = EVERY,
    ) -> None:
        super().__init__(workplace, shown=shown)
        self._folders, self._open, self._every = folders, open_preview, every
        self._preview: Preview | None = None
        self._watch: Watch | None = None
        self._watcher: Worker[None] | None = None
        self._reading = asyncio.Lock()

    async def open_first(self, _draft: MyDraft | None = None) -> None:
        """The only programme, or the list of them."""
        if len(self._folders) == 1:
            await self._show(self._folders[0])
        else:
            await self.push_screen(PreviewListScreen(self._folders, self._chosen))

    def _chosen(self, folder: Path) -> None:
        self.call_later(self._show, folder)

    async def _show(self, folder: Path) -> None:
        first = stamps_of(folder)  # before reading: what is saved meanwhile is read again
        preview = self._preview = self._open(folder)
        self._watch = Watch(lambda: stamps_of(*folders_of(preview.look)), first)
        if preview.stage is None:
            await self.push_screen(PreviewAloneScreen(preview))
        else:
            self.workplace = preview.stage.workplace
            await self.push_screen(PreviewScreen(preview, preview.stage))
        if self._every is not None:
            self._watcher = self.run_worker(self._keep_looking(self._every), group="watch", exclusive=True)

    async def _keep_looking(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self.look()

    async def look(self) -> None:
        """Look at the files; when they have changed and nobody is writing them, read them."""
        async with self._reading:
            if self._watch is not None and await asyncio.to_thread(self._watch.has_changed):
                await self._read()

    async def look_again(self) -> None:
        """Read the files now, whether or not they have changed."""
        async with self._reading:
            await self._read()

    async def _read(self) -> None:
        preview = self._preview
        if preview is None:
            return
        seen = await asyncio.to_thread(preview.read)
        for screen in self.screen_stack:
            if isinstance(screen, PreviewScreen | PreviewAloneScreen) and preview is self._preview:
                cast("Watched", screen).news(seen)

    def leave_preview(self) -> None:
        """Back to the list of programmes, or out."""
        if len(self._folders) == 1:
            self.exit(0)
            return
        self._preview = self._watch = None
        if self._watcher is not None:
            self._watcher.cancel()
        self.call_later(self.pop_screen)
