"""`python -m bench [--people N] [--quick]`: measure, print the table, write out/bench.json; status 1 when a goal is missed."""

import argparse
import json
import platform
import sys
from collections.abc import Sequence
from datetime import datetime

from bench import (
    arriving,
    board,
    booking,
    circulation,
    duplicates,
    finding,
    generate,
    lending,
    shelves,
    visiting,
    workbook,
)
from bench.measure import Result
from centre_app.storage import database, opening

HEADINGS = ("measured", "ours p50", "p99", "twin p50", "p99", "ratio", "goal", "met")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the database where it is missing, measure, report."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Search, check-in, who is here, figures, duplicates, bookings and their board, lending and its tables, the workbook beside their raw twins.",
    )
    parser.add_argument("--people", type=int, default=1_000_000, help="persons in the database (1,000,000)")
    parser.add_argument("--visits", type=int, help="past visits in it (as many as persons)")
    parser.add_argument("--quick", action="store_true", help="20,000 persons, a tenth of the bookings")
    options = parser.parse_args(arguments)
    people = 20_000 if options.quick else max(2_000, options.people)
    file = generate.centre(people=people, visits=people if options.visits is None else options.visits)
    opening.open_database(file, wait_ms=0)
    try:
        results = finding.measure(people)
    finally:
        database.close_database()
    results.append(shelves.measure(20_000 if options.quick else 200_000))
    results.append(arriving.measure(people, file=file))
    results.append(duplicates.measure(10_000 if options.quick else 100_000))
    results += visiting.measure(20_000 if options.quick else options.visits or 10_000_000)
    results += booking.measure((10_000, 100_000) if options.quick else (100_000, 1_000_000))
    results += board.measure(10_000 if options.quick else 100_000)
    loans = 20_000 if options.quick else 1_000_000
    results += circulation.measure(loans)
    results += lending.measure(loans)
    results.append(workbook.measure(500_000 if options.quick else options.visits or 10_000_000))
    _print(results)
    _write(results)
    return 0 if all(result.ok for result in results) else 1


def _print(results: Sequence[Result]) -> None:
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


def _write(results: Sequence[Result]) -> None:
    report = {
        "at": datetime.now().isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "results": [result.as_json() for result in results],
    }
    generate.OUT.mkdir(exist_ok=True)
    (generate.OUT / "bench.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
