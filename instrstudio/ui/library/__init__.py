"""The library: a search box over all records, their table, and one record in full."""
