"""Preferences of this computer live in a small file that may be missing or broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centre_app import errors
from centre_app.centre import preferences


@pytest.fixture(autouse=True)
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "config" / preferences.FILE_NAME
    preferences.use_file(path)
    yield path
    preferences.use_file(None)


def test_without_a_file_everything_has_its_default() -> None:
    assert {name: preferences.get(name) for name in preferences.DEFAULTS} == preferences.DEFAULTS


def test_what_is_put_is_there_at_the_next_start(file: Path) -> None:
    preferences.put("language", "en")
    preferences.put("percent", 125)
    assert (preferences.language(), preferences.get("percent")) == ("en", 125)
    assert [each.name for each in file.parent.iterdir()] == [preferences.FILE_NAME]


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "[" * 100_000, '{"percent": "large", "language": 5, "dark": null}', "\x00\xff"]
)
def test_a_broken_file_is_ignored_and_mended_by_the_next_change(file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="latin-1")
    assert {name: preferences.get(name) for name in preferences.DEFAULTS} == preferences.DEFAULTS
    preferences.put("dark", True)
    assert preferences.get("dark") is True


@pytest.mark.parametrize(("written", "read"), [(20, 100), (150, 150), (900, 175)])
def test_the_text_size_stays_within_what_can_be_read(written: int, read: int) -> None:
    preferences.put("percent", written)
    assert preferences.get("percent") == read


def test_what_a_newer_release_wrote_is_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text('{"of_the_future": 1}')
    preferences.put("dark", True)
    assert "of_the_future" in file.read_text()


def test_backups_lie_beside_the_data_unless_a_folder_was_chosen(tmp_path: Path) -> None:
    data_file = tmp_path / "centre" / "centre.db"
    assert preferences.backups_of(data_file) == tmp_path / "centre" / "backups"
    preferences.put("backup_folder", str(tmp_path / "disk"))
    assert preferences.backups_of(data_file) == tmp_path / "disk" / "centre"
    assert preferences.backups_of(tmp_path / "practice" / "centre.db") == tmp_path / "disk" / "practice"


def test_the_data_folder_is_the_users_own_unless_chosen(tmp_path: Path) -> None:
    assert preferences.data_folder().name == preferences.PROGRAM
    preferences.put("data_folder", str(tmp_path))
    assert preferences.data_folder() == tmp_path


@pytest.mark.parametrize(
    ("name", "written"),
    [("geometry", '"\\ud800"'), ("data_folder", '"a\\u0000b"'), ("backup_folder", f'"/{"甲" * 100}"'), ("label_offset_x", "NaN")],
)  # fmt: skip
def test_what_no_file_system_and_no_printer_could_take_counts_as_never_set(
    file: Path, name: str, written: str
) -> None:
    file.parent.mkdir()
    file.write_text(f'{{"{name}": {written}, "percent": 125}}', encoding="utf-8")
    assert (preferences.get(name), preferences.get("percent")) == (preferences.DEFAULTS[name], 125)


def test_a_folder_that_takes_nothing_is_said_for_a_choice_and_stops_nothing_that_is_only_noted(
    file: Path,
) -> None:
    file.parent.write_text("no folder")
    with pytest.raises(errors.ChoiceNotStored):
        preferences.put("dark", True)
    preferences.note("backup_seconds", 1.0)
    assert preferences.get("backup_seconds") == 0.0
