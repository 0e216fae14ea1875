"""Figures about groups: gathered from many stays, and withheld in one place where they rest on too few people."""
