"""What answering a questionnaire costs: keys, minutes, and how hard its sentences are."""
