"""How the figures of a donor statement are called, on the screen, on paper and in the workbook."""

from centre_app.i18n import N_, _, _n
from centre_app.lending.donor_statement import K, Statement

STATE_LABELS = {
    "on_shelf": N_("On the shelf"),
    "out": N_("Lent"),
    "not_for_loan": N_("Not for loan"),
    "missing_part": N_("Part missing"),
    "damaged": N_("Damaged"),
    "in_repair": N_("In repair"),
    "lost": N_("Lost"),
    "withdrawn": N_("Withdrawn"),
}


def figures(found: Statement) -> list[tuple[str, int | float]]:
    """What was given and how often it was lent, line by line."""
    lines: list[tuple[str, int | float]] = [
        (_("Donations"), len(found.batches)),
        (_("Titles"), len(found.titles)),
        (_("Pieces"), found.copies),
        (_("Volumes"), found.volumes),
        (_("List value in yuan"), found.value_fen / 100),
        (_("Loans"), found.loans),
    ]
    if found.unpriced:
        lines.insert(5, (_("Pieces without a price"), found.unpriced))
    if found.readers is not None:
        lines.append((_("Different readers"), found.readers))
    return lines


def readers_line(found: Statement) -> str:
    """How many people read the gifts, or why that is not told."""
    if found.readers is None:
        return _("Numbers of readers are told from {least} on, so that nobody can be recognised.").format(
            least=K
        )
    return _n(
        "{count} different reader. Nobody is named.",
        "{count} different readers. Nobody is named.",
        found.readers,
    ).format(count=found.readers)


def counted(titles: int, volumes: int, value_fen: int) -> str:
    """种, 册 and 码洋 in one line."""
    return _("{titles} titles · {volumes} volumes · list value {yuan} yuan").format(
        titles=titles, volumes=volumes, yuan=f"{value_fen / 100:.2f}"
    )
