"""What people come to do. Functions that return values and print nothing; time and "who is here" are passed in."""
