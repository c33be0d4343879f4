"""How well and how fast: `python -m benchmarks.run`."""
