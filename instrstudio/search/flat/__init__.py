"""The flat posting codec: a Whoosh segment as arrays in one checked, mapped file."""
