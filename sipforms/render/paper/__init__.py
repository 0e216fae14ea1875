"""A blank form drawn: as a page for printing, and as text."""
