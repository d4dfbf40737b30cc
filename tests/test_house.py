"""The rules of the house that a machine can see: directions of imports, sizes, banned calls, complete translations."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ("centre_app", "ui", "main.py")
SET_UP = ("Makefile", "pyproject.toml", "requirements.lock", ".ci")
SHIPPED = (*CODE, *SET_UP, "resources", "tests", "bench", "docs", ".gitignore", "*.md")
LONGEST = 350
WORDS = ROOT / "resources/i18n/zh_CN/LC_MESSAGES/centre.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "_n": (1, 2), "N_": None}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")


class Ban(NamedTuple):
    """A pattern that may appear nowhere in `where` but in `spared`, and what to do instead."""

    pattern: str
    instead: str
    where: tuple[str, ...] = ("centre_app", "ui")
    spared: tuple[str, ...] = ()


BANS = (
    Ban(
        r"QTable[W]idget", "a QAbstractTableModel over columns (ui.kit.table)", ("centre_app", "ui", "tests")
    ),
    Ban(r"processEvents[(]", "a job, or a signal", ("centre_app", "ui", "tests", "main.py")),
    Ban(r"\b[mu]?sleep[(]", "a timer; in tests a signal", ("centre_app", "ui", "tests")),
    Ban(r"[.]exec_?[(]", "open(): no modal loop", ("ui",), ("ui/kit",)),
    Ban(
        r"\bdatetime[.](now|utcnow|today)[(]|\bdate[.]today[(]|\btime[.]time[(]|[.]currentDate(Time)?(Utc)?[(]",
        "centre_app.clock",
        spared=("centre_app/clock.py",),
    ),
    Ban(
        r"(from|import) pypinyin",
        "storage.readings: imported, the library takes 50 MB",
    ),
    Ban(r"https?://|--(extra-)?index-url|--find-links", "no address: pip knows where packages are", SET_UP),
    Ban(
        rf"(?<![\w.*])(/home|/Users|/root)/\w|(?<![\w.]){re.escape(str(ROOT))}\b", "a relative path", SHIPPED
    ),
)


def files(*where: str) -> Iterator[Path]:
    """The text files under these places of the repository; a place that does not exist holds none."""
    for path in (found for place in where for found in ROOT.glob(place)):
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and b"\0" not in file.read_bytes()[:8000]:
                yield file


def lines_with(pattern: str, *, among: Iterable[Path]) -> list[str]:
    """Where the pattern stands, as `file:line: text`."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in among
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if re.search(pattern, line)
    ]


@pytest.mark.parametrize("ban", BANS, ids=lambda ban: ban.instead)
def test_what_the_house_bans_appears_nowhere(ban: Ban) -> None:
    spared = set(files(*ban.spared))
    found = lines_with(ban.pattern, among=[file for file in files(*ban.where) if file not in spared])
    assert not found, f"use {ban.instead}:\n" + "\n".join(found)


def test_imports_point_downwards() -> None:
    # A process of its own: the linter sets up logging and silences the loggers that other tests listen to.
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_every_folder_of_code_is_a_package() -> None:
    # The linter of imports does not look into any other, so its rules would silently not hold there.
    code = {file.parent for file in files("centre_app", "ui") if file.suffix == ".py"}
    apart = {ROOT / "centre_app/storage/migrations"}  # named by number, so never imported
    assert not {
        str(folder.relative_to(ROOT)) for folder in code - apart if not (folder / "__init__.py").is_file()
    }


def test_the_rules_of_imports_know_every_module_of_tables() -> None:
    # A pattern reaches only those called `models`; the others are named one by one.
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (window,) = (rule for rule in rules["contracts"] if rule["name"] == "The window knows no tables")
    written = [file.relative_to(ROOT).with_suffix("") for file in ROOT.glob("centre_app/**/*_models.py")]
    assert not {".".join(file.parts) for file in written} - set(window["forbidden_modules"])


def test_no_file_is_longer_than_one_can_read() -> None:
    written = [file for file in files(*CODE) if file.suffix == ".py" and "migrations" not in file.parts]
    sizes = {file: len(file.read_bytes().splitlines()) for file in written}
    assert not {str(file.relative_to(ROOT)): size for file, size in sizes.items() if size > LONGEST}


# Words: the code, the translation and its compiled form say the same.


def extracted() -> set[str]:
    """Every text that the code marks for translation; where it counts, the singular stands for both."""
    code = [file for file in files(*CODE) if file.suffix == ".py"]
    return {
        singular(found[1]) for file in code for found in extract_from_file("python", file, keywords=KEYWORDS)
    }


def translation() -> Catalog:
    """The Chinese translation as it stands in the source file."""
    with WORDS.open("rb") as source:
        return read_po(source, locale="zh_CN")


def entries(catalogue: Catalog) -> dict[str, Message]:
    """The entries of the catalogue by their text, without the header."""
    return {singular(message.id): message for message in catalogue if message.id}


def singular(texts: str | tuple[str, ...]) -> str:
    """A text that may stand in a pair with its plural."""
    return texts if isinstance(texts, str) else texts[0]


def chinese(message: Message) -> str:
    """The translation of an entry; Chinese knows one form for every count."""
    return singular(message.string)


def test_every_text_of_the_code_is_translated() -> None:
    done = {
        text for text, message in entries(translation()).items() if chinese(message) and not message.fuzzy
    }
    assert not extracted() - done


def test_the_translation_holds_nothing_that_the_code_no_longer_says() -> None:
    catalogue = translation()
    assert not entries(catalogue).keys() - extracted()
    assert not catalogue.obsolete


def test_no_translation_lost_a_placeholder() -> None:
    def placeholders(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    for message in entries(translation()).values():
        source = message.id if isinstance(message.id, str) else message.id[-1]
        assert placeholders(chinese(message) or source) == placeholders(source), source


def test_the_compiled_translation_is_in_step_with_its_source() -> None:
    with WORDS.with_suffix(".mo").open("rb") as compiled:
        shipped = {text: chinese(message) for text, message in entries(read_mo(compiled)).items()}
    source = {text: chinese(message) for text, message in entries(translation()).items()}
    assert shipped == {text: translated for text, translated in source.items() if translated}
