"""From answers to numbers: what is counted, what is missing, how it is computed, and why a number is what it is."""
