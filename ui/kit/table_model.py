"""The rows of a list as Qt wants them: declarative columns, filtering and sorting in memory. Draws nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from centre_app.access import roles
from centre_app.storage import tokens
from ui.kit import style

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, the text of a row in it, and how it looks and sorts.

    `sort` gives the key of a row (by default its text in pinyin order). `width` is in pixels at 100 %; without it the
    column takes what its content needs. `tone` (a tone or a function of the row) draws the text as a badge. `found_by`
    is what filtering and sorting go by where that is not the text shown. With `edit(row, text)` its cells can be typed into,
    beginning with `edited(row)` where that is not the text shown. What is `spare` makes room where there is too little.
    """

    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    align: str = "left"
    width: int | None = None
    bold: bool = False
    tone: Callable[[Any], str | None] | str | None = None
    quiet: bool = False
    hint: Callable[[Any], str] | None = None
    found_by: Callable[[Any], str] | None = None
    edit: Callable[[Any, str], object] | None = None
    edited: Callable[[Any], str] | None = None
    spare: bool = False

    def words_of(self, row: Any) -> str:
        """Return what filtering and sorting go by."""
        return (self.found_by or self.text)(row)

    def tone_of(self, row: Any) -> str | None:
        """Return the badge tone of a row, None for plain text."""
        return self.tone(row) if callable(self.tone) else self.tone


@dataclass(frozen=True)
class RowVerb:
    """Something to do with a row. The first enabled one is what Enter does; `button` also shows it at the row's end.

    `needs` is the permission it takes; None: that of the whole list, empty: none.
    """

    text: str
    icon: str | None = None
    callback: Callable[[Any], object] = lambda _row: None
    button: bool = False
    enabled: Callable[[Any], bool] = lambda _row: True
    danger: bool = False
    needs: str | None = None


class RowsModel(QAbstractTableModel):
    """Rows (any objects with an `id`) under declarative columns; an extra last column holds the row's buttons."""

    def __init__(
        self, columns: Sequence[Column], *, verbs: Sequence[RowVerb] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.buttons = [verb for verb in verbs if verb.button]
        self.rows: list[Any] = []
        self._all: list[Any] = []
        self._words: dict[int, str] = {}
        self._needle = ""
        self.sorted_by: tuple[int, bool] | None = None
        self._needs = ""
        self._refusals: dict[str, str] = {}

    def ask_roles(self, needs: str | None = None) -> None:
        """Ask the table of roles anew when next needed; `needs` is from now on the permission of the whole list."""
        self._needs = self._needs if needs is None else needs
        self._refusals.clear()

    def refusal(self, verb: RowVerb) -> str:
        """Return why the role of whoever is on duty does not do this, empty where it does."""
        needs = self._needs if verb.needs is None else verb.needs
        if needs not in self._refusals:  # painting asks for every row
            self._refusals[needs] = roles.why_not(needs) if needs else ""
        return self._refusals[needs]

    def may(self, verb: RowVerb, row: Any) -> bool:
        """Return whether a verb can be done with a row now."""
        return verb.enabled(row) and not self.refusal(verb)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows instead, filtered and sorted as before."""
        with self._anew():
            self.ask_roles()
            self._all = list(rows)
            self._words.clear()
            self._arrange()

    @contextmanager
    def _anew(self) -> Iterator[None]:
        self.beginResetModel()
        try:
            yield
        finally:
            self.endResetModel()

    def append_rows(self, rows: Sequence[Any]) -> None:
        """Add rows below."""
        self._all.extend(rows)
        if self._needle or self.sorted_by is not None:
            self.layoutAboutToBeChanged.emit()
            self._arrange()
            self.layoutChanged.emit()
        elif rows:
            self.beginInsertRows(NOWHERE, len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def all_rows(self) -> list[Any]:
        """Return all rows, also those the filter hides."""
        return self._all

    def set_filter(self, text: str) -> None:
        """Show only rows in which every word of the text occurs, in any column."""
        with self._anew():
            self._needle = text.strip().casefold()
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative one returns to the order the rows came in."""
        with self._anew():
            self.sorted_by = (
                (column, order == Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
            )
            self._arrange()

    def position_of(self, row_id: Any) -> int | None:
        """Return where the row with that id is shown, None if it is not."""
        return next((place for place, row in enumerate(self.rows) if row.id == row_id), None)

    def buttons_of(self, row: Any) -> list[RowVerb]:
        """Return the verbs shown as buttons at the end of this row."""
        return [verb for verb in self.buttons if self.may(verb, row)]

    def is_button_column(self, column: int) -> bool:
        """Return whether this is the extra column of buttons."""
        return column == len(self.columns)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + bool(self.buttons)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if self.is_button_column(index.column()):
            said = ", ".join(verb.text for verb in self.buttons_of(row))
            return said if role == Qt.ItemDataRole.AccessibleTextRole else None
        column = self.columns[index.column()]
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.EditRole,
        ):
            begins = column.edited if role == Qt.ItemDataRole.EditRole else None
            return (begins or column.text)(row)
        if role == Qt.ItemDataRole.ToolTipRole and column.hint is not None:
            return column.hint(row) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[column.align]
        if role == Qt.ItemDataRole.FontRole and column.bold:
            return style.font("body", bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and column.quiet:
            return style.token("quiet")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not self.can_edit(index) or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        edit = self.columns[index.column()].edit
        assert edit is not None
        edit(self.rows[index.row()], str(value))
        self.dataChanged.emit(index, index)
        return True

    def can_edit(self, index: Index) -> bool:
        """Return whether one may type into this cell."""
        return (
            index.isValid()
            and not self.is_button_column(index.column())
            and self.columns[index.column()].edit is not None
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if self.is_button_column(section):
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENTS[self.columns[section].align]
        return None

    def _arrange(self) -> None:
        self.rows = list(self._all)
        if self._needle:
            words = self._needle.split()
            self.rows = [row for row in self.rows if all(word in self._words_of(row) for word in words)]
        if self.sorted_by is not None:
            column, descending = self.sorted_by
            self.rows.sort(key=_key(self.columns[column]), reverse=descending)

    def _words_of(self, row: Any) -> str:
        found = self._words.get(id(row))
        if found is None:
            found = self._words[id(row)] = "\n".join(
                column.words_of(row) for column in self.columns
            ).casefold()
        return found


@lru_cache(maxsize=200_000)
def _pinyin(text: str) -> str:
    """Return the sort key of a text; reading Chinese takes time, so what was read once is kept."""
    return text.casefold() if text.isascii() else tokens.title_sort(text).casefold()


def _key(column: Column) -> Callable[[Any], Any]:
    """Return a sort key in which rows without a value come last."""
    given = column.sort

    def by_value(row: Any) -> tuple[bool, Any]:
        value = given(row) if given is not None else _pinyin(column.words_of(row))
        return (value is None, 0 if value is None else value)

    return by_value
