"""The dialog of duplicates: likely pairs, best first, to be compared or noted as two; and the pairs noted, to be taken back."""

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from centre_app.i18n import _
from centre_app.people import duplicates, likeness, masking
from centre_app.people.duplicates import WINDOW, ApartRow, PairRow
from centre_app.people.likeness import Pair
from centre_app.people.people import PersonHit
from ui.kit import buttons, card, changes, job, layout, style, toast
from ui.kit.attempt import attempt, told
from ui.kit.dialog import Dialog
from ui.kit.table import Column, ListView, RowVerb
from ui.people import merge, words

_FRAME = 230  # pixels at 100 %: what the dialog needs above and below its list
_TABLES = frozenset({"person", "household", "not_same"})


class DuplicatesDialog(Dialog):
    """Looks for likely pairs in a job and lists them. `merged(id)`: a pair became that person; `counted(n)`: so many are left."""

    merged = Signal(int)
    counted = Signal(int)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Duplicates"), width=1080)
        self._found: list[Pair] = []  # what the last look found, whatever was done with it since
        self._left: list[Pair] = []
        self._shown = 0
        self._job: job.Job | None = None
        self.add_title(_("Duplicates"))
        self.body.addWidget(
            card.label(
                _("Records that may be of one person. Comparing shows names and phones in full; that is noted."),
                kind="quiet", wrap=True,
            )
        )  # fmt: skip
        self._build()
        changes.hub().happened.connect(self._on_happened)
        self.finished.connect(lambda _result: self._stop())

    def look(self) -> None:
        """Look through all people, in a job that can be cancelled."""
        if self._job is not None:
            return
        self._say(_("Looking for records that are alike…"))
        self.again_button.setEnabled(False)
        self._job = job.run(
            _("Looking for duplicates"), duplicates.find, then=self._on_found, failed=self._on_failed,
            cancelled=self._on_stopped, parent=self,
        )  # fmt: skip

    def refresh(self) -> None:
        """Show what is left of the pairs found, and the pairs noted as two."""
        self._left = duplicates.standing(self._found)
        window = max(WINDOW, self._shown)
        rows = duplicates.rows(self._left[:window])
        self._shown = min(window, len(self._left))
        self.pairs.set_rows(rows, more=self._shown < len(self._left))
        self.apart.set_rows(duplicates.set_apart_ones())
        self.segments.set_text("pairs", _("To decide ({count})").format(count=len(self._left)))
        self.segments.set_text("apart", _("Not the same ({count})").format(count=len(self.apart.rows())))
        self.counted.emit(len(self._left))

    def compare(self, row: PairRow) -> None:
        """Show a pair side by side."""
        merge.open_compare(self, one_id=row.one.id, other_id=row.other.id, then=self._on_merged)

    def _build(self) -> None:
        self.segments = buttons.Segments(
            [("pairs", _("To decide")), ("apart", _("Not the same"))], name=_("Which pairs")
        )
        self.again_button = buttons.plain(_("Look again"), "refresh", clicked=self.look)
        self.pairs, self.apart = self._build_pairs(), self._build_apart()
        stack = QStackedWidget()
        stack.addWidget(self.pairs)
        stack.addWidget(self.apart)
        stack.setMinimumHeight(min(style.px(380), self._room()[1] - style.px(_FRAME)))
        self.segments.chosen.connect(lambda key: stack.setCurrentIndex(int(key == "apart")))
        self.body.addLayout(layout.row(self.segments, None, self.again_button))
        self.body.addWidget(stack, 1)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))

    def _build_pairs(self) -> ListView:
        made = ListView(
            [
                Column(_("How likely"), likelihood, sort=lambda row: -row.pair.score, width=96, tone=_tone),
                _person("one", _("One record")),
                _person("other", _("Other record")),
                Column(_("In common"), _shared, quiet=True, hint=_shared),
            ],
            empty=card.EmptyState("", icon="people"),
            actions=[
                RowVerb(_("Compare…"), "people", self.compare, button=True),
                RowVerb(_("Not the same"), "close", lambda row: merge.said_apart(row.one, row.other), button=True),
            ],
            name=_("Likely pairs"), load_more=self._on_more,
        )  # fmt: skip
        made.people_of = _both
        return made

    def _build_apart(self) -> ListView:
        made = ListView(
            [
                _person("one", _("One record")),
                _person("other", _("Other record")),
                Column(_("Noted on"), lambda row: f"{row.noted_at:%Y-%m-%d}", quiet=True, width=110),
            ],
            empty=card.EmptyState(_("No pair is noted as two people yet."), icon="people"),
            actions=[
                RowVerb(_("Take back"), "undo", self._take_back, button=True),
                RowVerb(_("Compare…"), "people", self._compare_apart),
            ],
            name=_("Noted as not the same"),
        )  # fmt: skip
        made.people_of = _both
        return made

    def _compare_apart(self, row: ApartRow) -> None:
        merge.open_compare(self, one_id=row.one.id, other_id=row.other.id, then=self._on_merged)

    def _take_back(self, row: ApartRow) -> None:
        def done(_nothing: None) -> None:
            self._know_more(row.one.id)
            toast.show(_("Taken back: they may be the same."), undo=True)

        attempt(duplicates.take_back, apart_id=row.id, then=done)

    def _on_found(self, found: list[Pair]) -> None:
        if self._has_ended():
            return
        self._found = found
        self._say(_("No two records look like one person."))
        told(self.refresh)()

    def _on_stopped(self) -> None:
        if not self._has_ended():
            self._say(_("Stopped. “Look again” begins anew."))

    def _on_failed(self, error: Exception) -> None:
        if not self._has_ended():
            self._say(str(error))

    def _has_ended(self) -> bool:
        """The job is over; whether the dialog is too, closed meanwhile."""
        if not shiboken6.isValid(self):
            return True
        self._job = None
        self.again_button.setEnabled(True)
        return False

    def _on_merged(self, person_id: int) -> None:
        self._know_more(person_id)
        self.merged.emit(person_id)

    def _know_more(self, person_id: int) -> None:
        """Add the pairs of somebody whose record changed, whom others may be like now."""
        known = {pair.id for pair in self._found}
        self._found += [
            pair for pair in duplicates.of_person(person_id, limit=WINDOW) if pair.id not in known
        ]
        self._found.sort(key=lambda pair: (-pair.score, pair.id))
        self.refresh()

    def _on_more(self) -> None:
        following = self._left[self._shown : self._shown + WINDOW]
        self._shown += len(following)
        self.pairs.append_rows(duplicates.rows(following), more=self._shown < len(self._left))

    def _say(self, sentence: str) -> None:
        self.pairs.empty.set_sentence(sentence)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & _TABLES:
            told(self.refresh)()


