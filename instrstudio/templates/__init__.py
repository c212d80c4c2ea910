"""Templates: the words of an instruction with named places (Jinja2 lives only here)."""
