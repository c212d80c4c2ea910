"""The simulated users of `make bench-feedback` and how they are measured."""
