"""Every error a clerk can understand and act on, each with its sentence. A bug is no CentreError.

One file a slice. `words` is the sentence with the data of this case; `bare` the one used when the database's own guard
raised the error and nothing is known but its name.
"""

from centre_app.errors.access import *
from centre_app.errors.base import CentreError as CentreError
from centre_app.errors.blocks import *
from centre_app.errors.calendar import *
from centre_app.errors.centre import *
from centre_app.errors.donations import *
from centre_app.errors.encryption import *
from centre_app.errors.enquiries import *
from centre_app.errors.equipment import *
from centre_app.errors.exchange import *
from centre_app.errors.facts import *
from centre_app.errors.handover import *
from centre_app.errors.holds import *
from centre_app.errors.identity import *
from centre_app.errors.importing import *
from centre_app.errors.labels import *
from centre_app.errors.lending import *
from centre_app.errors.marc import *
from centre_app.errors.merging import *
from centre_app.errors.notes import *
from centre_app.errors.people import *
from centre_app.errors.privacy import *
from centre_app.errors.reports import *
from centre_app.errors.requests import *
from centre_app.errors.rooms import *
from centre_app.errors.sample import *
from centre_app.errors.scan_run import *
from centre_app.errors.series import *
from centre_app.errors.settings import *
from centre_app.errors.storage import *
from centre_app.errors.templates import *
from centre_app.errors.things import *
from centre_app.errors.titles import *
from centre_app.errors.use import *
from centre_app.errors.visits import *


def by_name(name: str) -> type[CentreError] | None:
    """The error class of that name: a guard in the database raises by name."""
    found = globals().get(name)
    return found if isinstance(found, type) and issubclass(found, CentreError) else None
