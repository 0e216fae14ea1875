"""The screens, in Textual. Only ``sipforms.cli.screens`` imports this, when somebody opens them."""
