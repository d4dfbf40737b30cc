"""Ages and age bands, and the words for sex and category. An age is always that of a given day."""

from datetime import date

from centre_app.i18n import N_

BANDS = ("0-6", "7-17", "18-34", "35-59", "60+", "unknown")
BAND_LABELS = {
    "0-6": N_("0–6"),
    "7-17": N_("7–17"),
    "18-34": N_("18–34"),
    "35-59": N_("35–59"),
    "60+": N_("60 and over"),
    "unknown": N_("Age not recorded"),
}
SEX_LABELS = {"": N_("Not recorded"), "F": N_("Female"), "M": N_("Male")}
CATEGORY_LABELS = {
    "resident": N_("Resident"),
    "worker": N_("Works nearby"),
    "guest": N_("Guest"),
    "organisation": N_("Organisation (collective card)"),
}
UP_TO = ((6, "0-6"), (17, "7-17"), (34, "18-34"), (59, "35-59"))
OLDEST = "60+"
ADULT = 18


def age_on(day: date, *, birth_date: date | None, birth_year: int | None) -> int | None:
    """Full years on that day; where only the year is known, the years between the two; None for neither or unborn."""
    if birth_date is not None:
        years = day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
    elif birth_year is not None:
        years = day.year - birth_year
    else:
        return None
    return years if years >= 0 else None


def age_band(age: int | None) -> str:
    """The code of the band (of BANDS) that an age in years falls into."""
    if age is None:
        return "unknown"
    return next((band for upper, band in UP_TO if age <= upper), OLDEST)


def day_of(text: str | None) -> date | None:
    """A date as the database gives it to plain SQL."""
    return date.fromisoformat(text) if text else None
