"""The page: framing in a browser on this machine, for a reader, a teacher and a class."""
