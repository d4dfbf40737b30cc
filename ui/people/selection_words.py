"""A choice of people in words: `老年 · 60岁及以上 · 东片及以下`."""

from collections.abc import Mapping

from centre_app.i18n import N_, _
from centre_app.people import bands, further
from centre_app.people.selection import Selection

CONSENTS = {
    "given": N_("Consent given"),
    "missing": N_("Consent missing"),
    "withdrawn": N_("Consent withdrawn"),
}
CARDS = {
    "expired": N_("Card expired"),
    "expiring": N_("Card expires within 30 days"),
    "none": N_("Without a card"),
}
SEXES = {"F": N_("Female"), "M": N_("Male"), "": N_("Sex not recorded")}


def describe(chosen: Selection, *, tags: Mapping[int, str], units: Mapping[int, str]) -> str:
    """Every line of the choice that is filled in; a tag or unit that is no more is said to be gone."""
    gone = _("removed")
    joined = _(" and ") if chosen.all_tags else _(" or ")
    parts = [
        _(bands.CATEGORY_LABELS[chosen.category]) if chosen.category else "",
        _("{unit} and below").format(unit=units.get(chosen.grid_unit_id, gone))
        if chosen.grid_unit_id
        else "",
        _(", ").join(_(bands.BAND_LABELS[band]) for band in chosen.bands),
        _(SEXES[chosen.sex]) if chosen.sex is not None else "",
        joined.join(tags.get(tag_id, gone) for tag_id in chosen.tags),
        _("here since {day:%Y-%m-%d}").format(day=chosen.since) if chosen.since else "",
        _("not here since {day:%Y-%m-%d}").format(day=chosen.not_since) if chosen.not_since else "",
        _(CONSENTS[chosen.consent]) if chosen.consent else "",
        _(CARDS[chosen.card]) if chosen.card else "",
        _("Volunteer") if chosen.volunteer else "",
        further.needs_words(chosen.need) if chosen.need else "",
    ]
    return " · ".join(filter(None, parts))
