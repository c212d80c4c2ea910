"""Tests of the SQLite room; a package, so that file names may recur elsewhere."""
