"""What is told of a fault names places in the code, never people or what was typed."""

import pytest

from centre_app import cli, faults
from centre_app.cli import files

NAMES = ("王小明", "13812345678", "Li Min", "R000121")


@pytest.mark.parametrize(
    "error",
    [KeyError("王小明"), ValueError("bad phone 13812345678 of Li Min"), TypeError("cannot add '王小明' to R000121"),
     AttributeError("'str' object has no attribute '王小明'")],
)  # fmt: skip
def test_the_words_of_an_error_are_left_out_where_they_may_be_data(error: Exception) -> None:
    said = faults.trace(error)
    assert type(error).__name__ in said
    assert not [name for name in NAMES if name in said]


def test_what_is_about_the_code_stays_and_no_folder_of_the_user() -> None:
    def a_step() -> None:
        name = "王小明"
        name.no_such_thing  # type: ignore[attr-defined]  # noqa: B018

    with pytest.raises(AttributeError) as caught:
        a_step()
    said = faults.trace(caught.value)
    assert "'str' object has no attribute 'no_such_thing'" in said
    assert 'File "tests/test_faults.py"' in said


def test_a_fault_on_the_command_line_is_told_without_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    def broken(*_arguments: object, **_more: object) -> None:
        raise KeyError(NAMES[0])

    monkeypatch.setattr(files, "open_centre", broken)
    assert cli.run(["--data", str(tmp_path), "check"]) == cli.FAILED
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "王小明" not in told
