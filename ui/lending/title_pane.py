"""One title: what is known of it, its copies with what can be done with each, and who had them."""

from collections.abc import Callable

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.i18n import _
from centre_app.lending import call_numbers, catalogue, replacing
from centre_app.lending.catalogue import CopyRow, TitleCard
from centre_app.lending.holds import HoldRow
from centre_app.lending.loans import PastLoan
from centre_app.lending.replacing import Stands
from centre_app.people.people import masked_name
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import flag_forms, hold_lists, hold_words, title_words
from ui.lending.pieces import set_words
from ui.lending.replacing import words as replacing_words
from ui.lending.words import borrower_words, copy_state, day_text, flag_line


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
    replace_asked = Signal(object)
    replacement_back_asked = Signal(object)
    person_asked = Signal(int)
    labels_asked = Signal(list)
    donor_asked = Signal(str)
    hold_asked = Signal(int)
    hold_cancel_asked = Signal(object)
    slip_asked = Signal(int)
    several_asked = Signal(object)
    quantity_asked = Signal(object)
    contents_asked = Signal(object)
    set_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title: TitleCard | None = None
        self.somebody_is_open = False
        self.kept: dict[int, HoldRow] = {}
        self._stands: dict[int, Stands] = {}
        self.back_button = buttons.link(_("Catalogue"), "left", clicked=self.back_asked.emit)
        self.edit_button = buttons.plain(_("Edit"), "edit", clicked=lambda: self._tell(self.edit_asked))
        self.copy_button = buttons.plain(_("Add a copy"), "plus", clicked=lambda: self._tell(self.copy_asked))
        self.donor_button = buttons.plain(_("Donor…"), "gift", clicked=self._ask_donor)
        self.hold_button = buttons.plain(
            _("Place a hold…"), "clock", clicked=lambda: self._tell(self.hold_asked)
        )
        self.several_button = buttons.plain(
            _("Lend several…"), "check-out", clicked=lambda: self._tell_of(self._shelf, self.several_asked)
        )
        self.quantity_button = buttons.plain(
            _("Number of pieces…"), clicked=lambda: self._tell_of(self._shelf, self.quantity_asked)
        )
        self.set_button = buttons.plain(_("Lend the whole set"), "check-out", clicked=self._ask_set)
        self.contents_button = buttons.plain(
            _("Contents…"), "document", clicked=lambda: self._tell_of(self._kit, self.contents_asked)
        )
        works = (self.edit_button, self.copy_button, self.donor_button, self.hold_button, self.several_button)
        buttons.need(WORK, *works, self.quantity_button, self.set_button)
        self.name_label = card.label(kind="title", wrap=True, selectable=True)
        self.facts = card.label(kind="quiet", wrap=True, selectable=True)
        self.which = buttons.Segments(
            [("copies", _("Copies")), ("queue", _("Queue")), ("loans", _("Loans so far"))], name=_("Show")
        )
        self.odd = card.Note("", "warning")
        self._numbers: dict[int, str] = {}
        self.copies = self._copies_list()
        self.loans = self._loans_list()
        self.queue = hold_lists.queue(
            slip=lambda row: self.slip_asked.emit(row.id),
            cancel=self.hold_cancel_asked.emit,
            person=lambda row: self.person_asked.emit(row.person_id),
        )
        self._stack = QStackedWidget()
        for each in (self.copies, self.queue, self.loans):
            self._stack.addWidget(each)
        self.which.chosen.connect(lambda key: self._stack.setCurrentWidget(self._list_of(key)))
        whole = layout.column(
            layout.Flow(
                self.back_button,
                self.copy_button,
                self.hold_button,
                self.edit_button,
                self.donor_button,
                self.several_button,
                self.set_button,
                self.quantity_button,
                self.contents_button,
            ),
            self.name_label,
            self.facts,
            self.odd,
            layout.row(self.which, None),
        )
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)

    def show_title(self, title: TitleCard, *, history: list[PastLoan], queue: list[HoldRow]) -> None:
        """Show a title with its copies, loans, and who waits for it."""
        self.title = title
        self.kept = {row.copy_id: row for row in queue if row.copy_id is not None}
        self.which.set_text("queue", hold_words.queue_name(len(queue)))
        self.queue.set_rows(queue)
        self.name_label.setText(title.name)
        self.facts.setText("\n".join(title_words.facts(title)))
        self.facts.setToolTip(title.summary)
        odd = title_words.odd_number(title)
        self.odd.set(odd, "warning")
        self.odd.setVisible(bool(odd))
        self._numbers = call_numbers.of_copies(title.copies)
        self._stands = replacing.of_copies([row.id for row in title.copies])
        self.copies.set_rows(title.copies)
        self.donor_button.setVisible(any(row.donor for row in title.copies))
        self._show_buttons()
        self.loans.set_rows(history)

    def _place(self, row: CopyRow) -> str:
        return " ".join(part for part in (row.location, self._numbers.get(row.id, "")) if part)

    def _show_buttons(self) -> None:
        """Offer at the head what goes with several pieces, a set or a kit; all of it is in the menu of a piece too."""
        self.quantity_button.setVisible(self._shelf() is not None)
        self.several_button.setVisible(self._shelf() is not None and self.somebody_is_open)
        self.contents_button.setVisible(self._kit() is not None)
        self.set_button.setVisible(self._set() is not None)

    def _first(self, fits: Callable[[CopyRow], bool]) -> CopyRow | None:
        return next((row for row in self.title.copies if fits(row)), None) if self.title else None

    def _shelf(self) -> CopyRow | None:
        return self._first(_has_shelf_code)

    def _kit(self) -> CopyRow | None:
        return self._first(lambda row: row.kind == "kit" and not row.has("withdrawn"))

    def _set(self) -> CopyRow | None:
        return self._first(self._may_lend_set)

    def _ask_set(self) -> None:
        if (row := self._set()) is not None:
            self.set_asked.emit(row.id)

    def _tell_of(self, found: Callable[[], CopyRow | None], signal: SignalInstance) -> None:
        if (row := found()) is not None:
            signal.emit(row)

    def _list_of(self, key: object) -> ListView:
        return {"copies": self.copies, "queue": self.queue}.get(str(key), self.loans)

    def _tell(self, signal: SignalInstance) -> None:
        if self.title is not None:
            signal.emit(self.title.id)

    def _copies_list(self) -> ListView:
        return ListView(
            [
                Column(_("Barcode"), lambda row: row.barcode, bold=True),
                Column(_("Volume"), _volume),
                Column(_("State"), self._state, tone=self._tone, hint=self._hint),
                Column(_("Donor"), lambda row: row.donor, quiet=True),
                Column(_("Shelf"), self._place),
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
                RowVerb(
                    _("Lend the whole set"),
                    "check-out",
                    lambda row: self.set_asked.emit(row.id),
                    enabled=self._may_lend_set,
                ),
                RowVerb(
                    _("Lend several…"), "check-out", self.several_asked.emit, enabled=self._may_lend_several
                ),
                RowVerb(_("Number of pieces…"), "edit", self.quantity_asked.emit, enabled=_has_shelf_code),
                RowVerb(_("Contents…"), "document", self.contents_asked.emit),
                RowVerb(_("Edit copy"), "edit", self.copy_edit_asked.emit),
                RowVerb(_("Print labels"), "print", self._on_labels),
                RowVerb(
                    _("Donor statement…"),
                    "gift",
                    lambda row: self.donor_asked.emit(row.donor),
                    enabled=_is_given,
                ),
                RowVerb(
                    _("Serve the borrower"),
                    "user",
                    lambda row: self.person_asked.emit(row.loan.person_id),
                    enabled=_is_out,
                ),
                RowVerb(_("Mark…"), "warning", self.flag_asked.emit, enabled=_may_flag),
                RowVerb(_("End a mark…"), "check", self.end_flag_asked.emit, enabled=_is_flagged),
                RowVerb(_("Replaced by…"), "refresh", self.replace_asked.emit, enabled=self._may_be_replaced),
                RowVerb(
                    _("Not replaced after all"),
                    "undo",
                    self.replacement_back_asked.emit,
                    enabled=self._is_replaced,
                ),
                RowVerb(_("Withdraw selected…"), "minus", self._ask_withdraw, enabled=_may_withdraw),
            ],
            filter=False,
            name=_("Copies"),
            table="copy",
            many=True,
        )

    def _ask_donor(self) -> None:
        """Ask for the donor of the current copy, or of the first that was given."""
        current = self.copies.current()
        given = [row for row in ([current] if current else []) + self.copies.rows() if row.donor]
        if given:
            self.donor_asked.emit(given[0].donor)

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
            table="loan",
        )

    def _on_labels(self, row: CopyRow) -> None:
        """Ask for the labels of all selected copies where the row is one of them, otherwise of the row."""
        chosen = self.copies.selected()
        self.labels_asked.emit(chosen if row in chosen else [row])

    def _tone(self, row: CopyRow) -> str:
        return "warning" if row.id in self.kept else _tone(row)

    def _may_lend_set(self, row: CopyRow) -> bool:
        return self.somebody_is_open and row.set_number is not None and row.lendable

    def _may_lend_several(self, row: CopyRow) -> bool:
        return self.somebody_is_open and _has_shelf_code(row)

    def _may_lend(self, row: CopyRow) -> bool:
        return self.somebody_is_open and row.lendable

    def _state(self, row: CopyRow) -> str:
        kept, stands = self.kept.get(row.id), replacing_words(self._stands.get(row.id))
        state = hold_words.keep(kept) if kept is not None else _state(row)
        return " · ".join(part for part in (state, stands) if part)

    def _hint(self, row: CopyRow) -> str:
        stands = replacing_words(self._stands.get(row.id))
        return "\n".join(part for part in (_hint(row), stands) if part)

    def _may_be_replaced(self, row: CopyRow) -> bool:
        return (row.has("lost") or row.has("withdrawn")) and not self._is_replaced(row)

    def _is_replaced(self, row: CopyRow) -> bool:
        return bool(row.id in self._stands and self._stands[row.id].replaced_by)


def _volume(row: CopyRow) -> str:
    several = _("{count} volumes").format(count=row.volumes) if row.volumes > 1 else ""
    return " · ".join(part for part in (row.volume, several, set_words(row)) if part)


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


def _has_shelf_code(row: CopyRow) -> bool:
    return bool(row.shelf_code)


def _may_return(row: CopyRow) -> bool:
    return row.loan is not None or row.has("lost")


def _may_flag(row: CopyRow) -> bool:
    return bool(flag_forms.to_put(row))


def _is_flagged(row: CopyRow) -> bool:
    return bool(row.open_flags)


def _is_given(row: CopyRow) -> bool:
    return bool(row.donor)


def _may_withdraw(row: CopyRow) -> bool:
    return not row.has("withdrawn")


def _is_out(row: CopyRow) -> bool:
    return row.loan is not None
