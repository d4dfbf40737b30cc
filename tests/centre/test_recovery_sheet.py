"""The recovery sheet of the open centre: what stands on it, and that it counts as at hand only for the key in use."""

from pathlib import Path

import pytest

from centre_app import errors, i18n
from centre_app.access import audit
from centre_app.centre import recovery_sheet, settings
from centre_app.storage import cipher, database, encryption, opening, recovery


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    """A new centre, encrypted; open."""
    path = tmp_path / "data" / database.FILE_NAME
    opening.open_database(path, new_key=True)
    settings.put(name="centre_name", value="星光邻里中心")
    return path


def test_the_sheet_gives_the_key_back_by_words_and_by_code(encrypted):
    sheet = recovery_sheet.sheet()

    assert (sheet.centre, sheet.day, sheet.number) == ("星光邻里中心", "2026-10-22", cipher.needed(encrypted))
    assert recovery.read(" ".join(sheet.words)) == recovery.read(sheet.code) == cipher.key_of(encrypted)


@pytest.mark.parametrize("printed", ["zh_CN", "en"])
def test_words_of_a_sheet_printed_in_either_language_show_that_it_is_at_hand(encrypted, printed):
    with i18n.in_language(printed):
        words = recovery_sheet.sheet().words
    first, second = recovery_sheet.places()
    assert first <= 12 < second

    with pytest.raises(errors.WordNotOnSheet) as refused:
        recovery_sheet.confirm(typed={first: words[first - 1], second: words[first - 1]})
    assert refused.value.data == {"place": second}
    assert recovery_sheet.is_due()
    recovery_sheet.confirm(typed={first: f" {words[first - 1]} ", second: words[second - 1].upper()})
    assert recovery_sheet.is_confirmed()
    assert not recovery_sheet.is_due()


def test_a_new_key_makes_a_new_sheet_due_and_stands_in_the_records(encrypted):
    settings.put(name="recovery_sheet", value=str(cipher.needed(encrypted)))
    database.close_database()
    encryption.change_key(encrypted, folder=encrypted.parent / "backups")
    opening.open_database(encrypted)

    assert recovery_sheet.is_due()
    assert not recovery_sheet.is_confirmed()
    assert "start changing the key" in [row.label for row in audit.entries()]


def test_a_plain_centre_has_no_sheet(centre):
    assert not recovery_sheet.is_due()
    recovery_sheet.never_ask()
    assert settings.get("recovery_sheet") == ""
    with pytest.raises(errors.NotEncrypted):
        recovery_sheet.sheet()
