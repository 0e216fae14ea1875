"""Every kind of mistake, a file for each part of a bundle that it can be made in."""
