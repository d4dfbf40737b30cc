"""Label sheets of the clerk's own: kept on this computer, refused with the figure that is wrong."""

from pathlib import Path
from typing import Any

import pytest

from centre_app import errors
from centre_app.centre import preferences
from centre_app.lending import label_sheets, own_sheets
from centre_app.lending.label_sheets import PRESETS, Label

TAGS: dict[str, Any] = {
    "name": "书脊小标签", "paper_width": 210.0, "paper_height": 297.0, "width": 45.7, "height": 21.2, "columns": 4,
    "rows": 12, "left": 9.5, "top": 21.5, "gap_across": 2.5, "gap_down": 0.0,
}  # fmt: skip


def keep(**changes: Any) -> label_sheets.Preset:
    return own_sheets.save(**TAGS | changes)


def test_an_own_sheet_is_kept_and_offered_before_the_common_ones() -> None:
    kept = keep()
    assert own_sheets.choices() == [kept, *PRESETS]
    assert own_sheets.sheet(kept.key).name() == "书脊小标签"
    assert (kept.count, kept.across, kept.down) == (48, 48.2, 21.2)
    placed = label_sheets.places([Label("B1"), Label("B2")], on=kept, start=4)
    assert [(round(place.x, 1), place.y) for place in placed] == [(154.1, 21.5), (9.5, 42.7)]


def test_a_sheet_is_changed_in_its_place_and_deleted() -> None:
    first, second = keep(), keep(name="书架标签")
    changed = keep(key=first.key, rows=10)
    assert own_sheets.own() == [changed, second]
    own_sheets.delete(first.key)
    assert own_sheets.own() == [second]
    assert keep(name="又一种").key not in (first.key, second.key)


def test_two_sheets_have_two_names() -> None:
    kept = keep()
    with pytest.raises(errors.LabelSheetNameTaken):
        keep(name=" 书脊小标签 ")
    assert keep(key=kept.key, columns=3).columns == 3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"left": 250.0},
            "左边距 250 毫米大了 85.7 毫米：加上一张宽 45.7 毫米的标签，就超出了 210 毫米宽的纸。",
        ),
        (
            {"top": 300.0},
            "上边距 300 毫米大了 24.2 毫米：加上一张高 21.2 毫米的标签，就超出了 297 毫米高的纸。",
        ),
        ({"columns": 5}, "横向需要 248 毫米，纸张只有 210 毫米，差 38 毫米。"),
        ({"rows": 13}, "纵向需要 297.1 毫米，纸张只有 297 毫米，差 0.1 毫米。"),
        ({"gap_across": 10.0}, "横向需要 222.3 毫米，纸张只有 210 毫米，差 12.3 毫米。"),
        (
            {"paper_width": 40.0, "left": 0.0, "columns": 1},
            "横向需要 45.7 毫米，纸张只有 40 毫米，差 5.7 毫米。",
        ),
    ],
)
def test_what_does_not_fit_the_paper_is_refused_with_the_figure_and_by_how_much(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(errors.CentreError) as refused:
        keep(**changes)
    assert refused.value.sentence().endswith(said)
    assert own_sheets.own() == []


WHOLE = {
    "key": "own-1", "name": "货架", "paper": [210, 297], "width": 50, "height": 30, "left": 5, "top": 5, "across": 50, "down": 30,
    "columns": 4, "rows": 9,
}  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["x", {"key": "own-1"}, {**TAGS, "key": "own-1"}, 7, WHOLE | {"rows": 1e999}, WHOLE | {"left": 1e999}],
)
def test_a_sheet_written_wrongly_by_another_program_is_left_out(written: object) -> None:
    kept = keep()
    preferences.put("label_sheets", [written, *preferences.get("label_sheets")])
    assert own_sheets.own() == [kept]


def test_preferences_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences.use_file(tmp_path / "file" / "preferences.json")
    with pytest.raises(errors.LabelSheetsNotKept):
        keep()
    with pytest.raises(errors.LabelSheetsNotKept):
        own_sheets.set_offset(x=1.0, y=0.0)


def test_the_offset_of_the_printer_stays_within_reason() -> None:
    assert own_sheets.offset() == (0.0, 0.0)
    own_sheets.set_offset(x=1.5, y=-0.75)
    assert own_sheets.offset() == (1.5, -0.75)
    preferences.put("label_offset_x", 500.0)
    assert own_sheets.offset() == (own_sheets.FARTHEST, -0.75)
