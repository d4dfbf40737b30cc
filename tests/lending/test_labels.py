"""Where labels stand on sheets and rolls, and what is refused."""

from dataclasses import replace

import pytest

from centre_app import errors
from centre_app.lending import label_codes, label_sheets
from centre_app.lending.label_sheets import PRESETS, Label


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_fits_its_paper_and_its_labels_do_not_overlap(preset):
    label_sheets.check(preset)
    assert preset.columns == 1 or preset.across >= preset.width
    assert preset.rows == 1 or preset.down >= preset.height


def test_labels_beyond_the_paper_are_refused_with_what_and_by_how_much():
    wide = replace(label_sheets.preset("3x8"), left=5.0)
    with pytest.raises(errors.LabelsTooWide) as refused:
        label_sheets.places([Label("B000001")], on=wide)
    assert refused.value.sentence().endswith("横向需要 215 毫米，纸张只有 210 毫米，差 5 毫米。")
    high = replace(label_sheets.preset("3x7"), top=2.0)
    with pytest.raises(errors.LabelsTooHigh) as refused:
        label_sheets.places([Label("B000001")], on=high)
    assert refused.value.sentence().endswith("差 1.1 毫米。")


def test_a_partly_used_sheet_is_begun_at_its_first_free_label_and_goes_on_overleaf():
    labels = [Label(f"B00000{number}") for number in range(3)]
    placed = label_sheets.places(labels, on=label_sheets.preset("3x8"), start=23)
    assert [(place.page, place.x, place.y) for place in placed] == [
        (0, 70, 259.5),
        (0, 140, 259.5),
        (1, 0, 0.5),
    ]


@pytest.mark.parametrize("start", [0, 25])
def test_a_place_the_sheet_does_not_have_is_refused(start):
    with pytest.raises(errors.LabelStartImpossible):
        label_sheets.places([Label("B000001")], on=label_sheets.preset("3x8"), start=start)


def test_nothing_to_print_is_said():
    with pytest.raises(errors.NoLabels):
        label_sheets.places([], on=label_sheets.preset("3x8"))


def test_bars_too_narrow_to_be_read_and_chinese_are_no_bars():
    assert label_codes.bar_width("B000231", 34) >= label_codes.LEAST_BAR
    assert label_codes.bar_width("B000231-2026-NEIGHBOURHOOD", 34) == 0.0
    assert not label_codes.bars("少儿区")
