"""Who a visit is, in the words of a list: a person, a group, or somebody only counted."""

from collections.abc import Callable

from centre_app.i18n import _
from centre_app.people import bands
from centre_app.people.bands import BAND_LABELS, SEX_LABELS
from centre_app.people.presence import VisitRow


def who(row: VisitRow, *, name_as: Callable[[str], str] = str) -> str:
    """A person with their guardian, a group with its heads, or walk-ins by band and sex."""
    name = walk_in(row) if row.is_tallied else name_as(row.name) if row.name else _("Group")
    if row.head_count > 1:
        name = _("{name} · {count} people").format(name=name, count=row.head_count)
    if not row.guardian_name:
        return name
    return _("{name} (guardian {guardian})").format(name=name, guardian=name_as(row.guardian_name))


def walk_in(row: VisitRow) -> str:
    """What is known of somebody only counted."""
    band = _(BAND_LABELS[bands.age_band(row.age_from)]) if row.age_from is not None else ""
    sex = _(SEX_LABELS[row.sex]) if row.sex else ""
    return _("Walk-in {what}").format(what=" ".join(filter(None, (band, sex))))
