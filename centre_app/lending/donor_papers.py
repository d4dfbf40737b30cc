"""What stands on the papers for a donor: receipt, certificate and bookplates of one donation. Drawing is the screen's."""

from dataclasses import dataclass
from datetime import date

from centre_app import errors
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.lending.models import GONE, Donation
from centre_app.lending.tuples import first_of
from centre_app.storage.action import action
from centre_app.storage.database import db

_LINES = """
SELECT title.id, title.name, title.isbn, count(*), sum(copy.volumes),
  count(DISTINCT CASE WHEN set_number IS NULL THEN 'c' || copy.id ELSE title_id || '/' || set_number END),
  sum(coalesce(copy.price_fen, title.price_fen)), count(*) - count(coalesce(copy.price_fen, title.price_fen))
FROM copy JOIN title ON title.id = title_id WHERE donation_id = ? GROUP BY title.id ORDER BY title.name_sort, title.id"""
_PLATES = f"""
SELECT title.name || CASE WHEN copy.volume = '' THEN '' ELSE ' ' || copy.volume END
FROM copy JOIN title ON title.id = title_id WHERE donation_id = ? AND condition NOT IN {GONE} ORDER BY copy.id"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class GivenTitle:
    """A title of a donation: pieces, 册, 套, list value in fen (None where no piece has a price), pieces without one."""

    title_id: int
    name: str
    isbn: str
    copies: int
    volumes: int
    sets: int
    value_fen: int | None
    unpriced: int


@dataclass(frozen=True, slots=True)
class Given:
    """A donation as its papers tell of it."""

    id: int
    donor: str
    anonymous: bool
    received_on: date
    titles: list[GivenTitle]

    @property
    def number(self) -> str:
        """The number on its papers."""
        return f"{self.received_on:%Y}-{self.id:05d}"

    @property
    def named(self) -> str:
        """The donor as printed; for one who wants no name, words in its place."""
        return _("A kind neighbour") if self.anonymous or not self.donor.strip() else self.donor

    @property
    def copies(self) -> int:
        """How many pieces were given."""
        return sum(line.copies for line in self.titles)

    @property
    def volumes(self) -> int:
        """How many 册 were given."""
        return sum(line.volumes for line in self.titles)

    @property
    def sets(self) -> int:
        """How many 套 were given; what belongs to no set is one by itself."""
        return sum(line.sets for line in self.titles)

    @property
    def value_fen(self) -> int:
        """The list value of what has a price."""
        return sum(line.value_fen or 0 for line in self.titles)

    @property
    def unpriced(self) -> int:
        """How many pieces have no price."""
        return sum(line.unpriced for line in self.titles)

    @property
    def earns_certificate(self) -> bool:
        """Whether enough was given for a certificate."""
        return self.volumes >= settings.get("certificate_from")


def given(donation_id: int) -> Given:
    """A donation with all that is in the catalogue of it. Raises NotFound."""
    head = first_of(
        Donation.select(Donation.id, Donation.donor, Donation.anonymous, Donation.received_on).where(
            Donation.id == donation_id
        )
    )
    if head is None:
        raise errors.NotFound
    titles = [GivenTitle(*row) for row in db.execute_sql(_LINES, (donation_id,)).fetchall()]
    return Given(*[*head, titles])


def for_receipt(donation_id: int) -> Given:
    """The same for its receipt. Raises NotFound and NothingGiven."""
    found = given(donation_id)
    if not found.titles:
        raise errors.NothingGiven
    return found


def for_certificate(donation_id: int) -> Given:
    """The same for its certificate. Raises NotFound and CertificateNotYet."""
    found = given(donation_id)
    if not found.earns_certificate:
        raise errors.CertificateNotYet(least=settings.get("certificate_from"), count=found.volumes)
    return found


def plates(donation_id: int) -> list[str]:
    """What stands in each piece of a donation that is in stock: its title and volume. Raises NotFound, NothingGiven."""
    given(donation_id)
    found = [name for (name,) in db.execute_sql(_PLATES, (donation_id,)).fetchall()]
    if not found:
        raise errors.NothingGiven
    return found


@action(N_("change a donation"))
def leave_out_name(*, donation_id: int, anonymous: bool) -> None:
    """Print the papers of a donation without the donor's name, or with it. Raises NotFound."""
    if not Donation.select().where(Donation.id == donation_id).exists():
        raise errors.NotFound
    Donation.update(anonymous=anonymous).where(Donation.id == donation_id).execute()
