"""Saved lists: a choice of people under a name, and reading all of a list for paper or a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from centre_app import clock, errors
from centre_app.access import audit
from centre_app.i18n import N_, _
from centre_app.people import fields, grid, listing, selection, tags
from centre_app.people.list_models import ListRelease, SavedList
from centre_app.people.listing import PersonRow
from centre_app.people.selection import Selection
from centre_app.progress import SILENT, Progress
from centre_app.storage import action as actions
from centre_app.storage.action import action
from centre_app.storage.database import db, snapshot

LONGEST_NAME = 40
RELEASES = {
    "workbook": N_("export a list of people with names"),
    "labels": N_("print address labels of a list"),
    "phone_round": N_("print a phone round sheet"),
}


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A saved list and its choice."""

    id: int
    name: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody in a list that is put out: the row, the tags in their order, and the path of the grid unit."""

    row: PersonRow
    tags: tuple[str, ...]
    grid: str


def saved() -> list[SavedRow]:
    """The saved lists by name."""
    rows = db.execute_sql("SELECT id, name, selection FROM saved_list ORDER BY name, id")
    return [SavedRow(row[0], row[1], selection.read(row[2])) for row in rows]


@action(N_("save a list of people"))
def save_list(*, name: str, chosen: Selection) -> int:
    """Keep a choice under a name and return its id. Raises WordMissing, TextTooLong, SavedListTaken, NothingChosen."""
    if chosen.is_empty():
        raise errors.NothingChosen
    made: Any = SavedList.create(name=_checked(name, list_id=0), selection=chosen.text())
    return int(made.id)


@action(N_("change a saved list"))
def change_list(*, list_id: int, name: str, chosen: Selection) -> None:
    """Give a saved list another name or choice. Raises NotFound and what `save_list` raises."""
    if chosen.is_empty():
        raise errors.NothingChosen
    words = _checked(name, list_id=list_id)
    query = SavedList.update(name=words, selection=chosen.text()).where(SavedList.id == list_id)
    if not query.execute():
        raise errors.NotFound


@action(N_("remove a saved list"))
def remove_list(list_id: int) -> None:
    """Remove a saved list; the people in it stay. Raises NotFound."""
    if not SavedList.delete().where(SavedList.id == list_id).execute():
        raise errors.NotFound


def whole(
    *, chosen: Selection, category: str | None = None, here: bool = False, most: int | None = None,
    progress: Progress = SILENT,
) -> list[ListedPerson]:  # fmt: skip
    """Everybody in a list by pinyin, of a category and only those here where asked for, read from one state of the data.

    Raises ListEmpty, and ListTooLong for more than `most`.
    """
    listed: list[ListedPerson] = []
    with snapshot():
        paths = {unit.id: unit.path for unit in grid.units()}
        for window in _windows(chosen, category=category, here=here):
            tagged = tags.tags_of(row.id for row in window)
            listed += [
                ListedPerson(row, tuple(tagged[row.id].values()), paths.get(row.grid_unit_id or 0, ""))
                for row in window
            ]
            if most is not None and len(listed) > most:
                raise errors.ListTooLong(most=most)
            progress.report(len(listed), 0, _("{count} people read").format(count=len(listed)))
    if not listed:
        raise errors.ListEmpty
    return listed


def ids(*, chosen: Selection, category: str | None = None, here: bool = False) -> list[int]:
    """The ids of everybody in a list. Raises ListEmpty."""
    found = [row.id for window in _windows(chosen, category=category, here=here) for row in window]
    if not found:
        raise errors.ListEmpty
    return found


def release(*, kind: str, person_ids: list[int], reason: str) -> None:
    """Note that these people's names and phones are put out in full, and why; this is no step to be undone.

    `kind` is one of RELEASES. Raises NotAllowed, ListReasonMissing, TextTooLong.
    """
    words = fields.note(reason)
    if not words:
        raise errors.ListReasonMissing

    def write() -> None:
        ListRelease.create(at=clock.now(), kind=kind, people=len(person_ids), reason=words)
        audit.record(label=RELEASES[kind], table="person", row_ids=person_ids, reason=words)

    needs = "export_names" if kind == "workbook" else actions.WORK
    actions.run(N_("note why a list was put out"), write, kind="note", needs=needs)


def _windows(chosen: Selection, *, category: str | None, here: bool) -> Iterator[list[PersonRow]]:
    after = None
    while window := listing.page_of_people(after=after, category=category, here=here, chosen=chosen):
        yield window
        if len(window) < listing.WINDOW:
            return
        after = window[-1].place


def _checked(text: str, *, list_id: int) -> str:
    words = fields.limited(" ".join(text.split()), most=LONGEST_NAME)
    if not words:
        raise errors.WordMissing
    if SavedList.select().where(SavedList.name == words, SavedList.id != list_id).exists():
        raise errors.SavedListTaken(name=words)
    return words
