"""`python -m tests.fuzz [WAY…] [--count N] [--seed N]`: run all or some ways in; status 1 when something was not as it must be."""

import argparse
import sys
from collections.abc import Sequence

from tests.fuzz import commands, imports, restores, runner, scans, settings
from tests.fuzz.runner import Way

WAYS = {
    "imports": Way(imports.cases, limit_seconds=10),
    "scans": Way(scans.cases, limit_seconds=10),
    "commands": Way(commands.cases, limit_seconds=60),
    "settings": Way(settings.cases, limit_seconds=60),
    "restores": Way(restores.cases, limit_seconds=60),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the ways named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Mutated input of every kind.")
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"{', '.join(WAYS)} (all)")
    parser.add_argument("--count", type=int, default=5_000, metavar="N", help="cases of each way (5,000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed, same cases (1)")
    options = parser.parse_args(arguments)
    wrong: list[str] = []
    for way in options.ways or WAYS:
        found = runner.run(WAYS[way], count=options.count, seed=options.seed)
        wrong += [f"{way}: {line}" for line in found]
    for line in wrong:
        print(line)
    print(f"{len(wrong)} found" if wrong else "nothing found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
