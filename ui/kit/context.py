"""What all pages share: the open person, the way to other pages, and news of scans. The shell answers the signals."""

from PySide6.QtCore import QObject, Signal


class Context(QObject):
    """One per window, handed to each page by `Page.watch`. It only tells; opening and showing is the shell's business.

    `question_asked(outcome)` has the shell say, with its buttons, what is to be asked about something done on a page.
    `page_requested(target, argument)` carries everything passed to `go`. `scan_done(outcome)` follows every scan or choice
    in the scan field. `clerk_changed()` says that somebody else is on duty.
    """

    person_opened = Signal(int)
    person_closed = Signal()
    page_requested = Signal(str, object)
    scan_done = Signal(object)
    clerk_changed = Signal()
    question_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_person_id: int | None = None
        self.reasons: dict[str, str] = {}
        """Why the clerk passed blocks for the open person, by their key: nobody is asked twice while one is served."""

    @property
    def open_person_id(self) -> int | None:
        """The person the clerk is serving; what is scanned goes to them."""
        return self._open_person_id

    def open_person(self, person_id: int) -> None:
        """Make this the open person. Asked for the one already open, it tells so again: somebody scanned once more."""
        if self._open_person_id not in (None, person_id):
            self.close_person()
        self._open_person_id = person_id
        self.person_opened.emit(person_id)

    def close_person(self) -> None:
        """Nobody is being served any more; a no-op when nobody was."""
        if self._open_person_id is not None:
            self._open_person_id = None
            self.reasons.clear()
            self.person_closed.emit()

    def go(self, target: str, argument: object = None) -> None:
        """Ask the shell for a page or a dialog.

        Pages: desk, rooms, lending, people, reports, settings; the page's `show_argument` gets the argument.
        Dialogs: `check_in` (person id), `check_in_group`, `family` (person id), `next_zone`, `join_group`, `handover`,
        `change_visit` (visit id), `register` (text), `add_title` (text), `import:books`,
        `import:copies`, `import:people`, `import:donation` (donation id). The program: `clerk`, `practice`, `rebuild` (language, text size or colours
        changed), `restart` (the data file was replaced), `encrypt`, `new_key`, `sheet`.
        """
        self.page_requested.emit(target, argument)
