"""What is said about each kind of problem: one sentence, and what to do next. Facts stand in braces."""
