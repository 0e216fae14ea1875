"""A workplace's own shelf: taking programmes in, from folders and archives, and giving back what was replaced."""
