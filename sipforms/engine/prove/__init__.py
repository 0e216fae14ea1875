"""What follows from a programme whatever is answered: conditions as formulas, decided exactly."""
