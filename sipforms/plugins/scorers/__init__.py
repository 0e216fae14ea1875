"""Our own scoring methods, each module a plug-in of its own."""
