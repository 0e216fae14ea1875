"""What is proved about a bundle: conditions that decide nothing, questions nobody is asked, numbers nobody gets."""
