"""What the window does with a scan: asks the desk, opens the person or the title, says it in a toast with the next steps."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QBoxLayout

from centre_app.desk import scanning, things
from centre_app.desk.scanning import Offer, Outcome, normalised
from ui.kit import passing, toast
from ui.kit.attempt import attempt
from ui.kit.context import Context
from ui.kit.page import Page
from ui.kit.same_code import SameCode
from ui.shell import sound
from ui.shell.scan import ScanField

IDLE_SECONDS = 60
_TONES = {
    "already_here": "info", "copy_shown": "info", "choices": "info", "unknown": "warning", "asked": "warning", "told": "info",
}  # fmt: skip
_PEOPLE = frozenset({"checked_in", "already_here", "new_visit", "checked_out", "person_shown"})
_SHOWS_THE_PERSON = frozenset({"desk", "lending"})


class Scans(QObject):
    """Takes what the field and the scanner give. `seconds` is the clock of "the same code twice"."""

    def __init__(
        self,
        context: Context,
        *,
        field: ScanField,
        page: Callable[[], Page | None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(context)
        self._context = context
        self._field = field
        self._page = page
        self.seconds = seconds
        self._latest = SameCode()
        self.idle = QTimer(self, singleShot=True, interval=IDLE_SECONDS * 1000)
        self.idle.timeout.connect(self.on_idle)
        field.entered.connect(self.enter)
        field.hit_entered.connect(self.choose)
        context.question_asked.connect(self._say)
        context.person_opened.connect(self._on_person_opened)
        context.person_closed.connect(self.idle.stop)

    def on_burst(self, code: str) -> None:
        """A scanner sent this: the dialog or page in front may want it, else it goes the way of all codes."""
        self._field.finish()
        code = normalised(code)
        for each in (QApplication.activeModalWidget(), self._page()):
            taken = getattr(each, "scanned", None)
            if taken is not None and taken(code):
                return
        self.enter(code)

    def enter(self, text: str) -> None:
        """Do what a scanned or typed text means; the same one again within two seconds counts for nothing."""
        if text and self._latest.again(text, at=self.seconds()) and not things.is_shelf_scan(text):
            return
        if not text and self._context.open_person_id is None:
            return
        self._do(scanning.scan, text=text)

    def choose(self, hit: Any) -> None:
        """Do what a chosen suggestion means."""
        self._do(scanning.choose, hit=hit)

    def _do(self, verb: Callable[..., Outcome], **meant: Any) -> None:
        """Do it for the open person; when something stands against it, again once the clerk gave a reason."""
        attempt(
            verb, **meant, open_person_id=self._context.open_person_id, reasons=dict(self._context.reasons),
            then=self.on_outcome,
            failed=sound.refused(
                partial(passing.tell, context=self._context, again=partial(self._do, verb, **meant))
            ),
        )  # fmt: skip

    def on_outcome(self, outcome: Outcome) -> None:
        """Show what came of it, and tell the pages."""
        sound.play_for(outcome)
        if outcome.kind != "person_shown":
            self._say(outcome)
        if outcome.asked is not None:
            self._say(outcome.asked)
        if outcome.kind in _PEOPLE and outcome.person_id is not None:
            self._context.open_person(outcome.person_id)
        elif self._context.open_person_id is not None:
            self.idle.start()
        if outcome.kind in ("title_shown", "copy_shown"):
            self._context.go("lending", ("title", outcome.title_id))
        if outcome.kind == "choices":
            self._field.offer(list(outcome.hits))
        self._context.scan_done.emit(outcome)

    def on_idle(self) -> None:
        """Nothing was scanned for a minute: close the person, but not under a form that is being filled in."""
        if QApplication.activeModalWidget() is not None:
            self.idle.start()
        else:
            self._context.close_person()

    def _say(self, outcome: Outcome) -> None:
        said = toast.show(outcome.words, kind=_TONES.get(outcome.kind, "good"), undo=outcome.wrote)
        if said is None or not outcome.offers:
            return
        line = said.layout()
        assert isinstance(line, QBoxLayout)
        for place, offer in enumerate(outcome.offers, start=2):  # after icon and words, before Undo and Close
            button = said.add_button(offer.words, partial(self._take, offer))
            line.insertWidget(place, button)
            button.show()  # at once: what is hidden still takes no room in the line
        settle = getattr(said.parentWidget(), "settle", None)
        if settle is not None:
            settle()  # with its buttons it is wider

    def _take(self, offer: Offer) -> None:
        if offer.verb == "renew":
            attempt(scanning.renew_instead, loan_id=offer.loan_id, then=self.on_outcome)
        elif offer.verb == "hold_slip":
            self._context.go("lending", ("hold_slip", int(offer.text)))
        elif offer.verb == "in_house":
            attempt(scanning.count_in_house, copy_id=offer.copy_id, then=self.on_outcome)
        elif offer.verb in things.DEEDS:
            self._do(things.take, offer=offer)
        else:
            self._context.go(offer.verb, offer.text)

    def _on_person_opened(self, _person_id: int) -> None:
        self.idle.start()
        page = self._page()
        if page is None or page.id not in _SHOWS_THE_PERSON:
            self._context.go("desk")
