"""Mending what can be mended without knowing what the author meant: fixes as values, applied in memory and judged."""
