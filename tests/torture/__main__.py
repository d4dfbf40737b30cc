"""Torture at length: `python -m tests.torture [--kills 10000] [--cuts 5000] [--minutes 10] [--seed 1]`."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tqdm import tqdm

from centre_app.storage import database
from tests.torture import cutting, killing, together


def main() -> int:
    """Run all three; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=10_000)
    parser.add_argument("--cuts", type=int, default=5_000)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    wrong = [
        *_kills(folder / "kills", options), *_cuts(folder / "cuts", options), *_together(folder / "together", options),
    ]  # fmt: skip
    print("\n".join(wrong) or "Nothing lost, nothing twice, every check clean.")
    if wrong:
        print(f"The files are in {folder}.")
    else:
        shutil.rmtree(folder)
    return bool(wrong)


def _kills(folder: Path, options: argparse.Namespace) -> list[str]:
    folder.mkdir()
    path, wrong = folder / database.FILE_NAME, []
    killing.prepare(path)
    with tqdm(total=options.kills, desc="kills", file=sys.stderr) as bar:
        wrong = killing.killed(
            path, times=options.kills, seed=options.seed, told=lambda _number: bar.update()
        )
    print(f"{options.kills} kills: {len(wrong)} wrong")
    return wrong


def _cuts(folder: Path, options: argparse.Namespace) -> list[str]:
    folder.mkdir()
    path = folder / database.FILE_NAME
    lengths = cutting.prepare(path, people_there=40)
    wrong = cutting.cut_copies(path, folder, lengths=lengths, times=options.cuts, seed=options.seed)
    print(f"{options.cuts} power cuts: {len(wrong)} wrong")
    return wrong


def _together(folder: Path, options: argparse.Namespace) -> list[str]:
    folder.mkdir()
    done, wrong = together.run(folder, seconds=options.minutes * 60, seed=options.seed)
    print(
        f"{options.minutes:g} minutes of two desks and four command lines: {dict(done)}, {len(wrong)} wrong"
    )
    return wrong


if __name__ == "__main__":
    sys.exit(main())
