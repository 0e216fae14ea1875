"""What can be wrong with a bundle.

Its shape first (JSON Schema), then its sense, one function for each kind of mistake.
"""
