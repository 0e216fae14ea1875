"""Definitions and answers: read, check, build, ask, score, compare. No terminal, no disk but the bundle's, no clock."""
