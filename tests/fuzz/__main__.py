"""`python -m tests.fuzz [WAY…] [--count N] [--seed N]`: run all or some ways in; status 1 when something was not as it must be."""

import argparse
import sys
from collections.abc import Callable, Sequence

from tests.fuzz import imports

WAYS: dict[str, Callable[[int, int], list[str]]] = {"imports": imports.run}
"""By name: called with how many and with a seed; returns what went wrong, one line each."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the ways named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Mutated input of every kind.")
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"{', '.join(WAYS)} (all)")
    parser.add_argument(
        "--count", type=int, default=10_000, metavar="N", help="pieces of input a way (10,000)"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed, same input (1)")
    options = parser.parse_args(arguments)
    wrong: list[str] = []
    for way in options.ways or WAYS:
        wrong += [f"{way}: {line}" for line in WAYS[way](options.count, options.seed)]
    for line in wrong:
        print(line)
    print(f"{len(wrong)} found" if wrong else "nothing found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
