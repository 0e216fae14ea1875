"""A questionnaire on somebody's screen, whatever draws it: where the cursor is, what each key does, what is kept."""
