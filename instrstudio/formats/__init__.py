"""One file, one file format that records are read from or written to."""
