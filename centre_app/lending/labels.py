"""The words for kinds of things, their conditions and flags, by code. `_()` them when they are shown."""

from collections.abc import Iterable

from centre_app.i18n import N_, _
from centre_app.lending.models import PRINT_KINDS

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


def unit_of(kinds: Iterable[str]) -> str:
    """What things of these kinds are counted in together: 册 for a library's stock, 件 where anything else is among them."""
    return _("copies") if set(kinds) <= set(PRINT_KINDS) else _("pieces")
