"""The books on the shelves: every set and volume of the two donations, one barcode each."""

import random
from datetime import date, datetime, time, timedelta

from centre_app.centre import settings
from centre_app.lending.donation_models import DonationLine
from centre_app.lending.models import Copy, CopyFlag, Donation, Title
from centre_app.sample import content
from centre_app.storage import tokens

_GIVEN_BEFORE_DAYS = (200, -45)  # before the first day; a negative number is counted back from today


def fill(dice: random.Random, *, first: date, today: date) -> dict[int, date]:
    """Write donations, titles and copies; return each copy's id and the day it came."""
    copies: dict[int, date] = {}
    for donation, days in zip(content.place()["donations"], _GIVEN_BEFORE_DAYS, strict=True):
        day = first - timedelta(days=days) if days > 0 else max(first, today + timedelta(days=days))
        batch = Donation.create(donor=donation["donor"], received_on=day, note=donation["note"])
        for row in content.titles(donation["file"]):
            copies[_add(row, batch=batch, day=day, location=donation["location"], number=len(copies) + 1)] = (
                day
            )
    _expect(today)
    for lost in dice.sample(sorted(copies), 2):
        day = today - timedelta(days=9)
        Copy.update(condition="lost", condition_on=day).where(Copy.id == lost).execute()
        CopyFlag.create(copy=lost, flag="lost", from_at=datetime.combine(day, time(9)))
        del copies[lost]
    return copies


def _expect(today: date) -> None:
    """A batch of which a part has come, with one piece too many and one returned."""
    expected = content.place()["expected"]
    day = today - timedelta(days=expected["before_days"])
    batch = Donation.create(
        donor=expected["donor"], donor_kind="organisation", contact=expected["contact"], received_on=day,
        note=expected["note"],
    )  # fmt: skip
    for line in expected["lines"]:
        price = round(line["price_yuan"] * 100)
        values = {name: value for name, value in line.items() if name != "price_yuan"}
        DonationLine.create(donation=batch, price_fen=price, **values)


def _add(row: dict[str, str], *, batch: Donation, day: date, location: str, number: int) -> int:
    title = Title.create(
        name=row["name"],
        name_sort=tokens.title_sort(row["name"]),
        authors=row["authors"],
        publisher=row["publisher"],
        published=row["published"],
        isbn=row["isbn"],
        clc_class=row["clc_class"],
        price_fen=round(float(row["price_yuan"]) * 100),
        search_key=tokens.title_key(name=row["name"], authors=row["authors"], publisher=row["publisher"]),
    )
    copy = Copy.create(
        title=title,
        barcode=f"{settings.get('barcode_prefix')}{number:06d}",
        volumes=int(row["volumes"]),
        donation=batch,
        call_number=f"{row['clc_class']}/{number}",
        location=location,
        price_fen=title.price_fen,
        accessioned_on=day,
    )
    return int(copy.id)
