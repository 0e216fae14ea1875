"""Reports about groups: as text for people and as data for programs, both drawn from one value."""
