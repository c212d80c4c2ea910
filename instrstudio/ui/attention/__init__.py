"""The heat map of source tokens against written tokens, for every panel."""
