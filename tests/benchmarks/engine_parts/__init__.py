"""The parts of the engine's benchmark, `tests.benchmarks.engine`."""
