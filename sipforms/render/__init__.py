"""Values to text: everything that people read is worded here."""
