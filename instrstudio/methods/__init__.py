"""One file, one way to propose an instruction."""
