"""The parts of `make bench-search`."""
