"""The Python file that a bundle may carry: what it offers, read without running it, and running it once trusted."""
