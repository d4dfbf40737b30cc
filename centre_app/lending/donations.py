"""Who gave what: batches of one donor on one day. Copies point at their batch; its lines are in `donation_batches.py`."""

from datetime import date

from peewee import fn

from centre_app import clock
from centre_app.i18n import N_
from centre_app.lending.models import Donation
from centre_app.lending.numbers import plain
from centre_app.lending.tuples import first_of, tuples_of
from centre_app.storage.action import action


def donors(text: str = "", *, limit: int = 20) -> list[str]:
    """Donors' names holding the text, whoever gave last first."""
    query = (
        Donation.select(Donation.donor)
        .where(Donation.donor.contains(plain(text)))
        .group_by(Donation.donor)
        .order_by(fn.MAX(Donation.received_on).desc(), fn.MAX(Donation.id).desc())
        .limit(limit)
    )
    return [donor for (donor,) in tuples_of(query)]


@action(N_("record a donation"))
def donation_for(*, donor: str, received_on: date | None = None) -> int | None:
    """The id of the batch this donor gave on that day (today when not said), made when there is none.

    Called inside the action that adds the copies. None for an empty name: the thing was not donated.
    """
    name = plain(donor)
    if not name:
        return None
    day = received_on or clock.today()
    same = (Donation.donor == name) & (Donation.received_on == day)
    found = first_of(Donation.select(Donation.id).where(same))
    batch: int = found[0] if found else Donation.create(donor=name, received_on=day).id
    return batch
