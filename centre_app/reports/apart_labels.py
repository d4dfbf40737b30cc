"""The words for what is told apart in visit figures: first-time and returning, how they were recorded, lengths of stay."""

from centre_app.i18n import N_

RETURN_LABELS = {
    "first": N_("First time"),
    "returning": N_("Came again"),
    "nameless": N_("Nameless"),
}
NAMING_LABELS = {
    "person": N_("By name or card"),
    "walk_in": N_("Walk-in without a card"),
    "group": N_("Nameless in a group"),
}
STAY_LABELS = {
    "0-29": N_("Under 30 minutes"),
    "30-59": N_("30–59 minutes"),
    "60-119": N_("60–119 minutes"),
    "120-239": N_("120–239 minutes"),
    "240+": N_("240 minutes and more"),
    "assumed": N_("End assumed"),
    "open": N_("Not ended yet"),
}
APART_LABELS = {"returns": RETURN_LABELS, "naming": NAMING_LABELS, "stay": STAY_LABELS}
