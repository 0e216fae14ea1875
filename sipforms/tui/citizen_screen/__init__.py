"""The citizen's own screen: the view of the form that staff have open, in a browser or a second terminal beside it."""
