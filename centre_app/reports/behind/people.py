"""The readers' cards of a period, one nameless row each."""

from centre_app.i18n import N_
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports.fragments import GONE_HELD, age, band, span
from centre_app.reports.listing import ID, PERSONAL, Column, Listing, each, moment_of
from centre_app.reports.periods import Period

_CARDS = f"""
SELECT registered_at, {{band}}, sex, category, id, personal FROM (
  SELECT c.id, 1 AS personal, c.registered_at, c.sex, c.category, {age(":known")} AS years, c.holds FROM (
    SELECT id, id AS person_id, registered_at, sex, category, 1 AS holds FROM person WHERE card_number <> ''
    UNION ALL SELECT m.person_id, m.person_id, m.registered_at, o.sex, o.category, m.merged_at >= :until
      FROM person_merge m JOIN person o ON o.id = m.person_id WHERE m.had_card) c JOIN person p ON p.id = c.person_id
  UNION ALL SELECT person_id, 0, registered_at, sex, category, age_from, {GONE_HELD} FROM erased_person WHERE had_card)
WHERE registered_at IS NULL AND holds AND NOT :only_new OR registered_at < :until AND CASE WHEN :only_new
  THEN registered_at >= :since ELSE holds END
ORDER BY registered_at, id"""  # noqa: S608
_COLUMNS = (
    Column("registered", N_("Issued"), "moment"),
    Column("band", N_("Age band"), width=14, words=BAND_LABELS),
    Column("sex", N_("Sex"), width=10, words=SEX_LABELS),
    Column("category", N_("Category"), width=14, words=CATEGORY_LABELS),
)


def valid_cards(period: Period, *, only_new: bool = False) -> Listing:
    """The cards valid on the last day, in the order they were issued; ages are those of that day."""
    found = each(_CARDS.format(band=band("years")), span(period) | {"only_new": only_new})
    rows = ((moment_of(issued), *rest) for issued, *rest in found)
    return Listing(_COLUMNS, rows, (ID, PERSONAL), "person")


def new_cards(period: Period) -> Listing:
    """The cards issued in the period."""
    return valid_cards(period, only_new=True)
