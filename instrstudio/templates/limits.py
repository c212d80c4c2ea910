"""How much a pattern may do: templates come from strangers too."""

PATTERN_LIMIT = 20_000
"""Characters of a pattern."""

OUTPUT_LIMIT = 20_000
"""Characters a pattern may add to what the task's own words amount to."""

NUMBER_LIMIT = 10**12
"""Whole numbers a pattern may compute with."""

RANGE_LIMIT = 1_000
"""Numbers in one `range`."""

ITERATION_LIMIT = 10_000
"""Loop rounds in one rendering, all loops together."""

WIDTH_LIMIT = 100
"""Columns of `indent`."""

SECONDS = 0.8
"""How long a rendering may take; looked at in every round and at every expression."""

JSON_LIMIT = 1 << 23
"""Characters of one value written as JSON: quotation marks inside can double it."""
