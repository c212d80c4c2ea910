"""The page Annotate: row after row, proposals in the box, verdicts by key."""
