"""The evacuation list: who is here by zone, with boxes to tick. Two keys print it; without a printer it opens as PDF."""

from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _, _n
from centre_app.people import presence
from centre_app.people.presence import RoomLoad, VisitRow
from centre_app.storage import scratch
from ui.desk.words import who
from ui.kit import buttons, toast
from ui.kit.attempt import attempt
from ui.kit.printing import PreviewDialog, Sheet, printer, to_paper

_HEADS = ((N_("Safe"), 8), (N_("Name"), 44), (N_("People"), 12), (N_("Arrival"), 14), (N_("Card"), 22))


class EvacuationDialog(PreviewDialog):
    """The list as it will be on paper. Enter prints it at once on the usual printer, or opens it as PDF without one."""

    def __init__(self, parent: QWidget, rows: list[VisitRow], loads: list[RoomLoad]) -> None:
        super().__init__(parent, _("Evacuation list"), evacuation_sheet(rows, loads))
        self._ids = sorted(row.person_id for row in rows if row.person_id is not None)
        self.print_button.hide()  # the usual printer is asked for without a question; another one is the plain button
        self.other_button = self.add_button(buttons.plain(_("Print…"), "print", clicked=self.on_print))
        self.open_button = self.add_button(buttons.plain(_("Open as PDF"), "document", clicked=self.open_pdf))
        self.now_button = self.add_button(buttons.primary(_("Print now"), "print", clicked=self.print_now))
        self.now_button.setDefault(True)
        self.viewer: Callable[[Path], object] = _open_file
        self.put_out.connect(self._record)

    def print_now(self) -> None:
        """Print on the usual printer without a further question; where there is none, open the list as PDF."""
        usual = QPrinterInfo.defaultPrinter()
        if usual.isNull():
            self.open_pdf()
            return
        target = printer()
        target.setPrinterName(usual.printerName())
        to_paper(self._sheet, target)
        toast.show(_("Printed on {printer}.").format(printer=usual.printerName()))
        self.put_out.emit()
        self.accept()

    def open_pdf(self) -> None:
        """Write the list as PDF beside this run's temporary files, and show it with the system's viewer."""
        folder = scratch.folder()  # names do not stay behind
        name = _("Evacuation list {moment}").format(moment=f"{clock.now():%Y-%m-%d %H%M}")

        def shown(path: Path) -> None:
            self.viewer(path)
            toast.show(_("Saved: {path}").format(path=path))
            self.put_out.emit()

        attempt(self._sheet.save_pdf, path=folder / f"{name}.pdf", then=shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.now_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.print_now()
            return
        super().keyPressEvent(event)

    def record_shown(self) -> None:
        """Note that it was looked at: in an emergency nobody is refused, but the names stand on it in full."""
        self._note(N_("show the evacuation list"))

    def _record(self) -> None:
        self._note(N_("print the evacuation list"))

    def _note(self, label: str) -> None:
        attempt(audit.record, label=label, table="person", row_ids=self._ids)


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def open_evacuation(parent: QWidget) -> EvacuationDialog:
    """Open the list of who is here now."""
    dialog = EvacuationDialog(parent, presence.here_now(), presence.here_by_room())
    dialog.open()
    dialog.record_shown()
    return dialog


def evacuation_sheet(rows: list[VisitRow], loads: list[RoomLoad]) -> Sheet:
    """Who is here by zone, each with a box to tick; children without a guardian are marked."""
    template = Template((files("resources") / "print" / "evacuation.html").read_text(encoding="utf-8"))
    heads = sum(row.head_count for row in rows)
    children = sum(row.alone for row in rows)
    facts = [
        settings.get("centre_name"),
        f"{clock.now():%Y-%m-%d %H:%M}",
        _n("{count} person here", "{count} people here", heads).format(count=heads),
        _n("{count} child without a guardian", "{count} children without a guardian", children).format(count=children)
        if children else "",
    ]  # fmt: skip
    return Sheet(
        template.substitute(
            title=escape(_("Evacuation list")), subtitle=escape(" · ".join(filter(None, facts))),
            heads="".join(f'<th width="{width}%">{escape(_(head))}</th>' for head, width in _HEADS),
            rows="".join(part for load in loads for part in _zone(load, rows)),
            foot=escape(_("Everybody out at: ____________ Counted by: ____________")),
        )
    )  # fmt: skip


def _zone(load: RoomLoad, rows: list[VisitRow]) -> Iterator[str]:
    here = sorted(
        (row for row in rows if row.room_id == load.room_id),
        key=lambda row: (row.person_id is None, row.name),
    )
    count = _n("{count} person", "{count} people", load.heads).format(count=load.heads)
    yield f'<tr><td class="room" colspan="5">{escape(load.name)} · {escape(count)}</td></tr>'
    for row in here:
        name = who(row) + (" · " + _("child alone") if row.alone else "")
        cells = (name, str(row.head_count), f"{row.arrived_at:%H:%M}", row.card_number)
        yield f'<tr><td class="box">□</td>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
