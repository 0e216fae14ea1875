"""A programme being written: its form as it stands, read again at every save, with invented answers kept nowhere."""
