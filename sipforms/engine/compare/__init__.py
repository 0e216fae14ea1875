"""Rounds beside each other: what changed, and where two rounds cannot be compared."""
