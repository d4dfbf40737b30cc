"""The readers' cards of a period, one nameless row each."""

from centre_app.i18n import N_, _
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports.fragments import GONE_HELD, UNKNOWN, age, band, span
from centre_app.reports.indicator import NOT_RECORDED
from centre_app.reports.listing import Column, Listing, each, moment_of
from centre_app.reports.periods import Period

_CARDS = f"""
SELECT registered_at, {{band}}, sex, category FROM (
  SELECT c.id, c.registered_at, c.sex, c.category, {age(":known")} AS years, c.holds FROM (
    SELECT id, id AS person_id, registered_at, sex, category, 1 AS holds FROM person WHERE card_number <> ''
    UNION ALL SELECT m.person_id, m.person_id, m.registered_at, o.sex, o.category, m.merged_at >= :until
      FROM person_merge m JOIN person o ON o.id = m.person_id WHERE m.had_card) c JOIN person p ON p.id = c.person_id
  UNION ALL SELECT person_id, registered_at, sex, category, age_from, {GONE_HELD} FROM erased_person WHERE had_card)
WHERE registered_at IS NULL AND holds AND NOT :only_new OR registered_at < :until AND CASE WHEN :only_new
  THEN registered_at >= :since ELSE holds END
ORDER BY registered_at, id"""  # noqa: S608
_COLUMNS = (
    Column("registered", N_("Issued"), "moment"),
    Column("band", N_("Age band"), width=14),
    Column("sex", N_("Sex"), width=10),
    Column("category", N_("Category"), width=14),
)


def valid_cards(period: Period, *, only_new: bool = False) -> Listing:
    """The cards valid on the last day, in the order they were issued; ages are those of that day."""
    unknown = _(NOT_RECORDED)
    words = {**BAND_LABELS, **SEX_LABELS, **CATEGORY_LABELS}
    rows = (
        (moment_of(issued), *(unknown if code in ("", UNKNOWN) else _(words[code]) for code in codes))
        for issued, *codes in each(_CARDS.format(band=band("years")), span(period) | {"only_new": only_new})
    )
    return Listing(_COLUMNS, rows)


def new_cards(period: Period) -> Listing:
    """The cards issued in the period."""
    return valid_cards(period, only_new=True)
