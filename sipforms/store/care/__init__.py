"""Looking after a store: is it well, copying it while it is in use, bringing it back, protecting an old one."""
