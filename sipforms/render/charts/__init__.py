"""Pictures made of letters and lines: readable without colour, on paper, and by those who see no difference of hue."""
