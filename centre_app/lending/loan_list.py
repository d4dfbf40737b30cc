"""What a person has, or took today, for a list on paper: such as the thirty books a class takes on its collective card."""

from dataclasses import dataclass
from datetime import date, datetime, time

from peewee import fn

from centre_app import clock
from centre_app.lending.models import Copy, Loan, Title
from centre_app.lending.tuples import tuples_of


@dataclass(frozen=True, slots=True)
class LoanLine:
    """One line of the list. The price is in fen, that of the title where the copy has none."""

    id: int
    barcode: str
    title: str
    volume: str
    volumes: int
    call_number: str
    price_fen: int | None
    lent_at: datetime
    due_at: datetime

    @property
    def due_on(self) -> date:
        """The last day."""
        return self.due_at.date()


def lines(*, person_id: int, today: bool = False) -> list[LoanLine]:
    """All that a person has, or with `today` what of it was lent today, in the order it was lent."""
    query = (
        Loan.select(
            Loan.id, Copy.barcode, Title.name, Copy.volume, Copy.volumes, Copy.call_number,
            fn.COALESCE(Copy.price_fen, Title.price_fen), Loan.lent_at, Loan.due_at,
        )
        .join(Copy).join(Title)
        .where((Loan.person == person_id) & Loan.returned_at.is_null())
        .order_by(Loan.lent_at, Loan.id)
    )  # fmt: skip
    if today:
        query = query.where(Loan.lent_at >= datetime.combine(clock.today(), time.min))
    return [LoanLine(*row) for row in tuples_of(query)]
