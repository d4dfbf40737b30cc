"""What a person's facts may look like."""

from datetime import date

import pytest

from centre_app import errors
from centre_app.people import bands, fields


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""), ("１３８ 1234－5678", "13812345678"), ("+86 13812345678", "13812345678"), ("0086-571-88886666", "057188886666"),
        ("(0571) 88886666", "057188886666"), ("8888 6666", "88886666"), ("400-800-1234", "4008001234"), ("12345", "12345"),
        ("+852 2345 6789", "+85223456789"), ("+86 571 88886666", "057188886666"),
    ],
)  # fmt: skip
def test_phones_are_kept_as_digits(typed, kept):
    assert fields.phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["1381234567", "138123456789", "12812345678", "电话", "0571", "123", "1" * 30, "138x2345678"]
)
def test_what_cannot_be_a_phone_is_refused(typed):
    with pytest.raises(errors.PhoneImpossible, match="11"):
        fields.phone(typed)


@pytest.mark.parametrize(
    ("typed", "day", "year"),
    [
        ("1958-03-02", date(1958, 3, 2), None), ("19580302", date(1958, 3, 2), None), ("1958年3月2日", date(1958, 3, 2), None),
        ("１９５８．３．２", date(1958, 3, 2), None), ("1958", None, 1958), ("1958年", None, 1958), ("1958年3月", None, 1958),
        ("67", None, 1959), ("67岁", None, 1959), ("0", None, 2026), ("", None, None), ("2026-10-22", date(2026, 10, 22), None),
        ("1900", None, 1900),
    ],
)  # fmt: skip
def test_a_birth_is_typed_as_date_year_or_age(typed, day, year):
    assert fields.birth_typed(typed) == fields.Birth(day=day, year=year)


@pytest.mark.parametrize("typed", ["昨天", "1958-13-02", "19580230", "6-7", "abc"])
def test_what_is_no_birth_is_refused(typed):
    with pytest.raises(errors.BirthUnreadable):
        fields.birth_typed(typed)


@pytest.mark.parametrize("typed", ["2026-10-23", "2027", "20270101"])
def test_nobody_is_born_in_the_future(typed):
    with pytest.raises(errors.BirthInFuture):
        fields.birth_typed(typed)


@pytest.mark.parametrize("typed", ["1879-12-31", "1879", "150"])
def test_nobody_is_born_before_1880(typed):
    with pytest.raises(errors.BirthTooEarly, match="1880"):
        fields.birth_typed(typed)


def test_ages_change_on_the_birthday_and_bands_with_them(centre):
    born = date(2008, 10, 23)
    assert [bands.age_on(date(2026, 10, day), birth_date=born, birth_year=None) for day in (22, 23)] == [
        17,
        18,
    ]
    assert [bands.age_band(age) for age in (None, 0, 6, 7, 17, 18, 34, 35, 59, 60, 104)] == [
        "unknown", "0-6", "0-6", "7-17", "7-17", "18-34", "18-34", "35-59", "35-59", "60+", "60+",
    ]  # fmt: skip
    assert bands.age_on(date(2020, 1, 1), birth_date=None, birth_year=2021) is None
