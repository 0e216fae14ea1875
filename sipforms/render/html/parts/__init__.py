"""One module for each kind of value that reports are made of: how it is drawn on a page."""
