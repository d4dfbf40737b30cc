"""Ages and age bands, and the words for sex and category. An age is always that of a given day; the bands are a setting."""

from collections.abc import Iterator, Mapping
from datetime import date

from centre_app import errors
from centre_app.centre import settings
from centre_app.i18n import N_, _

UNKNOWN = "unknown"
BANDS = ("0-6", "7-17", "18-34", "35-59", "60+", UNKNOWN)  # unless the centre has set others
SEX_LABELS = {"": N_("Not recorded"), "F": N_("Female"), "M": N_("Male")}
CATEGORY_LABELS = {
    "resident": N_("Resident"),
    "worker": N_("Works nearby"),
    "guest": N_("Guest"),
    "organisation": N_("Organisation (collective card)"),
}
ADULT = 18
CHILD = 14  # below that age somebody is fetched, and is not left alone


class _BandLabels(Mapping[str, str]):
    """The words for each band of the centre, by its code; a code of bands set earlier has words too."""

    def __getitem__(self, code: str) -> str:
        if code == UNKNOWN:
            return N_("Age not recorded")
        if code.endswith("+") and code[:-1].isdigit():
            return _("{age} and over").format(age=code[:-1])
        first, dash, last = code.partition("-")
        if not (dash and first.isdigit() and last.isdigit()):
            raise KeyError(code)
        return first if first == last else f"{first}–{last}"

    def __iter__(self) -> Iterator[str]:
        return iter(codes())

    def __len__(self) -> int:
        return len(codes())


BAND_LABELS: Mapping[str, str] = _BandLabels()


def upper_ages() -> tuple[tuple[int, str], ...]:
    """The last age of each band with its code, the oldest band aside."""
    try:
        ages = settings.last_ages(settings.get("age_bands"))
    except errors.AgeBandsUnfit:  # written by another program
        ages = settings.last_ages(str(settings.DEFAULTS["age_bands"]))
    firsts = (0, *(age + 1 for age in ages))
    return tuple((last, f"{first}-{last}") for first, last in zip(firsts, ages, strict=False))


def oldest(upper: tuple[tuple[int, str], ...]) -> str:
    """The code of the band without a last age."""
    return f"{upper[-1][0] + 1}+"


def codes() -> tuple[str, ...]:
    """The codes of the centre's bands, the youngest first, `unknown` last."""
    upper = upper_ages()
    return (*(code for _age, code in upper), oldest(upper), UNKNOWN)


def first_age(code: str) -> int | None:
    """The youngest age of a band, None for `unknown`."""
    return None if code == UNKNOWN else int(code.rstrip("+").split("-")[0])


def age_on(day: date, *, birth_date: date | None, birth_year: int | None) -> int | None:
    """Full years on that day; where only the year is known, the years between the two; None for neither or unborn."""
    if birth_date is not None:
        years = day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    elif birth_year is not None:
        years = day.year - birth_year
    else:
        return None
    return years if years >= 0 else None


def age_band(age: int | None, *, upper: tuple[tuple[int, str], ...] | None = None) -> str:
    """The code of the band that an age in years falls into; `upper` is what `upper_ages` says, asked once for many."""
    if age is None:
        return UNKNOWN
    steps = upper or upper_ages()
    return next((band for last, band in steps if age <= last), oldest(steps))


def day_of(text: str | None) -> date | None:
    """A date as the database gives it to plain SQL."""
    return date.fromisoformat(text) if text else None
