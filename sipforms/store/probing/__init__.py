"""Trying a folder before answers are entrusted to it."""
