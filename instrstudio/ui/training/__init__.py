"""The training: runs, their live curves, samples, attention and checkpoints."""
