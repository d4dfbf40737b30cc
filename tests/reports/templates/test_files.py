"""Behaviour with files that are no forms: each is refused with a sentence, and nothing is unpacked that should not be."""

import pytest

from centre_app import errors
from centre_app.reports.templates.form import Form
from tests.reports.templates import forms


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.TemplateOldFormat),
        ("表.et", b"PK\x03\x04", errors.TemplateOldFormat),
        (
            "密.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            errors.TemplateLocked,
        ),
        ("断.xlsx", forms.monthly_table()[:3000], errors.TemplateDamaged),
        ("大.xlsx", bytes(10_000_001), errors.TemplateTooLarge),
        ("弹.xlsx", forms.packed({"[Content_Types].xml": b" " * 201_000_000}), errors.TemplateTooLarge),
        ("字.xlsx", b"no zip at all", errors.TemplateDamaged),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_form_is_refused_with_a_sentence(
    name: str, data: bytes, error: type[errors.CentreError]
) -> None:
    with pytest.raises(error) as told:
        Form(data, file=name)
    assert name in told.value.sentence()


def test_macros_and_entities_are_refused() -> None:
    parts = forms.parts_of(forms.daily_list())
    types = parts["[Content_Types].xml"]
    macros = types.replace(
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", b"vnd.ms-excel.sheet.macroEnabled.main"
    )
    with pytest.raises(errors.TemplateHasMacros):
        Form(forms.packed(parts | {"[Content_Types].xml": macros}), file="宏.xlsm")
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]>' + parts["xl/workbook.xml"]
    with pytest.raises(errors.TemplateDamaged):
        Form(forms.packed(parts | {"xl/workbook.xml": bomb}), file="实体.xlsx")
