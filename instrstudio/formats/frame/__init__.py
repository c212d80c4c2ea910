"""What all formats do alike, so that each says only what its fields mean.

A format is a subclass of `RowFormat` or `TableFormat`; how a conversation, a choice
between two answers or our own fields are written stands in a file of its own.
"""
