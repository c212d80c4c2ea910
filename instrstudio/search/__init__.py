"""The Whoosh room: ids in, ids out; the index is a cache that can be rebuilt."""
