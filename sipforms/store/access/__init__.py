"""Who may do what in a protected store: users, roles, units, and the keys that make it so."""
