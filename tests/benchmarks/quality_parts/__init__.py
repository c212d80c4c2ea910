"""The parts of the quality benchmark, one step each."""
