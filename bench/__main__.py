"""`python -m bench [--quick] [--only PART …] [--json FILE]`: measure, print the table, write it as JSON; status 1 when a goal is missed."""

import argparse
import json
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from bench import (
    arriving,
    board,
    booking,
    circulation,
    duplicates,
    finding,
    generate,
    importing,
    lending,
    scale,
    shelves,
    stalls,
    starting,
    visiting,
    workbook,
)
from bench.measure import Result
from centre_app.storage import database, opening

HEADINGS = ("measured", "ours p50", "p99", "twin p50", "p99", "ratio", "goal", "met")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the databases where they are missing, measure, report."""
    options = _parser().parse_args(arguments)
    results: list[Result] = []
    for name, part in _parts(quick=options.quick).items():
        if not options.only or name in options.only:
            results += part()
    show(results)
    _write(results, options.json)
    return 0 if all(result.ok for result in results) else 1


def _parser() -> argparse.ArgumentParser:
    parts = list(_parts(quick=False))
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Everything that must be fast, each beside its raw twin in the same run.",
    )
    parser.add_argument("--quick", action="store_true", help="small databases, without the full size")
    parser.add_argument(
        "--only", nargs="+", metavar="PART", choices=parts, help=f"these parts alone: {', '.join(parts)}"
    )
    parser.add_argument(
        "--json", type=Path, default=generate.OUT / "bench.json", help="where the figures go as JSON"
    )
    return parser


def _parts(*, quick: bool) -> dict[str, Callable[[], list[Result]]]:
    people, loans = (20_000, 20_000) if quick else (1_000_000, 1_000_000)
    parts: dict[str, Callable[[], list[Result]]] = {
        "finding": partial(_finding, people),
        "shelves": lambda: [shelves.measure(20_000 if quick else 200_000)],
        "arriving": lambda: [arriving.measure(people, file=generate.centre(people=people, visits=people))],
        "duplicates": lambda: [duplicates.measure(10_000 if quick else 100_000)],
        "visiting": lambda: visiting.measure(20_000 if quick else 10_000_000),
        "booking": lambda: booking.measure((10_000, 100_000) if quick else (100_000, 1_000_000)),
        "board": lambda: board.measure(10_000 if quick else 100_000),
        "circulation": lambda: circulation.measure(loans),
        "lending": lambda: lending.measure(loans),
        "importing": lambda: importing.measure(3_000 if quick else 30_000),
        "workbook": lambda: [workbook.measure(500_000 if quick else 10_000_000)],
        "stalls": stalls.measure,
    }
    return parts if quick else parts | {"starting": starting.measure, "scale": scale.measure}


def _finding(people: int) -> list[Result]:
    opening.open_database(generate.centre(people=people, visits=people), wait_ms=0)
    try:
        return finding.measure(people)
    finally:
        database.close_database()


def show(results: Sequence[Result]) -> None:
    """The table of what was measured."""
    rows = [HEADINGS, *(_cells(result) for result in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *others)))
    print("times in milliseconds; search: ratio of the sums, everything else: of the medians")


def _cells(result: Result) -> tuple[str, ...]:
    times = (result.ours_p50, result.ours_p99, result.twin_p50, result.twin_p99)
    shown = (f"{time:.2f}" for time in times)
    return (result.name, *shown, f"{result.ratio:.2f}", result.goal, "yes" if result.ok else "NO")


def _write(results: Sequence[Result], target: Path) -> None:
    report = {
        "at": datetime.now().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "results": [result.as_json() for result in results],
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
