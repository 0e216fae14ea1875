"""What helps while something is written: what is understood of it, a calendar, a list that is searched."""
