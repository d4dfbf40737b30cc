"""All holds: who waits, what is ready on the hold shelf, what is over. Names and phones are masked until the clerk asks."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from centre_app.i18n import _
from centre_app.lending import holds
from centre_app.lending.hold_reads import WINDOW
from centre_app.lending.holds import HoldRow
from centre_app.people.people import masked_name
from centre_app.storage.action import WORK
from ui.kit import buttons, card, layout
from ui.kit.table import Column, ListView, RowVerb
from ui.lending import hold_words
from ui.lending.masked_list import MaskedList
from ui.lending.words import day_text


class HoldsList(MaskedList):
    """The holds in windows, filtered by where they stand."""

    place_asked = Signal()
    call_asked = Signal(object)
    fetched_asked = Signal(object)
    put_back_asked = Signal(object)
    slip_asked = Signal(int)
    cancel_asked = Signal(object)
    person_asked = Signal(int)
    title_opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.place_button = buttons.primary(_("Place a hold…"), "plus", clicked=self.place_asked.emit)
        self.place_button.needs = WORK
        self.which = buttons.Segments(
            [("ready", _("Ready")), ("waiting", _("Waiting")), ("over", _("Over"))], name=_("Holds")
        )
        self.which.chosen.connect(lambda _which: self.refresh())
        self.lists = {which: self._made(which, sentence) for which, sentence in _sentences().items()}
        self.list = self.lists["ready"]  # the one in front
        self._stack = QStackedWidget()
        for each in self.lists.values():
            each.narrowed_by.append(self.which)
            self._stack.addWidget(each)
        tools = layout.Flow(self.place_button, self.which, self.unmask_button)
        self.setLayout(layout.column(tools, self._stack))

    def refresh(self) -> None:
        """Read the first window again."""
        which = str(self.which.value())
        self.list = self.lists[which]
        self._stack.setCurrentWidget(self.list)
        rows = holds.listed(which)
        self.list.set_rows(rows, more=len(rows) == WINDOW)
        self.unmask_button.setVisible(bool(rows))

    def show_which(self, which: str, *, hold_id: int | None = None) -> None:
        """Show the holds that stand there, and choose one."""
        self.which.set_value(which)
        self.refresh()
        if hold_id is not None:
            self.list.select_id(hold_id)

    def _on_more_wanted(self) -> None:
        which = str(self.which.value())
        shown: list[HoldRow] = self.list.rows()
        last = (min if which == "over" else max)(shown, key=lambda row: row.id)
        rows = holds.listed(which, after=last)
        self.list.append_rows(rows, more=len(rows) == WINDOW)

    def _ask_slip(self, row: HoldRow) -> None:
        self.slip_asked.emit(row.id)

    def _person(self, row: HoldRow) -> str:
        return row.person if row.person_id in self.unmasked else masked_name(row.person)

    def _phone(self, row: HoldRow) -> str:
        return row.phone if row.person_id in self.unmasked else row.phone_tail

    def _made(self, which: str, sentence: str) -> ListView:
        return ListView(
            self._columns(which),
            empty=card.EmptyState(sentence, icon="clock"),
            actions=self._verbs(which),
            name=_("Holds"),
            table="hold",
            load_more=self._on_more_wanted,
        )

    def _columns(self, which: str) -> list[Column]:
        until = Column(
            _("Kept until"), hold_words.until, sort=lambda row: str(row.ended_at or row.pick_up_by or ""), width=72,
            tone=lambda row: "bad" if hold_words.ends_today(row) else None, spare=True,
        )  # fmt: skip
        placed = Column(
            _("Placed"),
            lambda row: day_text(row.placed_at.date()),
            sort=lambda row: row.id,
            width=64,
            spare=True,
        )
        ended = replace(until, title=_("Ended"))
        return [
            Column(_("Title"), hold_words.what, bold=True, hint=hold_words.hint),
            Column(_("Held for"), self._person),
            Column(_("Phone"), self._phone, hint=_guardian),
            Column(_("State"), hold_words.state, tone=hold_words.tone, hint=hold_words.hint),
            {"ready": until, "waiting": placed, "over": ended}[which],
        ]

    def _verbs(self, which: str) -> list[RowVerb]:
        asked = self.cancel_asked.emit
        own = {
            "ready": [
                RowVerb(_("Fetched"), "check", self.fetched_asked.emit, button=True, enabled=is_to_fetch, needs=WORK),
                RowVerb(_("Get in touch"), "phone", self.call_asked.emit, button=True, enabled=is_here, needs=WORK),
                RowVerb(_("Slip"), "print", self._ask_slip, button=True),
                RowVerb(_("Cancel the hold"), "close", asked, needs=WORK),
            ],
            "waiting": [RowVerb(_("Cancel the hold"), "close", asked, button=True, needs=WORK)],
            "over": [
                RowVerb(
                    _("Put back on its shelf"), "check-in", self.put_back_asked.emit, button=True, enabled=is_to_put_back
                )
            ],
        }  # fmt: skip
        leading = [
            RowVerb(_("Serve this person"), "user", lambda row: self.person_asked.emit(row.person_id)),
            RowVerb(_("Open the title"), "book", lambda row: self.title_opened.emit(row.title_id)),
        ]
        # What Enter does comes first: the next step with what is ready, and never cancelling.
        return own[which] + leading if which == "ready" else leading + own[which]


def is_open(row: HoldRow) -> bool:
    """Whether it can be cancelled."""
    return row.is_open


def is_here(row: HoldRow) -> bool:
    """Whether its copy lies on the hold shelf, so that somebody can be called."""
    return row.status == "captured" and row.errand != "fetch"


def is_ready(row: HoldRow) -> bool:
    """Whether a copy is kept for it."""
    return row.status == "captured"


def is_to_fetch(row: HoldRow) -> bool:
    """Whether its copy still stands on the shelf."""
    return row.errand == "fetch"


def is_to_put_back(row: HoldRow) -> bool:
    """Whether its copy still lies on the hold shelf though the hold is over."""
    return row.errand == "put_back"


def _guardian(row: HoldRow) -> str:
    return _("The phone is the guardian's.") if row.guardian else ""


def _sentences() -> dict[str, str]:
    """What each of the lists says when it is empty."""
    return {
        "ready": _("Nothing lies on the hold shelf."),
        "waiting": _("Nobody waits for a title."),
        "over": _("No hold was cancelled or left unclaimed so far."),
    }
