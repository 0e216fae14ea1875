"""What of a questionnaire is for one target group."""

from dataclasses import replace

from sipforms.engine.programme import Area, Entry, Rows


def entries_for(entries: tuple[Entry, ...], variant: str | None) -> tuple[Entry, ...]:
    """The entries that are for the variant, all the way down."""
    return tuple(_narrowed(entry, variant) for entry in entries if _is_for(entry, variant))


def _is_for(entry: Entry, variant: str | None) -> bool:
    return (not entry.only or variant in entry.only) and variant not in entry.without


def _narrowed(entry: Entry, variant: str | None) -> Entry:
    if isinstance(entry, Area):
        return replace(entry, entries=entries_for(entry.entries, variant))
    if isinstance(entry, Rows):
        return replace(entry, fields=tuple(item for item in entry.fields if _is_for(item, variant)))
    return entry
