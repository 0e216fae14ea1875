"""Parts that reports are made of. Each module ends in the hook that offers its section."""
