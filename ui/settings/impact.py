"""Saving a change of the opening times: what it hits is shown first, and what becomes of each booking and loan is chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app import errors
from centre_app.centre import rooms
from centre_app.desk import closing
from centre_app.desk.closing import Impact
from centre_app.i18n import _, _n
from centre_app.people.masking import masked_name
from centre_app.rooms import impact as booking_impact
from centre_app.rooms.impact import Deal
from centre_app.rooms.reads import BookingRow
from ui.kit import buttons, card, layout, style
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import CheckField, ChoiceField, DateField, FormDialog, TextField, TimeField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.calls import CallsDialog
from ui.settings.section import say_saved

Refused = Callable[[errors.CentreError], object]


@dataclass(frozen=True, slots=True)
class Line:
    """One booking or loan that is hit, as the list shows it."""

    id: str
    what: str
    when: str
    at: datetime
    who: str
    booking: BookingRow | None = None
    next_day: date | None = None


def save(
    asker: QWidget,
    *,
    change: Callable[[], object],
    said: str,
    reason: str = "",
    refused: Refused | None = None,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Make a change at once where it hits nothing, otherwise ask first what becomes of what it hits.

    A form dialog that asks is closed when all is done, and shows refusals inside.
    """
    dialog = asker if isinstance(asker, FormDialog) else None
    show_refusal = refused or (dialog.form.show_refusal if dialog else None)

    def done(people: list[closing.Call]) -> None:
        window = asker.window() if dialog is None else dialog.parentWidget()
        if dialog is not None:
            dialog.accept()
        then()
        say_saved(said)
        if people:
            CallsDialog(window, people).open()

    def looked(found: Impact) -> None:
        if found:
            ImpactDialog(asker, found, change=change, reason=reason, done=done).open()
        else:
            attempt(change, then=lambda _none: done([]), failed=show_refusal)

    attempt(closing.preview, then=looked, failed=show_refusal, change=change)


