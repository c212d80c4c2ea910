"""Reading raw rows out of files; what the formats share, and all that they share.

Standard library only (PyYAML when a YAML file is read). Nothing here knows what the
fields of a row mean: that is each format's own business.
"""
