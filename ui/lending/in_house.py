"""Putting back what was read here: scan after scan, each counted as in-house use at once, listed and to be undone."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app import errors
from centre_app.i18n import _, _n
from centre_app.lending import in_house
from centre_app.lending.in_house import Reshelved
from ui.kit import buttons, card, layout, style, undo
from ui.kit.attempt import attempt
from ui.kit.same_code import SameCode
from ui.kit.tall import TallDialog
from ui.lending.isbn_choice import IsbnChoice
from ui.lending.session import Session
from ui.lending.session_list import SessionList
from ui.lending.words import title_and_volume

WIDTH = 900


class ReshelveDialog(TallDialog):
    """Counts in-house uses. What turns out to be on loan or lost is returned. `seconds` is the clock of "the same code twice"."""

    height_wanted = 560

    def __init__(
        self, parent: QWidget, session: Session, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent, _("Reshelving"), width=WIDTH)
        self._session, self.seconds = session, seconds
        self._first = max((entry.id for entry in session.entries), default=0) + 1
        self._latest = SameCode()
        self._build()
        session.changed.connect(self._show)
        self._show()

    def scanned(self, code: str) -> bool:
        """Take a scan; the same one again within two seconds counts for nothing."""
        self.code.clear()
        if code and not self._latest.again(code, at=self.seconds()):
            self.choice.rest()
            attempt(in_house.reshelve, code=code, then=self._done, failed=partial(self._refused, code))
        return True

    def _build(self) -> None:
        self.has_title = True
        self.code = QLineEdit()
        words = _("Type a barcode, then Enter")
        self.code.setPlaceholderText(words)
        self.code.setAccessibleName(words)
        self.code.setMaxLength(100)
        self.code.setFixedWidth(style.px(200))
        self.code.returnPressed.connect(lambda: self.scanned(self.code.text().strip()))
        head = layout.row(card.label(_("Reshelving"), kind="title"), None, self.code, spacing=12)
        self.figure = card.label(kind="quiet")
        self.note = card.Note(
            _("Scan what was read here as you put it back. Each scan counts as one in-house use at once."),
            "info",
        )
        self.choice = IsbnChoice()
        self.choice.chosen.connect(
            lambda _code, copy_id: attempt(
                in_house.note_use, copy_id=copy_id, then=self._done, failed=self._say_refusal
            )
        )
        self.list = SessionList()
        self.list.undo_asked.connect(undo.undo_action)
        self.list.say_when_empty(_("Nothing was counted yet. Scan the first book you put back."))
        self.list.list.setMinimumHeight(style.px(160))
        self.body.addLayout(head)
        for each in (self.figure, self.note, self.choice):
            self.body.addWidget(each)
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    def _done(self, done: Reshelved) -> None:
        title = title_and_volume(done.copy.title, done.copy.volume)
        if done.returned is None:
            self._session.note_in_house(done.copy)
            self.note.set(_("In-house use: “{title}”").format(title=title), "good")
        else:
            self._session.note_return(done.returned)
            words = _("“{title}” was still on loan: it is returned, and not counted as in-house use.")
            if done.returned.loan_id is None:
                words = _("“{title}” had been lost: it is found again, and not counted as in-house use.")
            self.note.set(words.format(title=title), "warning")

    def _refused(self, code: str, error: errors.CentreError) -> None:
        self._say_refusal(error)
        if isinstance(error, errors.SeveralHaveTheIsbn):
            self.choice.ask(code, error.data["copies"])

    def _say_refusal(self, error: errors.CentreError) -> None:
        choosing = isinstance(error, errors.SeveralHaveTheIsbn)
        self.note.set(error.sentence(), "info" if choosing else "bad")

    @Slot()
    def _show(self) -> None:
        entries = [entry for entry in self._session.entries if entry.id >= self._first]
        self.list.show_entries(entries)
        count = sum(entry.operation == "in_house" and not entry.undone for entry in entries)
        words = _n("{count} in-house use counted here", "{count} in-house uses counted here", count)
        self.figure.setText(words.format(count=count))
