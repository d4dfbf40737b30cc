"""The indicators of visits: in all, persons, and every split; part of the list in `indicators.py`."""

from centre_app.i18n import N_
from centre_app.people.bands import BAND_LABELS, CATEGORY_LABELS, SEX_LABELS
from centre_app.reports import behind
from centre_app.reports.apart_labels import NAMING_LABELS, RETURN_LABELS, STAY_LABELS
from centre_app.reports.indicator import Indicator

VISITS = N_("Visits")
_TIMES, _PEOPLE = N_("person-times"), N_("people")

VISIT_INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "visits.total", VISITS, N_("Visits in all"), _TIMES,
        N_("Heads over all visits begun in the period; a person counts once per visit."),
        lambda facts: facts.visits.total, behind.visits.visits,
    ),
    Indicator(
        "visits.people", VISITS, N_("Visitors"), _PEOPLE,
        N_("Different known persons among the visits; nameless groups are not in it."),
        lambda facts: facts.people, behind.visits.visits,
    ),
    Indicator(
        "visits.by_room", VISITS, N_("Visits by zone"), _TIMES,
        N_("Visits in all, split by the first zone of the visit; the parts add up to the total."),
        lambda facts: facts.visits.by_room, behind.visits.visits,
    ),
    Indicator(
        "visits.by_band", VISITS, N_("Visits by age band"), _TIMES,
        N_("Visits in all, split by age on the day of the visit; groups and unknown ages are “not recorded”."),
        lambda facts: facts.visits.by_band, behind.visits.visits, labels=BAND_LABELS,
    ),
    Indicator(
        "visits.by_sex", VISITS, N_("Visits by sex"), _TIMES,
        N_("Visits in all, split by sex; groups and unknown ones are “not recorded”."),
        lambda facts: facts.visits.by_sex, behind.visits.visits, labels=SEX_LABELS,
    ),
    Indicator(
        "visits.by_category", VISITS, N_("Visits by category"), _TIMES,
        N_("Visits in all, split by category of person (resident, works nearby, guest); groups are “not recorded”."),
        lambda facts: facts.visits.by_category, behind.visits.visits, labels=CATEGORY_LABELS,
    ),
    Indicator(
        "visits.by_grid", VISITS, N_("Visits by grid unit"), _TIMES,
        N_("Visits in all, split by the first level of the grid: where the person belonged when they came; who had no unit then counts "
           "in the one noted since. Groups and people without a unit are “not recorded”; the parts add up to the total."),
        lambda facts: facts.by_grid, behind.visits.visits,
    ),
    Indicator(
        "visits.by_hour", VISITS, N_("Visits by hour"), _TIMES,
        N_("Visits in all, split by the hour of arrival: 09 is from 9:00 to 9:59."),
        lambda facts: facts.visits.by_hour, behind.visits.visits,
    ),
    Indicator(
        "visits.by_return", VISITS, N_("Visits, first or again"), _TIMES,
        N_("Visits in all, split into a person's first visit ever recorded, later ones, and nameless heads, of whom that is not known."),
        lambda facts: facts.apart.by_return, behind.visits.visits, labels=RETURN_LABELS,
    ),
    Indicator(
        "visits.by_naming", VISITS, N_("Visits by record"), _TIMES,
        N_("Visits in all, split into known persons, walk-ins only counted, and the nameless of groups."),
        lambda facts: facts.apart.by_naming, behind.visits.visits, labels=NAMING_LABELS,
    ),
    Indicator(
        "visits.by_stay", VISITS, N_("Visits by length of stay"), _TIMES,
        N_("Visits in all, split by the full minutes from arrival to leaving; visits whose end nobody recorded and was assumed are apart."),
        lambda facts: facts.apart.by_stay, behind.visits.visits, labels=STAY_LABELS,
    ),
    Indicator(
        "visits.zone_uses", VISITS, N_("Zone uses"), _TIMES,
        N_("Heads over all stays in zones; one visit counts once for each zone it went on to, so this is no number of visits."),
        lambda facts: facts.zone_uses, behind.visits.visits,
    ),
)  # fmt: skip
