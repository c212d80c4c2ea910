"""The area in which instructions are constructed."""
