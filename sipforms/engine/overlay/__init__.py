"""A programme that extends another: put together from both, with the place of every part in the right file."""
