"""Keeping keys out of the file that some systems write when a program crashes."""

from contextlib import suppress


def forbid_core_dumps() -> None:
    """From here on no core dump of this process is written, where the system knows such a limit.

    Not promised: Windows' own crash reports, swap and hibernation; they are for whoever sets up the machine.
    """
    try:
        import resource
    except ImportError:
        return  # Windows
    with suppress(OSError, ValueError):
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
