"""What checking found, for people and for machines: one file a format, values in and text out."""
