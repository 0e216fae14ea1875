"""Our own export formats, each a plug-in of its own."""
