"""Answering a questionnaire: what is asked, what may be answered, drafts, and what is left before handing in."""
