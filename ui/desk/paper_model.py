"""The lines of a paper sheet as Qt wants them: text cells to type in, and what each line means. Draws nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from centre_app.i18n import N_, _
from centre_app.people.paper import Judged, PaperLine
from ui.kit import style

Index = QModelIndex | QPersistentModelIndex
FIELDS = ("who", "zone", "arrived", "left", "purpose")
_TITLES = (N_("Name or card"), N_("Zone"), N_("Arrival"), N_("Left"), N_("Purpose"), N_("Meaning"))
_MEANING = len(FIELDS)
_NOWHERE = QModelIndex()


class PaperModel(QAbstractTableModel):
    """Lines with one empty line at the end, always; `judge` says what lines mean whenever one was changed."""

    def __init__(self, *, judge: Callable[[Sequence[PaperLine]], list[Judged]], parent: QObject) -> None:
        super().__init__(parent)
        self._judge = judge
        self.zone = ""
        self.lines: list[PaperLine] = []
        self.judged: list[Judged] = []
        self.set_lines([])

    def set_lines(self, lines: Sequence[PaperLine], *, at_least: int = 12) -> None:
        """Show these lines and empty ones below them."""
        self.beginResetModel()
        self.lines = [*lines, *[PaperLine() for _line in range(max(1, at_least - len(lines)))]]
        self.judged = self._judge(self.filled())
        self.endResetModel()

    def filled(self) -> list[PaperLine]:
        """Return the lines with the sheet's zone where none was typed."""
        return [
            line if line.zone.strip() or line.is_blank else replace(line, zone=self.zone)
            for line in self.lines
        ]

    def judge_again(self) -> None:
        """Look at all lines again, such as after another day or zone was chosen."""
        self.judged = self._judge(self.filled())
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, _MEANING))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(_TITLES[section]) if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if index.column() == _MEANING else plain | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, judged = self.lines[index.row()], self.judged[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _meaning(judged) if index.column() == _MEANING else getattr(line, FIELDS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return _meaning(judged)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == _MEANING:
            return style.token(
                {"good": "good", "recorded": "warning", "wrong": "bad", "blank": "quiet"}[judged.state]
            )
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() == _MEANING:
            return False
        self.lines[index.row()] = replace(self.lines[index.row()], **{FIELDS[index.column()]: str(value)})
        if not self.lines[-1].is_blank:
            self.beginInsertRows(_NOWHERE, len(self.lines), len(self.lines))
            self.lines.append(PaperLine())
            self.judged.append(Judged("blank"))
            self.endInsertRows()
        self.judge_again()
        return True


def _meaning(judged: Judged) -> str:
    if judged.state == "good":
        return _("good") if judged.person_id is not None else _("good, nameless")
    return judged.words
