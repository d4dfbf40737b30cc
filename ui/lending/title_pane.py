"""One title: what is known of it, its copies with what can be done with each, and who had them."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.i18n import _
from centre_app.lending import catalogue, classes
from centre_app.lending.catalogue import CopyRow, TitleCard
from centre_app.lending.loans import PastLoan
from centre_app.people.people import masked_name
from ui.kit import buttons, card, layout
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import flag_forms
from ui.lending.words import borrower_words, copy_state, day_text, flag_line, yuan


class TitlePane(QWidget):
    """The title that is open, in place of the catalogue's list. Signals carry ids or rows of what was pressed."""

    back_asked = Signal()
    edit_asked = Signal(int)
    copy_asked = Signal(int)
    copy_edit_asked = Signal(object)
    lend_asked = Signal(int)
    return_asked = Signal(int)
    flag_asked = Signal(object)
    end_flag_asked = Signal(object)
    withdraw_asked = Signal(list)
    person_asked = Signal(int)
    labels_asked = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.title: TitleCard | None = None
        self.somebody_is_open = False
        self.back_button = buttons.link(_("Catalogue"), "left", clicked=self.back_asked.emit)
        self.edit_button = buttons.plain(_("Edit"), "edit", clicked=lambda: self._tell(self.edit_asked))
        self.copy_button = buttons.plain(_("Add a copy"), "plus", clicked=lambda: self._tell(self.copy_asked))
        self.name_label = card.label(kind="title", wrap=True, selectable=True)
        self.facts = card.label(kind="quiet", wrap=True, selectable=True)
        self.which = buttons.Segments([("copies", _("Copies")), ("loans", _("Loans so far"))], name=_("Show"))
        self.copies = self._copies_list()
        self.loans = self._loans_list()
        self._stack = QStackedWidget()
        for each in (self.copies, self.loans):
            self._stack.addWidget(each)
        self.which.chosen.connect(lambda key: self._stack.setCurrentWidget(self._list_of(key)))
        whole = layout.column(
            layout.Flow(self.back_button, self.copy_button, self.edit_button),
            self.name_label,
            self.facts,
            layout.row(self.which, None),
        )
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_title(self, title: TitleCard, *, history: list[PastLoan]) -> None:
        """Show a title with its copies and loans."""
        self.title = title
        self.name_label.setText(title.name)
        self.facts.setText("\n".join(_facts(title)))
        self.copies.set_rows(title.copies)
        self.loans.set_rows(history)

    def _list_of(self, key: object) -> ListView:
        return self.copies if key == "copies" else self.loans

    def _tell(self, signal: SignalInstance) -> None:
        if self.title is not None:
            signal.emit(self.title.id)

    def _copies_list(self) -> ListView:
        return ListView(
            [
                Column(_("Barcode"), lambda row: row.barcode, bold=True),
                Column(_("Volume"), _volume),
                Column(_("State"), _state, tone=_tone, hint=_hint),
                Column(_("Donor"), lambda row: row.donor, quiet=True),
                Column(
                    _("Shelf"), lambda row: " ".join(part for part in (row.location, row.call_number) if part)
                ),
            ],
            empty=card.EmptyState(_("This title has no copies yet. Add the first one."), icon="book"),
            actions=[
                RowVerb(
                    _("Lend"),
                    "check-out",
                    lambda row: self.lend_asked.emit(row.id),
                    button=True,
                    enabled=self._may_lend,
                ),
                RowVerb(
                    _("Return"),
                    "check-in",
                    lambda row: self.return_asked.emit(row.id),
                    button=True,
                    enabled=_may_return,
                ),
                RowVerb(_("Edit copy"), "edit", self.copy_edit_asked.emit),
                RowVerb(_("Print labels"), "print", self._on_labels),
                RowVerb(
                    _("Serve the borrower"),
                    "user",
                    lambda row: self.person_asked.emit(row.loan.person_id),
                    enabled=_is_out,
                ),
                RowVerb(_("Mark…"), "warning", self.flag_asked.emit, enabled=_may_flag),
                RowVerb(_("End a mark…"), "check", self.end_flag_asked.emit, enabled=_is_flagged),
                RowVerb(_("Withdraw selected…"), "minus", self._ask_withdraw, enabled=_may_withdraw),
            ],
            filter=False,
            name=_("Copies"),
            many=True,
        )

    def _ask_withdraw(self, row: CopyRow) -> None:
        chosen = self.copies.selected()
        together = chosen if row in chosen else [row]
        self.withdraw_asked.emit([each for each in together if _may_withdraw(each)])

    def _loans_list(self) -> ListView:
        return ListView(
            [
                Column(_("Lent"), lambda row: day_text(row.lent_at.date()), sort=lambda row: row.lent_at),
                Column(_("Barcode"), lambda row: row.barcode),
                Column(_("Borrower"), borrower_words),
                Column(_("Due"), lambda row: day_text(row.due_on), sort=lambda row: row.due_on),
                Column(
                    _("Returned"), lambda row: day_text(row.returned_at.date() if row.returned_at else None)
                ),
                Column(_("Renewals"), lambda row: str(row.renewals or ""), align="right"),
            ],
            empty=card.EmptyState(_("This title was never lent so far."), icon="book"),
            filter=False,
            name=_("Loans so far"),
        )

    def _on_labels(self, row: CopyRow) -> None:
        """Ask for the labels of all selected copies where the row is one of them, otherwise of the row."""
        chosen = self.copies.selected()
        self.labels_asked.emit(chosen if row in chosen else [row])

    def _may_lend(self, row: CopyRow) -> bool:
        return self.somebody_is_open and row.lendable


def _facts(title: TitleCard) -> list[str]:
    imprint = " · ".join(part for part in (title.authors, title.publisher, title.published) if part)
    named = classes.class_name(title.clc_class)
    numbers = [
        _("ISBN {number}").format(number=title.isbn) if title.isbn else "",
        f"{title.clc_class} {named}".strip(),
        yuan(title.price_fen),
    ]
    lines = [imprint, " · ".join(part for part in numbers if part), title.note]
    return [line for line in lines if line]


def _volume(row: CopyRow) -> str:
    several = _("{count} volumes").format(count=row.volumes) if row.volumes > 1 else ""
    return " · ".join(part for part in (row.volume, several) if part)


def _state(row: CopyRow) -> str:
    return copy_state(row, borrower=masked_name(row.loan.borrower) if row.loan else "")


def _tone(row: CopyRow) -> str:
    if row.has("lost") or (row.loan is None and not row.lendable):
        return "bad"
    if row.loan is not None:
        return "info"
    return "good" if row.condition == "good" else "warning"


def _hint(row: CopyRow) -> str:
    lines = [flag_line(flag) for flag in row.flags]
    if not row.open_flags:
        label = catalogue.CONDITION_LABELS[row.condition]
        lines.insert(
            0, _("{condition} since {day}").format(condition=_(label), day=day_text(row.condition_on))
        )
    return "\n".join(line for line in (*lines, row.note) if line)


def _may_return(row: CopyRow) -> bool:
    return row.loan is not None or row.has("lost")


def _may_flag(row: CopyRow) -> bool:
    return bool(flag_forms.to_put(row))


def _is_flagged(row: CopyRow) -> bool:
    return bool(row.open_flags)


def _may_withdraw(row: CopyRow) -> bool:
    return not row.has("withdrawn")


def _is_out(row: CopyRow) -> bool:
    return row.loan is not None
