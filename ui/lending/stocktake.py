"""The stocktake over the lending page: how far it is, the latest scan, what was found by group, and what to do with it."""

from collections.abc import Callable
from dataclasses import astuple
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from centre_app import errors
from centre_app.i18n import _, _n
from centre_app.lending import stocktake
from centre_app.lending.stocktake import Plan, Result, Scanned
from ui.kit import buttons, card, changes, job, layout, messages, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.tall import TallDialog
from ui.lending.isbn_choice import IsbnChoice
from ui.lending.stocktake_export import ask_result, ask_worksheet
from ui.lending.stocktake_fix import FixDialog
from ui.lending.stocktake_groups import GroupSwitch
from ui.lending.stocktake_list import result_list
from ui.lending.stocktake_words import TONES, verdict

TABLES = frozenset({"stocktake", "stocktake_scan", "copy", "title", "loan"})
READ_AGAIN_MILLISECONDS = 250
MANY_ROWS = 1000  # above that, writing takes long enough to be seen
WIDTH = 1000


class StocktakeDialog(TallDialog):
    """An open stocktake. A scan counts at once; the lists are read again when the scanner pauses."""

    def __init__(self, parent: QWidget, stocktake_id: int) -> None:
        super().__init__(parent, _("Stocktake"), width=WIDTH)
        self.stocktake_id = stocktake_id
        self.found: Result = stocktake.result(stocktake_id)
        self.counts = {group: self.found.count(group) for group in stocktake.GROUP_LABELS}
        self.putting_right = False
        self._build()
        self._again = QTimer(self, singleShot=True, interval=READ_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.refresh)
        changes.hub().happened.connect(self._on_happened)
        self._show_counts()
        self._show_list()

    def scanned(self, code: str) -> bool:
        """Take a scan, also while a question stands before this dialog."""
        self.code.clear()
        if code:
            self.choice.rest()
            attempt(stocktake.scan, stocktake_id=self.stocktake_id, code=code, then=self._on_scanned)
        return True

    @told
    def refresh(self) -> None:
        """Read again what was found; a stocktake whose beginning was undone is gone."""
        self._again.stop()
        try:
            self.found = stocktake.result(self.stocktake_id)
        except errors.NotFound:
            self.reject()
            raise
        self.counts = {group: self.found.count(group) for group in stocktake.GROUP_LABELS}
        self._show_counts()
        self._show_list()

    def _build(self) -> None:
        place = self.found.stocktake
        self.has_title = True
        title = card.label(_("Stocktake: {place}").format(place=place.place), kind="title", wrap=True)
        self.figure = card.label(kind="stat")
        self.figure_note = card.label(kind="quiet")
        self.meter = card.Meter(0, 1)
        self.latest = card.Note(_("Scan what stands here, book by book. Every scan is kept at once."), "info")
        self.code = QLineEdit()
        self.code.setPlaceholderText(_("Type a barcode, then Enter"))
        self.code.setAccessibleName(_("Type a barcode, then Enter"))
        self.code.setMaxLength(100)
        self.code.setFixedWidth(style.px(200))
        self.code.returnPressed.connect(lambda: self.scanned(self.code.text().strip()))
        head = layout.row(title, self.code, spacing=12)
        head.setStretch(0, 1)
        progress = layout.row(self.figure, self.figure_note, self.meter, spacing=12)
        progress.setStretch(2, 1)
        self.body.addLayout(head)
        self.body.addLayout(progress)
        self.body.addWidget(self.latest)
        self.choice = IsbnChoice()
        self.choice.chosen.connect(self._on_copy_chosen)
        self.body.addWidget(self.choice)
        room = min(style.px(WIDTH), self._room()[0]) - style.px(40)  # less the margins
        self.which = GroupSwitch(self.counts, room=room)
        self.which.chosen.connect(self._show_list)
        self.body.addWidget(self.which)
        self.list = result_list(on_isbn=lambda row: self.scanned(row.code))
        self.list.setMinimumHeight(style.px(100))
        self.body.addWidget(self.list, 1)
        self._build_foot()

    def _build_foot(self) -> None:
        for text, pressed in (
            (_("List to tick…"), lambda: ask_worksheet(self, self.stocktake_id)),
            (_("Export result…"), lambda: ask_result(self, self.stocktake_id)),
        ):
            self.add_button(buttons.plain(text, "export", clicked=pressed))
        self.fix_button = self.add_button(buttons.plain(_("Put right…"), "check", clicked=self._on_fix_asked))
        self.finish_button = self.add_button(buttons.plain(_("Finish…"), clicked=self._on_finish_asked))
        self.close_button = self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.close_button.setToolTip(_("The stocktake stays open and can go on later."))

    def _on_scanned(self, scanned: Scanned) -> None:
        group = scanned.row.group
        asked = scanned.again or bool(scanned.choices)
        self.latest.set(verdict(scanned, self.found.stocktake), "info" if asked else TONES[group])
        self.choice.ask(scanned.row.code, scanned.choices)
        if not scanned.again:
            self.counts[group] += 1
            if group == "present":
                self.counts["missing"] = max(0, self.counts["missing"] - 1)
        self._show_counts()
        self._again.start()

    def _on_copy_chosen(self, code: str, copy_id: int) -> None:
        choose = partial(stocktake.choose, stocktake_id=self.stocktake_id, code=code, copy_id=copy_id)
        attempt(choose, then=self._on_chosen)

    def _on_chosen(self, scanned: Scanned) -> None:
        self.counts["unknown"] = max(0, self.counts["unknown"] - 1)  # the ISBN was among them
        self._on_scanned(scanned)

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._again.start()

    def _show_counts(self) -> None:
        here = self.counts["present"]
        expected = here + self.counts["missing"]
        scans = sum(count for group, count in self.counts.items() if group != "missing")
        self.figure.setText(f"{here} / {expected}")
        self.figure_note.setText(
            _("found of those that should be here")
            + " · "
            + _n("{count} scan", "{count} scans", scans).format(count=scans)
        )
        self.meter.set(here, expected)
        self.which.show_counts(self.counts)
        wanted = stocktake.plan(self.found)
        self.fix_button.setEnabled(bool(wanted) and not self.putting_right)

    def _show_list(self) -> None:
        group = str(self.which.value())
        everything = group == "missing"
        self.list.empty.set_sentence(_("Everything was found.") if everything else _("Nothing of this kind."))
        self.list.set_rows(self.found.rows[group])

    def _on_fix_asked(self) -> None:
        self.refresh()
        FixDialog(self, self.found, then=self._put_right).open()

    def _put_right(self, wanted: dict[str, Any]) -> None:
        rows = sum(map(len, astuple(stocktake.plan(self.found, **wanted))))
        self._do(
            _("Putting right"), partial(stocktake.put_right, **wanted), rows=rows, then=self._say_put_right
        )

    def _do(self, title: str, deed: Callable[..., Any], *, rows: int, then: Callable[[Any], object]) -> None:
        """Do it at once, or in a worker where so many rows would stop the window."""
        stocktake_id = self.stocktake_id
        if rows <= MANY_ROWS:
            attempt(deed, stocktake_id=stocktake_id, then=then)
            return
        self._set_busy(busy=True)
        made = job.run(
            title, lambda progress: deed(stocktake_id=stocktake_id, progress=progress), then=then, parent=self
        )
        made.finished.connect(self._on_done)

    @Slot()
    def _on_done(self) -> None:
        self._set_busy(busy=False)
        self.refresh()

    def _set_busy(self, *, busy: bool) -> None:
        self.fix_button.setEnabled(not busy)
        self.finish_button.setEnabled(not busy)
        self.putting_right = busy

    def _say_put_right(self, done: Plan) -> None:
        words = _(
            "Put right: {returned} returned, {found} found, {moved} given this shelf, {lost} marked as lost."
        )
        toast.show(
            words.format(
                returned=len(done.returned), found=len(done.found), moved=len(done.moved), lost=len(done.lost)
            ),
            undo=True,
        )  # fmt: skip
        if isValid(self):
            self.refresh()

    def _on_finish_asked(self) -> None:
        missing = self.counts["missing"]
        detail = _n(
            "{count} copy was not found. What is not put right stays as it is.",
            "{count} copies were not found. What is not put right stays as it is.",
            missing,
        ).format(count=missing)  # fmt: skip
        messages.confirm(
            self,
            _("Finish this stocktake?"),
            verb=_("Finish"),
            detail=detail if missing else "",
            then=self._finish,
        )

    def _finish(self) -> None:
        rows = sum(count for group, count in self.counts.items() if group != "present")
        self._do(_("Finishing the stocktake"), stocktake.finish, rows=rows, then=self._on_finished)

    def _on_finished(self, _none: None) -> None:
        if isValid(self):
            self.accept()
        toast.show(_("The stocktake is finished."), undo=True)
