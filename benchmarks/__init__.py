"""Every speed and memory promise as a ratio against a named opponent in the same run."""
