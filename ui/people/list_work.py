"""What is done with a whole list of people: workbook, address labels, phone round sheet, a tag for all of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app import clock
from centre_app.i18n import N_, _, _n
from centre_app.lending.label_sheets import Label
from centre_app.people import list_book, saved_lists, tags
from centre_app.people.saved_lists import ListedPerson
from centre_app.progress import Progress
from centre_app.storage.placing import as_file_name
from ui.kit import card, job, labels, paper_out, toast
from ui.kit.attempt import told
from ui.kit.file_dialog import ask_workbook
from ui.kit.form import CheckField, ChoiceField, FormDialog, TextField
from ui.kit.printing import PreviewDialog
from ui.people import phone_sheet
from ui.people.people_list import PeopleList

MOST_ON_PAPER = 2000


class ListWork:
    """Bulk work with what a list shows: its filter, the category chosen above it, or who is here."""

    def __init__(self, page: QWidget, shown: PeopleList) -> None:
        self.page, self.shown = page, shown
        shown.list.heading, shown.list.narrowed_to = self.name, self.title
        asking: dict[str, Callable[[], object]] = {
            "workbook": self.ask_workbook, "labels": self.ask_labels, "phone_round": self.ask_phone_round, "tag": self.ask_tag,
        }  # fmt: skip
        shown.bar.asked.connect(lambda kind: asking[kind]())

    def ask_workbook(self) -> FormDialog:
        """Ask whether names and phones go out in full, and why; then where to."""
        dialog = FormDialog(_("Export the list"), _("Next"), self.page, width=480)
        dialog.form.add_widget(card.label(self.title(), kind="quiet", wrap=True))
        in_full = dialog.add("in_full", "", CheckField(_("Names and phones in full")))
        dialog.add("reason", _("Reason"), TextField(longest=200), required=True, hint=_reason_hint())
        dialog.form.show_entry("reason", False)
        in_full.changed.connect(lambda: dialog.form.show_entry("reason", in_full.value()))

        def submitted(values: dict[str, Any]) -> None:
            dialog.accept()
            self.ask_target(reason=values["reason"] if values["in_full"] else None)

        dialog.submitted.connect(submitted)
        dialog.open()
        return dialog

    def ask_target(self, *, reason: str | None) -> QFileDialog:
        """Ask where the workbook goes."""
        condition = self.shown.condition()  # as it was asked for
        return ask_workbook(
            self.page, _("Export the list"), name=as_file_name(f"{self.name()} {clock.today():%Y-%m-%d}"),
            then=lambda to: self.export(condition, to=to, reason=reason),
        )  # fmt: skip

    def export(self, condition: dict[str, Any], *, to: Path, reason: str | None) -> job.Job:
        """Write the workbook in a job."""

        def work(progress: Progress) -> Path:
            people = saved_lists.whole(progress=progress, **condition)
            return list_book.write(people, to=to, reason=reason, progress=progress)

        return paper_out.write(self.page, to, work)

    def ask_labels(self) -> FormDialog | None:
        """Ask why, then for the paper of labels with name and address."""
        return self._ask_reason("labels", _("Address labels"), self._show_labels)

    def ask_phone_round(self) -> FormDialog | None:
        """Ask why, then show the sheet."""
        return self._ask_reason("phone_round", _("Phone round"), self._show_phone_round)

    def ask_tag(self) -> FormDialog:
        """Ask which tag everybody in the list gets."""
        dialog = FormDialog(_("Give everybody in the list a tag"), _("Give the tag"), self.page, width=480)
        dialog.form.add_widget(card.label(self.title(), kind="quiet", wrap=True))
        dialog.add(
            "tag_id", _("Tag"), ChoiceField([(row.id, row.name) for row in tags.tags()]), required=True
        )
        condition = self.shown.condition()

        def give(*, tag_id: int) -> int:
            return tags.give_all(tag_id=tag_id, person_ids=saved_lists.ids(**condition))

        def said(count: int) -> None:
            words = _n("{count} person was given the tag.", "{count} people were given the tag.", count)
            toast.show(words.format(count=count), kind="good", undo=True)

        dialog.submitted.connect(lambda values: dialog.attempt(give, then=said, **values))
        dialog.open()
        return dialog

    def name(self) -> str:
        """What the list is called: the saved one's name, or just residents."""
        row = self.shown.bar.current()
        return row.name if row is not None else _("Residents")

    def title(self) -> str:
        """Whom the list holds, in words."""
        row, bar = self.shown.bar.current(), self.shown.bar
        words = bar.words.text() if not bar.chosen.is_empty() else ""
        parts = (row.name if row is not None else "", self.shown.segment_words(), words)
        return " · ".join(filter(None, parts)) or _("Everybody registered")

    @told
    def _ask_reason(self, kind: str, title: str, show: Callable[[list[ListedPerson]], object]) -> FormDialog:
        people = saved_lists.whole(most=MOST_ON_PAPER, **self.shown.condition())
        dialog = FormDialog(title, _("Next"), self.page, width=480)
        count = _n("{count} person", "{count} people", len(people)).format(count=len(people))
        dialog.form.add_widget(card.label(" · ".join((self.title(), count)), kind="quiet", wrap=True))
        dialog.add("reason", _("Why names and phones are needed in full"), TextField(longest=200), required=True,
                   hint=_reason_hint())  # fmt: skip
        ids = [each.row.id for each in people]
        dialog.submitted.connect(
            lambda values: dialog.attempt(
                saved_lists.release, kind=kind, person_ids=ids, then=lambda _nothing: show(people), **values
            )
        )
        dialog.open()
        return dialog

    def _show_labels(self, people: list[ListedPerson]) -> labels.LabelDialog:
        made = [Label("", head=each.row.address, name=each.row.name, foot=each.grid) for each in people]
        ids = [each.row.id for each in people]
        return labels.ask(
            self.page,
            _("Address labels"),
            made,
            label=N_("print address labels of a list"),
            table="person",
            row_ids=ids,
        )

    def _show_phone_round(self, people: list[ListedPerson]) -> PreviewDialog:
        sheet = phone_sheet.phone_round(people, title=self.title())
        dialog = PreviewDialog(self.page, _("Phone round"), sheet)
        dialog.open()
        return dialog


def _reason_hint() -> str:
    return _("The reason is kept with the time and the clerk's name.")
