"""Benchmarks: `python -m bench`. Each measurement stands beside its raw twin from the same run; tests are never timed."""
