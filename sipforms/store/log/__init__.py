"""The access log: who used what and when, in chains that nobody can change without being found out."""
