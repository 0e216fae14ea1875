"""A questionnaire as a blank form on paper: what is printed, as a value."""
