"""A facility's figures for a period: whose answers they are, how they spread, what is important, what is compared."""
