"""Invented citizens whose answers follow a plausible course, generated from any programme by a seed."""
