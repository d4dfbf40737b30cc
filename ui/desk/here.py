"""Who is here now, with a button to check each out; names are masked until the clerk shows them, which is noted."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent

from centre_app import clock
from centre_app.i18n import N_, _
from centre_app.people.masking import masked_name
from centre_app.people.presence import VisitRow
from centre_app.storage.action import WORK
from ui.desk.words import lasting, who
from ui.kit import buttons, card, layout, style, unmask
from ui.kit.table import Column, ListView, RowVerb

_LARGE_PERCENT = 130
_SHOWN = (("all", N_("All")), ("long", N_("Longest")), ("alone", N_("Children alone")))
Pressed = Callable[[VisitRow], object]


class HereCard(card.Card):
    """The list with its heading. What is pressed goes to the page. The filter finds masked names too."""

    def __init__(
        self, *, check_out: Pressed, opened: Pressed, change: Pressed, go_on: Pressed, to_group: Pressed, tally: Callable[[], object],
        more: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(_("Here now"))
        self.eye = buttons.link(_("Show names"), "eye", clicked=self.toggle_names)
        self.tally_button = buttons.plain(_("Walk-in +1"), "plus", clicked=tally)
        self.tally_button.needs = WORK
        self.more_button = buttons.icon_only("more", _("Print and more"), framed=True, clicked=more)
        head = layout.holding(layout.row(self.eye, self.tally_button, self.more_button))
        head.setMinimumHeight(self.tally_button.sizeHint().height())
        self.set_trailing(head)
        self.eye.setToolTip(_("Names in full; this is noted (Ctrl+U)"))
        self._noted: set[int] = set()
        self.list = ListView(
            self._columns(),
            empty=card.EmptyState(
                _("Nobody is here yet. Scan a card, or type a name in the field above."), icon="people"
            ),
            actions=[
                RowVerb(_("Check out"), "check-out", check_out, button=True, needs=WORK),
                RowVerb(_("Open"), "user", opened, enabled=lambda row: row.person_id is not None),
                RowVerb(
                    _("To the next zone…"), "right", go_on, enabled=lambda row: not row.is_tallied, needs=WORK
                ),
                RowVerb(_("Zone and purpose…"), "edit", change, needs=WORK),
                RowVerb(
                    _("Part of a group…"), "group", to_group, enabled=lambda row: row.person_id is not None
                ),
            ],
            name=_("Here now"),
            table="visit",
            prints_by_key=False,
            many=False,
        )
        self._rows: list[VisitRow] = []
        self.shown = buttons.Segments([(key, _(text)) for key, text in _SHOWN], name=_("Who is shown"))
        self.shown.chosen.connect(lambda _key: self._narrow())
        self.list.add_beside_filter(self.shown)
        self.list.setMinimumHeight(style.px(180))
        self.add(self.list, 1)

    def show_rows(self, rows: list[VisitRow]) -> None:
        """Show who is here, as far as chosen above the list."""
        self._rows = rows
        self.shown.set_text("alone", _("Children alone {count}").format(count=sum(row.alone for row in rows)))
        self._narrow()

    def show_only(self, which: str) -> None:
        """Choose who is shown: all, long (the longest stays first), alone (children without a guardian)."""
        self.shown.set_value(which)
        self._narrow()

    def _narrow(self) -> None:
        which, rows = self.shown.value(), self._rows
        if which == "alone":
            rows = [row for row in rows if row.alone]
        elif which == "long":
            rows = sorted(rows, key=lambda row: -row.minutes)
        self.list.set_rows(rows, narrowed=which == "alone" and bool(self._rows))

    def toggle_names(self) -> None:
        """Show the names of those who are here now, or mask them all again. Who comes later is masked."""
        if self._noted:
            self._show(set())
            return
        ids = {row.person_id for row in self.list.rows() if row.person_id is not None}
        if ids:
            unmask.show(self, person_ids=sorted(ids), then=lambda _none: self._show(ids))

    def hideEvent(self, event: QHideEvent) -> None:
        if self._noted:
            self._show(set())
        super().hideEvent(event)

    def _show(self, noted: set[int]) -> None:
        self._noted = noted
        self.eye.setText(_("Mask names") if noted else _("Show names"))
        self.list.set_rows(self.list.model.all_rows())

    def _columns(self) -> list[Column]:
        columns = [
            Column(_("Arrival"), _arrived, sort=lambda row: row.arrived_at, width=56,
                   hint=lambda row: f"{row.arrived_at:%Y-%m-%d %H:%M}"),
            Column(_("Name"), self._who, bold=True, found_by=who, hint=_about),
            Column(_("Zone"), lambda row: row.room_name),
            Column(_("Here for"), lambda row: lasting(row.minutes), sort=lambda row: row.minutes, width=70,
                   tone=lambda row: "warning" if row.minutes > row.usual_minutes else None,
                   hint=lambda row: _("Usual in this zone: {time}").format(time=lasting(row.usual_minutes))),
        ]  # fmt: skip
        if style.percent() <= _LARGE_PERCENT:  # with larger text the button in the line matters more
            columns.append(Column(_("Purpose"), lambda row: row.purpose, quiet=True))
            columns.insert(2, Column(_("Card"), lambda row: row.card_number, quiet=True, width=92))
        return columns

    def _who(self, row: VisitRow) -> str:
        masked = row.person_id is not None and row.person_id not in self._noted
        return who(row, name_as=masked_name if masked else str)


def _about(row: VisitRow) -> str:
    marks = [_("child without a guardian here") if row.alone else "", _("entered later") if row.late else ""]
    return " · ".join(filter(None, marks))


def _arrived(row: VisitRow) -> str:
    today = row.arrived_at.date() == clock.today()
    return f"{row.arrived_at:%H:%M}" if today else f"{row.arrived_at:%m-%d}"
