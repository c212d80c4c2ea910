"""InstrStudio: constructs instructions for large language models automatically."""

__version__ = "0.1.0"
