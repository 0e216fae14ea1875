"""Showing colleagues that a form is open here; a courtesy, on which nothing rests."""

import socket
from datetime import datetime

from sipforms.actions.workplace import Workplace
from sipforms.store.lease import Lease
from sipforms.store.protocol import DraftId

LONGEST_NAME = 64


def show_presence(workplace: Workplace, draft: DraftId, since: datetime, seen: datetime | None = None) -> None:
    """Tells whoever opens the draft that it is open here ``since`` then, and when it was last answered in."""
    here = workplace.workstation or socket.gethostname()[:LONGEST_NAME]
    lease = Lease(by=workplace.user, workstation=here, since=since, seen=seen or since)
    workplace.store.show_lease(draft, lease)
