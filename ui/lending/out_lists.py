"""What is out: due today, everything; what is overdue stands in `overdue_list.py`. Names and phones are masked until the clerk asks."""

from datetime import date

from PySide6.QtCore import Signal

from centre_app import clock
from centre_app.i18n import _
from centre_app.lending import loans
from centre_app.lending.loans import OutRow
from centre_app.people.people import masked_name, masked_phone
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout
from ui.kit.table import WINDOW, Column, ListView, RowVerb
from ui.lending.masked_list import MaskedList
from ui.lending.words import day_text, late_text, title_and_volume


class OutList(MaskedList):
    """Loans with their borrowers, in windows. Subclasses say which."""

    contact_asked = Signal(object)
    return_asked = Signal(int)
    renew_asked = Signal(object)
    person_asked = Signal(int)
    title_opened = Signal(int)

    def __init__(self, *, name: str, sentence: str, many: bool = False) -> None:
        super().__init__()
        self.tools = layout.Flow()
        self.list = ListView(
            self._columns(),
            empty=card.EmptyState(sentence, icon="check"),
            actions=self._verbs(),
            name=name,
            table="loan",
            load_more=self._on_more_wanted,
            many=many,
        )
        self.setLayout(layout.column(self.tools, self.list))

    def read(self, *, after: OutRow | None = None) -> list[OutRow]:
        """The next window of loans."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the first window again."""
        rows = self.read()
        self.list.set_rows(rows, more=len(rows) == WINDOW)
        self.unmask_button.setVisible(bool(rows))

    def _on_more_wanted(self) -> None:
        last = max(self.list.rows(), key=lambda row: (row.due_at, row.id))
        rows = self.read(after=last)
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _borrower(self, row: OutRow) -> str:
        return row.borrower if row.person_id in self.unmasked else masked_name(row.borrower)

    def _phone(self, row: OutRow) -> str:
        return row.phone if row.person_id in self.unmasked else masked_phone(row.phone)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Title"), lambda row: title_and_volume(row.title, row.volume), bold=True),
            Column(_("Barcode"), lambda row: row.barcode, width=84, spare=True),
            Column(_("Borrower"), self._borrower, hint=_guardian),
            Column(_("Phone"), self._phone, width=104, hint=_guardian),
            Column(_("Due"), _due, sort=lambda row: row.due_at, tone=lambda row: "bad" if row.days_late else None),
        ]  # fmt: skip

    def _verbs(self) -> list[RowVerb]:
        return [
            RowVerb(_("Get in touch"), "phone", self.contact_asked.emit, button=True, needs=WORK),
            RowVerb(_("Return"), "check-in", lambda row: self.return_asked.emit(row.copy_id), needs=WORK),
            RowVerb(
                _("Renew"),
                "refresh",
                self.renew_asked.emit,
                enabled=lambda row: not row.days_late,
                needs=WORK,
            ),
            RowVerb(_("Serve this person"), "user", lambda row: self.person_asked.emit(row.person_id)),
            RowVerb(_("Open the title"), "book", lambda row: self.title_opened.emit(row.title_id)),
        ]


class OutNowList(OutList):
    """What is out, all of it or what is due today."""

    def __init__(self) -> None:
        super().__init__(name=_("Out now"), sentence=_("Nothing is out."))
        self.which = buttons.Segments(
            [("all", _("Everything out")), ("today", _("Due today"))], name=_("Out now")
        )
        self.which.chosen.connect(lambda _which: self.refresh())
        self.tools.addWidget(self.which)
        self.tools.addWidget(self.unmask_button)

    def refresh(self) -> None:
        everything = self.which.value() == "all"
        self.list.empty.set_sentence(_("Nothing is out.") if everything else _("Nothing is due today."))
        super().refresh()

    def read(self, *, after: OutRow | None = None) -> list[OutRow]:
        if self.which.value() == "all":
            return loans.out_now(limit=WINDOW, after=after)
        today: date = clock.today()
        return [] if after else loans.due_on(today, limit=10 * WINDOW)


def _guardian(row: OutRow) -> str:
    return _("The phone is the guardian's.") if row.guardian else ""


def _due(row: OutRow) -> str:
    return " · ".join(part for part in (day_text(row.due_on), late_text(row.days_late)) if part)
