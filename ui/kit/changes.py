"""News that stored data changed: from this thread, a worker, another window or the command line, in one signal."""

import logging

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from centre_app.errors import CentreError
from centre_app.storage import action, database, journal

POLL_MILLISECONDS = 1000
_log = logging.getLogger(__name__)


class Hub(QObject):
    """`happened(frozenset of table names)` is emitted in the UI thread after every commit that changed something.

    `replaced()` says that somebody else put an older state of all data in place of what was seen here.
    """

    happened = Signal(object)
    replaced = Signal()
    _committed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.last_action_id: int | None = None
        self._words: dict[int, str] = {}
        self._seen_change: int | None = None
        self._seen_version: int | None = None
        self._timer = QTimer(self, interval=POLL_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._committed.connect(self._on_committed)
        action.on_commit(self._committed.emit)

    def watch(self) -> None:
        """Begin to look for what other windows and processes write. Call it once the database is open."""
        self._words.clear()
        self._seen_version = _data_version()
        self._seen_change = journal.last_change_id()
        self._timer.start()

    def note_words(self, text: str) -> None:
        """Remember the sentence the clerk was told about the latest action, for when it is undone."""
        if text and self.last_action_id is not None:
            self._words[self.last_action_id] = text

    def words_of(self, action_id: int) -> str:
        """Return what was said about an action in this window, nothing if nothing was."""
        return self._words.get(action_id, "")

    def rest(self) -> None:
        """Stop looking, before the database is closed."""
        self._timer.stop()
        self._seen_version = self._seen_change = None

    @Slot()
    def look(self) -> None:
        """Ask the database whether somebody else wrote, and tell which tables."""
        version = _data_version()
        if version is not None and version != self._seen_version:
            self._seen_version = version
            self._catch_up()

    def _catch_up(self, known: frozenset[str] = frozenset()) -> None:
        tables = known
        if self._seen_change is not None:
            try:
                if journal.last_change_id() < self._seen_change:
                    self._seen_change = journal.last_change_id()
                    self.replaced.emit()
                    return
                self._seen_change, since = journal.changed_since(self._seen_change)
                tables = known | since
            except CentreError:
                _log.info("the journal could not be read just now")
        if tables:
            self.happened.emit(tables)

    @Slot(object)
    def _on_committed(self, committed: action.Committed) -> None:
        if committed.tables:  # what was only seen or noted is nothing to undo
            self.last_action_id = committed.action_id
        self._catch_up(committed.tables)


def _data_version() -> int | None:
    """SQLite's counter of commits by other connections; None while it cannot be read."""
    try:
        return database.data_version()
    except CentreError:
        return None


_hubs: list[Hub] = []


def hub() -> Hub:
    """Return the one hub; it is made when first asked for and lives as long as the application."""
    if not _hubs:
        made = Hub()
        application = QApplication.instance()
        if application is not None:
            made.moveToThread(application.thread())
        _hubs.append(made)
    return _hubs[0]