def open_duplicates(parent: QWidget | None) -> DuplicatesDialog:
    """Open the dialog and begin to look."""
    dialog = DuplicatesDialog(parent)
    dialog.open()
    told(dialog.refresh)()
    dialog.look()
    return dialog


def who(hit: PersonHit) -> str:
    """Somebody in a list, masked, with what tells them from others of the name."""
    about = words.detail(hit)
    name = masking.masked_name(hit.name)
    return f"{name} · {about}" if about else name


def likelihood(row: PairRow) -> str:
    """How much speaks for a pair, in words."""
    if row.pair.score >= likeness.VERY_LIKELY:
        return _("very likely")
    return _("likely") if row.pair.score >= likeness.LIKELY else _("perhaps")


def _person(side: str, title: str) -> Column:
    """The column of one of the two; the whole of it where there is too little room is a tooltip."""
    return Column(
        title, lambda row: who(getattr(row, side)), found_by=lambda row: getattr(row, side).name,
        hint=lambda row: who(getattr(row, side)),
    )  # fmt: skip


def _shared(row: PairRow) -> str:
    return words.shared(row.pair.why)


def _tone(row: PairRow) -> str:
    if row.pair.score >= likeness.VERY_LIKELY:
        return "warning"
    return "info" if row.pair.score >= likeness.LIKELY else "neutral"


def _both(row: PairRow | ApartRow) -> tuple[int, int]:
    return row.one.id, row.other.id
