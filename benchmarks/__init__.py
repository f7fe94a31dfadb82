"""How fast vtexlint is, next to its peers, and whether it stays so: `python -m benchmarks --help`, docs/speed.md."""
