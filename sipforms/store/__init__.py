"""Keeping case files: the CaseStore protocol, and the store that lives in a folder of write-once files."""
