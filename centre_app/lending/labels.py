"""The words for kinds of things, their conditions and flags, by code. `_()` them when they are shown."""

from centre_app.i18n import N_

KIND_LABELS = {
    "book": N_("Book"),
    "periodical": N_("Periodical"),
    "audiovisual": N_("Audio-visual"),
    "model": N_("Model"),
    "painting": N_("Painting"),
    "toy": N_("Toy"),
    "tool": N_("Tool"),
    "kit": N_("Kit"),
}
CONDITION_LABELS = {
    "good": N_("Good"),
    "not_for_loan": N_("Not for loan"),
    "missing_part": N_("Part missing"),
    "damaged": N_("Damaged"),
    "in_repair": N_("In repair"),
    "lost": N_("Lost"),
    "withdrawn": N_("Withdrawn"),
}
