"""What may be told of a group without telling about anybody in it: the one place where that is decided."""