class ImpactDialog(Dialog):
    """The bookings and loans that a change hits. Nothing is changed before Save."""

    def __init__(
        self,
        parent: QWidget,
        found: Impact,
        *,
        change: Callable[[], object],
        reason: str,
        done: Callable[[list[closing.Call]], object],
    ) -> None:
        super().__init__(parent, _("What this hits"), width=860)
        self.found, self._change, self._done = found, change, done
        self.reason = TextField(longest=120)
        self.reason.set_value(reason)
        self.reason.set_name(_("Reason for cancelling"))
        self.deals = {row.id: self._first_deal(row) for row in found.bookings}
        self.loans = CheckField(
            _n(
                "Let the loan be due on the next open day",
                "Let the loans be due on the next open day",
                len(found.loans),
            )
        )
        self.loans.set_value(True)
        self.note = card.Note("", "bad")
        self.note.hide()
        self.list = self._build_list()
        self._build()
        self._show()

    def save(self) -> None:
        """Make the change and do what was chosen, as one action."""
        self.note.hide()
        moves = bool(self.loans.value())
        deals = {booking_id: self._with_reason(deal) for booking_id, deal in self.deals.items()}

        def saved(hits: Impact) -> None:
            people = closing.calls(hits, deals=deals, move_loans=moves)
            self.accept()
            self._done(people)

        attempt(
            closing.carry_out,
            then=saved,
            failed=self._refuse,
            change=self._change,
            deals=deals,
            move_loans=moves,
        )

    def choose_all(self, what: str) -> None:
        """Cancel, or leave, every booking that can be."""
        for row in self.found.bookings:
            if what == "leave" or booking_impact.can_cancel(row):
                self.deals[row.id] = Deal("cancel") if what == "cancel" else Deal()
        self._show()

    def on_cancel(self, line: Line) -> None:
        self._choose(line, Deal("cancel"))

    def on_leave(self, line: Line) -> None:
        self._choose(line, Deal())

    def on_move(self, line: Line) -> FormDialog:
        """Ask where and when a booking shall be instead."""
        row = line.booking
        assert row is not None
        dialog = FormDialog(_("Move “{title}”").format(title=row.label), _("Move it there"), self)
        dialog.add("room_id", _("Zone"), ChoiceField([(each.id, each.name) for each in rooms.rooms()]))
        dialog.add("day", _("Day"), DateField(lean="future"), required=True)
        dialog.add("begins", _("From"), TimeField(), required=True, beside=True)
        dialog.form.set_values(room_id=row.room_id, day=row.starts_at.date(), begins=row.starts_at.time())

        def submitted(values: dict[str, Any]) -> None:
            dialog.accept()
            begins: time = values["begins"]
            when = datetime.combine(values["day"], begins)
            self._choose(line, Deal("move", room_id=values["room_id"], starts_at=when))

        dialog.submitted.connect(submitted)
        dialog.open()
        return dialog

    def _build(self) -> None:
        self.add_title(_("What this hits"))
        self.body.addWidget(card.label(self._counted(), wrap=True))
        self.body.addWidget(self.note)
        self.body.addWidget(self.list, 1)
        self.cancel_all = buttons.plain(_("Cancel all bookings"), clicked=lambda: self.choose_all("cancel"))
        self.leave_all = buttons.plain(_("Leave all bookings"), clicked=lambda: self.choose_all("leave"))
        line = layout.holding(
            layout.row(card.label(_("Reason for cancelling"), kind="quiet"), self.reason, spacing=8)
        )
        for place, button in enumerate((self.cancel_all, self.leave_all)):
            self.foot.insertWidget(place, button)
            button.setVisible(bool(self.found.bookings))
        line.setVisible(bool(self.found.bookings))
        self.loans.setVisible(bool(self.found.loans))
        self.body.addWidget(line)
        self.body.addWidget(self.loans)
        self.loans.changed.connect(self._show)
        self.add_button(buttons.plain(_("Back"), clicked=self.reject))
        self.save_button = self.add_button(buttons.primary(_("Save"), "check", clicked=self.save))

    def _build_list(self) -> ListView:
        def may(line: Line, what: str) -> bool:
            row = line.booking
            if row is None or self.deals[row.id].what == what:
                return False
            return what == "leave" or booking_impact.can_cancel(row)

        made = ListView(
            [
                Column(_("What"), lambda line: line.what, bold=True),
                Column(_("When"), lambda line: line.when, sort=lambda line: line.at, width=136),
                Column(_("Who"), lambda line: masked_name(line.who)),
                Column(_("What happens"), self._outcome, tone=self._tone),
            ],
            empty=_("Nothing is hit."),
            actions=[
                RowVerb(_("Move"), "right", self.on_move, button=True, enabled=lambda line: line.booking is not None),
                RowVerb(_("Cancel booking"), "close", self.on_cancel, button=True, enabled=lambda line: may(line, "cancel")),
                RowVerb(_("Leave"), "minus", self.on_leave, button=True, enabled=lambda line: may(line, "leave")),
            ],
            name=_("What this hits"),
            filter=len(self.found.bookings) + len(self.found.loans) > 20,
        )  # fmt: skip
        made.setMinimumHeight(style.px(150))
        return made

    def _show(self) -> None:
        bookings = [
            Line(
                f"b{row.id}", _("{title} · {room}").format(title=row.label, room=row.room_name),
                f"{row.starts_at:%m-%d %H:%M}–{row.ends_at:%H:%M}", row.starts_at, row.person_name, booking=row,
            )
            for row in self.found.bookings
        ]  # fmt: skip
        loans = [
            Line(
                f"l{row.id}", _("Loan: {title}").format(title=row.title), f"{row.due_at:%m-%d}", row.due_at, row.borrower,
                next_day=self.found.next_days[row.due_on],
            )
            for row in self.found.loans
        ]  # fmt: skip
        self.list.set_rows([*bookings, *loans])

    def _outcome(self, line: Line) -> str:
        if line.booking is None:
            moved = self.loans.value() and line.next_day
            return _("Due {day:%m-%d}").format(day=line.next_day) if moved else _("Due day stays")
        deal = self.deals[line.booking.id]
        if deal.what == "move" and deal.starts_at is not None:
            return _("Moved to {when:%m-%d %H:%M}").format(when=deal.starts_at)
        return _("Cancelled") if deal.what == "cancel" else _("Stays as it is")

    def _tone(self, line: Line) -> str:
        if line.booking is None:
            return "good" if self.loans.value() else "warning"
        return {"cancel": "bad", "move": "good", "leave": "warning"}[self.deals[line.booking.id].what]

    def _counted(self) -> str:
        bookings, loans = len(self.found.bookings), len(self.found.loans)
        said = []
        if bookings:
            said.append(_n("{count} booking", "{count} bookings", bookings).format(count=bookings))
        if loans:
            said.append(_n("{count} loan due then", "{count} loans due then", loans).format(count=loans))
        return _("{things}. Choose what becomes of them; all of it is one step that can be undone.").format(
            things=_(", ").join(said)
        )

    def _first_deal(self, row: BookingRow) -> Deal:
        return Deal("cancel") if booking_impact.can_cancel(row) else Deal()

    def _with_reason(self, deal: Deal) -> Deal:
        return replace(deal, reason=self.reason.value()) if deal.what == "cancel" else deal

    def _choose(self, line: Line, deal: Deal) -> None:
        assert line.booking is not None
        self.deals[line.booking.id] = deal
        self._show()

    def _refuse(self, error: errors.CentreError) -> None:
        if isinstance(error, errors.ImpactChanged):
            attempt(closing.preview, then=self._look_again, change=self._change)
        self.note.set(error.sentence(), "bad")
        self.note.show()
        if isinstance(error, errors.CancelNeedsReason):
            self.reason.main().setFocus()

    def _look_again(self, found: Impact) -> None:
        self.found = found
        self.deals = {row.id: self.deals.get(row.id, self._first_deal(row)) for row in found.bookings}
        self._show()
