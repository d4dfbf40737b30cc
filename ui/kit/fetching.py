"""The question who fetches a child who leaves: a line with the names that may, one press each, or none at all."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from centre_app.i18n import _
from centre_app.people import pick_ups
from centre_app.people.presence import VisitRow
from ui.kit import buttons, card, layout, messages, toast
from ui.kit.attempt import attempt, told

_MOST = 6


class FetchStrip(QFrame):
    """Hidden until `ask` is called; `chosen(visit_id, name)` says who fetches the child."""

    chosen = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setProperty("class", "card")
        self.setAccessibleName(_("Who fetches the child"))
        self.visit_id: int | None = None
        self.question = card.label("", kind="strong", wrap=True)
        self.note = card.label("", kind="quiet-small", wrap=True)
        self._names = layout.Flow(spacing=8)
        skip = buttons.icon_only("close", _("Do not note who fetches the child"), clicked=self.close_strip)
        top = layout.row(self.question, skip)
        top.setStretch(0, 1)
        self.setLayout(layout.column(top, layout.holding(self._names), self.note, spacing=8, margins=12))
        self.hide()

    @told
    def ask(self, visit: VisitRow) -> None:
        """Ask who fetches the child of a visit that just ended; says nothing for anybody else."""
        if visit.person_id is None or not visit.is_child:
            self.close_strip()
            return
        self.visit_id = visit.id
        may = pick_ups.may_fetch(visit.person_id)
        self.question.setText(_("{name} leaves. Who fetches them?").format(name=visit.name))
        layout.clear(self._names)
        for each in may[:_MOST]:
            words = _("{name} ({relation})").format(name=each.name, relation=each.relation or _("guardian"))
            button = buttons.plain(words if each.relation or not each.id else each.name, "user")
            button.clicked.connect(partial(self._choose, each.name))
            button.setToolTip(" · ".join(filter(None, (each.phone, each.note))))
            self._names.addWidget(button)
        self._names.addWidget(buttons.plain(_("Somebody else…"), clicked=self._ask_name))
        self._names.addWidget(buttons.plain(_("Goes alone"), clicked=partial(self._choose, _("goes alone"))))
        notes = [_("{name}: {note}").format(name=each.name, note=each.note) for each in may if each.note]
        self.note.setText("\n".join(notes) if may else _("It is not noted who may fetch this child."))
        self.note.setVisible(bool(notes) or not may)
        self.show()

    def close_strip(self) -> None:
        """Leave it open who fetched them."""
        self.visit_id = None
        self.hide()

    def _choose(self, name: str, _checked: bool = False) -> None:
        if self.visit_id is not None:
            visit_id = self.visit_id
            self.close_strip()
            self.chosen.emit(visit_id, name)

    def _ask_name(self) -> None:
        messages.ask_text(self, _("Who fetches the child?"), verb=_("Note"), then=self._choose)


def keep(visit_id: int, name: str) -> None:
    """Keep with the visit who fetched the child, and say so."""
    said = _("Noted: fetched by {name}").format(name=name)
    attempt(pick_ups.fetched, visit_id=visit_id, by=name, then=lambda _none: toast.show(said, undo=True))
