"""Who is being served: the facts that matter for lending, whether they may borrow, and what they have."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.lending.holds import HoldRow
from centre_app.lending.loans import LoanRow, Standing
from centre_app.people.people import BAND_LABELS, SEX_LABELS, PersonCard, masked_phone
from centre_app.storage.action import WORK
from ui.kit import buttons, card, icons, layout, style
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import hold_lists
from ui.lending.words import due_text, late_text, title_and_volume


class BorrowerPanel(QWidget):
    """The open person at the left of the page. `*_asked` signals say what the clerk pressed."""

    renew_asked = Signal(object)
    return_asked = Signal(int)
    dates_asked = Signal(object)
    why_asked = Signal(object)
    title_opened = Signal(int)
    person_asked = Signal(int)
    close_asked = Signal()
    hold_asked = Signal(int)
    hold_cancel_asked = Signal(object)
    slip_asked = Signal(int)
    print_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.person_id: int | None = None
        self.nobody = card.Card()
        self.nobody.add(
            card.EmptyState(_("Scan a card to serve somebody: their loans are shown here."), icon="card"), 1
        )
        self.facts = card.Card()
        self.name_label = card.label(kind="heading", wrap=True)
        self.card_label = card.label(kind="quiet-small")
        self.lines = card.label(kind="quiet", wrap=True)
        self.badge = card.Badge()
        self.reasons = card.Note("", "warning")
        self.important = card.Note("", "bad")
        self.close_button = buttons.icon_only(
            "close", _("Done with this person"), clicked=self.close_asked.emit
        )
        self.open_button = buttons.icon_only("user", _("Open the record"), clicked=self._ask_person)
        self.list = self._loans_list()
        self.holds = hold_lists.of_person(
            title=lambda row: self.title_opened.emit(row.title_id),
            cancel=self.hold_cancel_asked.emit,
            slip=lambda row: self.slip_asked.emit(row.id),
        )
        self.hold_button = buttons.link(_("Place a hold…"), "clock", clicked=self._ask_hold)
        self.hold_button.needs = WORK
        self.print_button = buttons.icon_only("print", _("Print list"), clicked=self._ask_print)
        self._build()
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nobody is being served."""
        self.person_id = None
        self.nobody.show()
        self.whole.hide()

    def show_person(
        self, person: PersonCard, *, standing: Standing, rows: list[LoanRow], holds: list[HoldRow], important: Sequence[str] = ()
    ) -> None:  # fmt: skip
        """Show whom the clerk serves, how they stand, what they have and what they wait for."""
        self.person_id = person.id
        self.name_label.setText(person.name)
        self.card_label.setText(person.card_number)
        self.lines.setText("\n".join(_lines(person, standing)))
        self.important.set("\n".join(important), "bad")
        self.important.setVisible(bool(important))
        blocks = "\n".join(block.sentence() for block in standing.blocks)
        self.badge.set(_("Cannot borrow now") if blocks else _("Can borrow"), "warning" if blocks else "good")
        self.reasons.set(blocks, "warning")
        self.reasons.setVisible(bool(blocks))
        self.list.set_rows(rows)
        self.holds.set_rows(holds)
        self.holds_card.setVisible(bool(holds))
        self.print_button.setVisible(bool(rows))
        self.nobody.hide()
        self.whole.show()

    def _build(self) -> None:
        self.facts.add(
            layout.row(
                layout.column(self.name_label, self.card_label, spacing=0),
                None,
                self.open_button,
                self.close_button,
            )
        )
        self.facts.add(self.important)
        self.facts.add(self.lines)
        self.facts.add(layout.row(self.badge, None))
        self.facts.add(self.reasons)
        loans_card = card.Card(_("On loan"), layout.holding(layout.row(self.hold_button, self.print_button)))
        loans_card.add(self.list, 1)
        self.holds_card = card.Card(_("Holds"))
        self.holds_card.add(self.holds, 1)
        inside = layout.column(self.facts, spacing=16)
        inside.addWidget(loans_card, 3)
        inside.addWidget(self.holds_card, 2)
        self.whole = layout.holding(inside)
        outside = layout.column(self.nobody, self.whole)
        self.setLayout(outside)
        self.setMinimumWidth(style.px(200))

    def _loans_list(self) -> ListView:
        return ListView(
            [
                Column(_("Title"), lambda row: title_and_volume(row.title, row.volume), hint=_hint),
                Column(_("Due"), lambda row: due_text(row.due_at), sort=lambda row: row.due_at, tone=_tone),
            ],
            empty=card.EmptyState(_("Nothing is on loan. Scan a book to lend it."), icon="book"),
            actions=[
                RowVerb(_("Renew"), "refresh", self.renew_asked.emit, button=True, needs=WORK),
                RowVerb(_("Return"), "check-in", lambda row: self.return_asked.emit(row.copy_id), needs=WORK),
                RowVerb(_("Dates…"), "calendar", self.dates_asked.emit, needs=WORK),
                RowVerb(_("Why this due day?"), "info", self.why_asked.emit),
                RowVerb(_("Open the title"), "book", lambda row: self.title_opened.emit(row.title_id)),
            ],
            filter=False,
            name=_("On loan"),
            table="loan",
        )

    def _ask_hold(self) -> None:
        if self.person_id is not None:
            self.hold_asked.emit(self.person_id)

    def print_menu(self) -> QMenu:
        """What the list may hold: all that is out, or what was lent today."""
        rows: list[LoanRow] = self.list.rows()
        lent_today = sum(row.lent_at.date() == clock.today() for row in rows)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, count, today in (
            (_("Lent today ({count})"), lent_today, True),
            (_("All that is out ({count})"), len(rows), False),
        ):
            choice = menu.addAction(icons.icon("print"), words.format(count=count))
            choice.setEnabled(count > 0)
            choice.triggered.connect(lambda _checked, today=today: self.print_asked.emit(today))
        return menu

    def _ask_print(self) -> None:
        button = self.print_button
        self.print_menu().popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _ask_person(self) -> None:
        if self.person_id is not None:
            self.person_asked.emit(self.person_id)


def _lines(person: PersonCard, standing: Standing) -> list[str]:
    about = [
        _(SEX_LABELS[person.sex]) if person.sex else "",
        _("{age} years old").format(age=person.age) if person.age is not None else "",
        _(BAND_LABELS[person.band]) if person.age is None and person.band != "unknown" else "",
    ]
    phone = masked_phone(person.phone)
    guardian = ""
    if person.guardian_name:
        guardian = _("Guardian {name} {phone}").format(
            name=person.guardian_name, phone=masked_phone(person.guardian_phone)
        )
    figures = _("On loan {loans} / {limit}").format(loans=standing.loans, limit=standing.limit)
    late = _("{count} overdue").format(count=standing.overdue) if standing.overdue else _("nothing overdue")
    lines = [" · ".join(part for part in (*about, phone) if part), guardian.strip(), f"{figures} · {late}"]
    return [line for line in lines if line]


def _tone(row: LoanRow) -> str | None:
    return "bad" if row.is_late else None


def _hint(row: LoanRow) -> str:
    parts = [
        row.title,
        row.barcode,
        _n("renewed once", "renewed {count} times", row.renewals).format(count=row.renewals)
        if row.renewals
        else "",
        late_text(row.days_late),
    ]
    return "\n".join(part for part in parts if part)
