"""Parts of `make bench-library`."""
