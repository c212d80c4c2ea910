"""The vectorised collector: Whoosh's query trees evaluated over whole posting lists."""
