"""Who is here now, with a button to check each out; names are masked until the clerk shows them, which is noted."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent

from centre_app import clock
from centre_app.i18n import _
from centre_app.people import people
from centre_app.people.masking import masked_name
from centre_app.people.presence import VisitRow
from ui.kit import buttons, card, style
from ui.kit.attempt import attempt
from ui.kit.table import Column, ListView, RowVerb

_LARGE_PERCENT = 130
Pressed = Callable[[VisitRow], object]


class HereCard(card.Card):
    """The list with its heading. What is pressed goes to the page. The filter finds masked names too."""

    def __init__(self, *, check_out: Pressed, opened: Pressed, change: Pressed) -> None:
        super().__init__(_("Here now"))
        self.eye = buttons.link(_("Show names"), "eye", clicked=self.toggle_names)
        self.set_trailing(self.eye)
        self.eye.setToolTip(_("Names in full; this is noted (Ctrl+U)"))
        self._noted: set[int] = set()
        self.list = ListView(
            self._columns(),
            empty=card.EmptyState(
                _("Nobody is here yet. Scan a card, or type a name in the field above."), icon="people"
            ),
            actions=[
                RowVerb(_("Check out"), "check-out", check_out, button=True),
                RowVerb(_("Open"), "user", opened, enabled=lambda row: row.person_id is not None),
                RowVerb(_("Zone and purpose…"), "edit", change),
            ],
            name=_("Here now"),
            many=False,
        )
        self.list.setMinimumHeight(style.px(180))
        self.add(self.list, 1)

    def toggle_names(self) -> None:
        """Show the names of those who are here now, or mask them all again. Who comes later is masked."""
        if self._noted:
            self._show(set())
            return
        ids = {row.person_id for row in self.list.rows() if row.person_id is not None}
        if ids:
            attempt(people.unmask, person_ids=sorted(ids), then=lambda _none: self._show(ids))

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
            Column(_("Name"), self._who, bold=True, found_by=_who),
            Column(_("Zone"), lambda row: row.room_name),
        ]  # fmt: skip
        if style.percent() <= _LARGE_PERCENT:  # with larger text the button in the line matters more
            columns.append(Column(_("Purpose"), lambda row: row.purpose, quiet=True))
            columns.insert(2, Column(_("Card"), lambda row: row.card_number, quiet=True, width=92))
        return columns

    def _who(self, row: VisitRow) -> str:
        masked = row.person_id is not None and row.person_id not in self._noted
        return _who(row, name_as=masked_name if masked else str)


def _arrived(row: VisitRow) -> str:
    today = row.arrived_at.date() == clock.today()
    return f"{row.arrived_at:%H:%M}" if today else f"{row.arrived_at:%m-%d}"


def _who(row: VisitRow, *, name_as: Callable[[str], str] = str) -> str:
    name = name_as(row.name) if row.name else _("Group")
    if row.head_count > 1:
        name = _("{name} · {count} people").format(name=name, count=row.head_count)
    if not row.guardian_name:
        return name
    return _("{name} (guardian {guardian})").format(name=name, guardian=name_as(row.guardian_name))
