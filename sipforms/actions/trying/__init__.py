"""A bundle's own examples tried: what they expect and what comes out, what they cover, and what they would notice."""
