"""Reports as pages: one file without a script or an outside request, for a screen, for A4 and for a screen reader."""
