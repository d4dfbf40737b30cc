"""Settings have defaults, limits and types, and changing them is an action that can be undone."""

from pathlib import Path

import pytest

from centre_app import errors
from centre_app.centre import settings
from centre_app.centre.models import Setting
from centre_app.storage import action, journal


def test_what_was_never_set_has_its_default(centre: Path) -> None:
    assert settings.all_settings() == settings.DEFAULTS
    assert settings.get("lend_days") == 30


def test_a_changed_setting_is_read_back_in_its_type(centre: Path) -> None:
    settings.put_all(values={"centre_name": " 星耀蓝天 ", "lend_days": 14, "scan_checks_out": True})
    assert settings.get("centre_name") == "星耀蓝天"
    assert settings.get("lend_days") == 14
    assert settings.get("scan_checks_out") is True


def test_a_change_can_be_undone(centre: Path) -> None:
    settings.put(name="lend_days", value=14)
    settings.put(name="lend_days", value=21)
    journal.undo()
    assert settings.get("lend_days") == 14


def test_saving_what_is_already_so_leaves_nothing_to_undo(centre: Path) -> None:
    settings.put(name="lend_days", value=30)
    assert journal.next_undo() is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("lend_days", 0), ("lend_days", 366), ("lend_limit", 101), ("renewal_limit", -1), ("image_months", 0)],
)
def test_a_number_beyond_its_limits_is_refused_and_nothing_saved(centre: Path, name: str, value: int) -> None:
    with pytest.raises(errors.NumberOutOfRange, match=str(settings.LIMITS[name][1])):
        settings.put_all(values={"centre_name": "新名", name: value})
    assert settings.all_settings() == settings.DEFAULTS


@pytest.mark.parametrize("prefix", ["", "ABCD", "1", "读", "R-"])
def test_a_prefix_that_is_not_one_to_three_letters_is_refused(centre: Path, prefix: str) -> None:
    with pytest.raises(errors.PrefixUnfit):
        settings.put(name="card_prefix", value=prefix)


def test_cards_and_barcodes_never_share_a_prefix(centre: Path) -> None:
    with pytest.raises(errors.PrefixesAlike, match="B"):
        settings.put(name="card_prefix", value="ｂ")


def test_both_prefixes_can_be_swapped_at_once(centre: Path) -> None:
    settings.put_all(values={"card_prefix": "B", "barcode_prefix": "R"})
    assert (settings.get("card_prefix"), settings.get("barcode_prefix")) == ("B", "R")


def test_a_name_or_type_that_does_not_exist_is_a_mistake_of_the_program(centre: Path) -> None:
    with pytest.raises(KeyError):
        settings.put(name="colour", value="red")
    with pytest.raises(TypeError):
        settings.put(name="lend_days", value="30")


@pytest.mark.parametrize("written", ["{broken", '"text"', "null"])
def test_a_value_written_in_the_wrong_shape_counts_as_not_set(centre: Path, written: str) -> None:
    action.run("prepare a test", lambda: Setting.create(name="lend_days", value=written))
    assert settings.get("lend_days") == 30


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("lend_days", "1000000000000"),
        ("lend_days", "[" * 100_000),
        ("statistical_month_end", "31"),
        ("age_bands", '"x"'),
        ("card_prefix", '"("'),
        ("card_shapes", '"%%"'),
    ],
)
def test_what_the_program_would_refuse_counts_as_not_set_when_another_wrote_it(
    centre: Path, name: str, written: str
) -> None:
    action.run("prepare a test", lambda: Setting.create(name=name, value=written))
    assert settings.all_settings() == settings.DEFAULTS


def test_a_setting_of_another_release_is_passed_over(centre: Path) -> None:
    action.run("prepare a test", lambda: Setting.create(name="of_the_future", value="1"))
    assert settings.all_settings() == settings.DEFAULTS


def test_every_setting_has_a_label_and_every_number_its_limits() -> None:
    assert settings.LABELS.keys() == settings.DEFAULTS.keys()
    assert settings.LIMITS.keys() == {name for name, value in settings.DEFAULTS.items() if type(value) is int}
