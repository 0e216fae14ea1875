"""What examples showed, in words: differences side by side, coverage, mistakes that nobody would notice."""
