"""The screens as lines of text: for a screen reader, through a pipe, and where nothing can be drawn."""
