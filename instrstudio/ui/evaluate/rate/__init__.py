"""The page Rate: blind texts one after the other, verdicts by key."""
