"""Other people's programs read what we write; see `make test-consumers`."""
