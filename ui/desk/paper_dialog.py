"""Typing paper sheets back in: a grid like the sheet. Good lines are entered as one step, the others stay to be put right."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from centre_app import clock
from centre_app.centre import rooms
from centre_app.i18n import _, _n
from centre_app.people import paper
from centre_app.people.paper import Judged, PaperLine
from ui.desk.paper_model import FIELDS, PaperModel
from ui.kit import buttons, card, layout, messages, style, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.form import ChoiceField, DateField

_SENTENCES = 3
_WIDTHS = (150, 110, 70, 70, 120)


class PaperDialog(Dialog):
    """Asks for the day and zone of the sheet, then takes its lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Type paper sheets back in"), width=900)
        self.add_title(_("Type paper sheets back in"))
        zones = rooms.rooms()
        self.day = DateField(lean="past")
        self.day.set_name(_("Day"))
        self.day.set_value(clock.today())
        self.zone = ChoiceField(
            [(room.name, f"{number} {room.name}") for number, room in enumerate(zones, start=1)]
        )
        self.zone.set_name(_("Zone of the sheet"))
        head = layout.row(
            card.label(_("Day"), kind="quiet"),
            self.day,
            card.label(_("Zone of the sheet"), kind="quiet"),
            self.zone,
            None,
        )
        self.body.addLayout(head)
        words = _(
            "A line is a visit with its own times, such as 905 or 14:30. Name or card; empty is a nameless visitor. "
            "Where no zone is typed it is that of the sheet."
        )
        self.body.addWidget(card.label(words, kind="quiet-small", wrap=True))
        self.model = PaperModel(judge=self._judge, parent=self)
        self.grid = Grid(self.model)
        self.body.addWidget(self.grid, 1)
        self.keep_height(self.grid, 260)
        self.note = card.Note("", "warning")
        self.body.addWidget(self.note)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.enter_button = self.add_button(buttons.primary(_("Enter"), "check", clicked=self.enter))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.enter)
        self.zone.changed.connect(self._on_head)
        self.day.changed.connect(self._on_head)
        self.model.dataChanged.connect(self._settle)
        self._on_head()

    def enter(self) -> None:
        """Enter the good lines as one step; what is left stays in the grid."""
        day = self.day.value()
        if day is None or not self._count("good"):
            return
        left = [line for line, judged in self._lines() if judged.state in ("wrong", "recorded")]

        def done(count: int) -> None:
            said = _n("{count} visit entered.", "{count} visits entered.", count).format(count=count)
            toast.show(said, kind="good", undo=True)
            self.model.set_lines(left)
            self._settle()
            if not left:
                self.accept()

        attempt(paper.enter, day=day, lines=self.model.filled(), then=done)

    def reject(self) -> None:
        if not any(not line.is_blank for line in self.model.lines):
            super().reject()
            return
        messages.confirm(
            self, _("Close without entering these lines?"), verb=_("Close without saving"), then=super().reject, danger=True,
            cancel=_("Go on filling in"),
        )  # fmt: skip

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and any(not line.is_blank for line in self.model.lines):
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _judge(self, lines: Sequence[PaperLine]) -> list[Judged]:
        day: date = self.day.value() or clock.today()
        return paper.judge(day=day, lines=lines)

    def _on_head(self) -> None:
        self.model.zone = self.zone.value() or ""
        self.model.judge_again()
        self._settle()

    def _lines(self) -> list[tuple[PaperLine, Judged]]:
        return list(zip(self.model.lines, self.model.judged, strict=True))

    def _count(self, state: str) -> int:
        return sum(judged.state == state for judged in self.model.judged)

    def _settle(self) -> None:
        good, wrong, recorded = (self._count(state) for state in ("good", "wrong", "recorded"))
        self.enter_button.setEnabled(bool(good))
        self.enter_button.setText(_n("Enter {count} visit", "Enter {count} visits", good).format(count=good))
        said = [
            _("Line {number}: {words}").format(number=number, words=judged.words)
            for number, judged in enumerate(self.model.judged, start=1)
            if judged.state in ("wrong", "recorded")
        ]
        if recorded and not wrong:
            said.append(_("What was scanned already is left out."))
        more = len(said) - _SENTENCES
        self.note.set(
            "\n".join(said[:_SENTENCES] + ([_("and {count} more").format(count=more)] if more > 0 else [])),
            "warning",
        )
        self.note.setVisible(bool(said))


class Grid(QTableView):
    """The grid. Enter goes to the next cell as Tab does, from the last one to the next line."""

    def __init__(self, model: PaperModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Lines of the sheet"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().setDefaultSectionSize(style.px(34))
        self.verticalHeader().setMinimumWidth(style.px(28))
        header = self.horizontalHeader()
        for place, width in enumerate(_WIDTHS):
            self.setColumnWidth(place, style.px(width))
        header.setSectionResizeMode(len(FIELDS), QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setCurrentIndex(model.index(0, 0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:  # Enter
            hint = QAbstractItemDelegate.EndEditHint.EditNextItem
        super().closeEditor(editor, hint)


def open_paper(parent: QWidget) -> PaperDialog:
    """Open the grid."""
    dialog = PaperDialog(parent)
    dialog.open()
    return dialog
