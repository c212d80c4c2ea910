"""One file, one check of a candidate or one metric of a set."""
