"""Works of several volumes: pieces of one title tied by a set number, lent whole or by volume. Volumes are not copies."""

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import fn

from centre_app import errors
from centre_app.i18n import N_
from centre_app.lending import catalogue, catalogue_reads, flags, loans
from centre_app.lending.catalogue_reads import CopyRow
from centre_app.lending.loans import Lent, Returned
from centre_app.lending.models import Copy
from centre_app.lending.tuples import first_of
from centre_app.storage.action import action

MOST_VOLUMES = 200


def volumes_of(copy_id: int) -> list[CopyRow]:
    """The pieces of the set this one belongs to, those withdrawn left out, by volume; empty where it belongs to none."""
    row = first_of(Copy.select(Copy.title, Copy.set_number).where(Copy.id == copy_id))
    if row is None or row[1] is None:
        return []
    found = [
        each
        for each in catalogue_reads.copies_of(row[0])
        if each.set_number == row[1] and each.condition != "withdrawn"
    ]
    return sorted(found, key=lambda each: (len(each.volume), each.volume, each.id)) if len(found) > 1 else []


def next_set_number(title_id: int) -> int:
    """The number of the title's next set."""
    row = first_of(Copy.select(fn.MAX(Copy.set_number)).where(Copy.title == title_id))
    return int(row[0] or 0) + 1 if row else 1


@action(N_("add a set of volumes"))
def add_set(*, title_id: int, count: int, **copy: Any) -> list[int]:
    """Add a set of so many volumes, numbered from 1, each with the next automatic barcode; returns the pieces' ids.

    The rest is named as in `catalogue.add_copy`. Raises PiecesImpossible, and what `add_copy` raises.
    """
    if not 1 <= count <= MOST_VOLUMES:
        raise errors.PiecesImpossible(count=count, most=MOST_VOLUMES)
    number = next_set_number(title_id)
    return [
        catalogue.add_copy(title_id=title_id, set_number=number, volume=str(volume), **copy)
        for volume in range(1, count + 1)
    ]


@action(N_("lend the rest of a set"))
def lend_rest(*, copy_id: int, person_id: int, reasons: Mapping[str, str] | None = None) -> list[Lent]:
    """Lend all volumes of the set that are on the shelf. Raises NoVolumeLeft, and what `loans.lend` raises."""
    free = [row for row in volumes_of(copy_id) if row.lendable]
    if not free:
        row = catalogue_reads.copy(copy_id)
        raise errors.NoVolumeLeft(title=row.title if row else "")
    return [loans.lend(copy_id=row.id, person_id=person_id, reasons=reasons) for row in free]


@action(N_("return the rest of a set"))
def return_rest(*, copy_id: int, person_id: int) -> list[Returned]:
    """Take back the volumes of the set that this person still has."""
    return [loans.return_copy(row.id) for row in still_with(volumes_of(copy_id), person_id)]


@action(N_("mark volumes as missing"))
def mark_missing(*, copy_id: int, person_id: int, reason: str) -> list[CopyRow]:
    """The volumes that this person still has count as lost, whoever finds them; returns them. Their loans stay open."""
    found = [row for row in still_with(volumes_of(copy_id), person_id) if not row.has("lost")]
    for row in found:
        flags.put_flag(copy_id=row.id, flag="lost", reason=reason)
    return found


def still_with(rows: Sequence[CopyRow], person_id: int) -> list[CopyRow]:
    """Those of these pieces that this person has."""
    return [row for row in rows if row.loan is not None and row.loan.person_id == person_id]
