"""Figures of months before the program (历史数): typed into a grid, or brought in a file; and the opening stock (期初)."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app import errors
from centre_app.i18n import _, _n
from centre_app.importing import reading
from centre_app.reports import history, history_files
from centre_app.reports.counts import opening_stock
from centre_app.reports.history import MonthAndCode
from centre_app.reports.indicator import Number
from centre_app.storage.placing import as_file_name
from ui.kit import buttons, card, job, layout, messages, toast
from ui.kit.attempt import attempt, told
from ui.kit.file_dialog import FileDialog, documents
from ui.kit.form import FormDialog, MoneyField, NumberField
from ui.kit.tall import TallDialog
from ui.reports.history_grid import GridModel, GridView


class HistoryDialog(TallDialog):
    """The grid of a year at a time, saved by a button as one step."""

    def __init__(self, parent: QWidget, year: int) -> None:
        super().__init__(parent, _("Figures of earlier months"), width=1160)
        self.model = GridModel()
        self.grid = GridView(self.model)
        self.year_label = card.label(kind="heading")
        self.problem = card.Note("", "bad")
        self.problem.hide()
        self.picker: QFileDialog | None = None
        self._folder = str(documents())
        self.add_title(_("Figures of earlier months"))
        self._build()
        self.model.typed.connect(self._settle)
        self.show_year(year)

    @told
    def show_year(self, year: int) -> None:
        """Show a year; what was typed for others is kept until it is saved."""
        self.model.show_year(year, history.year(year))
        self.year_label.setText(str(year))
        self._settle()

    def on_save(self) -> None:
        """Save all that was typed as one step; a cell that holds no number is named."""
        try:
            values = self.model.values()
        except errors.CentreError as error:
            self._refuse(error)
            return
        self._give(values)

    def on_import(self) -> None:
        """Ask for a file in the shape of the grid and bring it in."""
        dialog = self._file_dialog(_("Bring in earlier figures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Lists (*.xlsx *.xls *.ods *.csv);;All files (*)"))
        dialog.fileSelected.connect(lambda chosen: self.bring_in(Path(chosen)))
        dialog.open()

    def bring_in(self, path: Path) -> job.Job:
        """Read a file and give what is filled in there, as one step."""
        return job.run(
            _("Reading {name}").format(name=path.name),
            lambda _progress: history_files.read(reading.read_sheets(path)[0].rows, file=path.name),
            then=self._give,
            failed=self._refuse,
        )

    def on_export(self) -> None:
        """Ask where to, and write the grid of the year shown."""
        dialog = self._file_dialog(_("Export the grid"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.setNameFilter(_("Excel workbook (*.xlsx)"))
        dialog.selectFile(as_file_name(_("earlier figures {year}").format(year=self.model.year)))
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, to: Path) -> job.Job:
        """Write the grid of the year shown as a workbook."""
        year = self.model.year
        return job.run(
            _("Exporting {name}").format(name=to.name),
            lambda _progress: history_files.write(year=year, to=to),
            then=lambda path: toast.show(_("{name} was saved.").format(name=path.name), kind="good"),
            failed=self._refuse,
        )

    def on_opening_stock(self) -> None:
        """Ask for the stock that is not in the catalogue."""
        OpeningStockForm(self).open()

    def reject(self) -> None:
        if not self.model.texts:
            super().reject()
            return
        messages.confirm_discard(self, super().reject)

    def _build(self) -> None:
        said = _(
            "For months before the program. They stand in for what was not recorded, with a star: in comparisons and, where "
            "figures can be added, in the year to date."
        )
        self.body.addWidget(card.label(said, kind="quiet", wrap=True))
        back = buttons.icon_only(
            "left", _("Year before"), framed=True, clicked=lambda: self.show_year(self.model.year - 1)
        )
        forth = buttons.icon_only(
            "right", _("Next year"), framed=True, clicked=lambda: self.show_year(self.model.year + 1)
        )
        links = layout.Flow(
            buttons.link(_("Opening stock…"), "book", clicked=self.on_opening_stock),
            buttons.link(_("Bring in a file…"), "import", clicked=self.on_import),
            buttons.link(_("Export the grid…"), "export", clicked=self.on_export),
            spacing=16,
        )
        line = layout.row(self.year_label, back, forth, 12, spacing=8)
        line.addWidget(layout.holding(links), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.problem)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.save_button = self.add_button(buttons.primary(_("Save"), "check", clicked=self.on_save))

    def _give(self, values: dict[MonthAndCode, Number]) -> None:
        attempt(history.give, values=values, then=self._on_given, failed=self._refuse)

    def _on_given(self, count: int) -> None:
        self.model.texts.clear()
        self.problem.hide()
        self.show_year(self.model.year)
        words = _n("{count} figure was saved.", "{count} figures were saved.", count)
        toast.show(words.format(count=count), undo=count > 0)

    def _refuse(self, error: errors.CentreError) -> None:
        self.problem.set(error.sentence(), "bad")
        self.problem.show()

    def _settle(self) -> None:
        self.save_button.setEnabled(bool(self.model.texts))

    def _file_dialog(self, title: str) -> QFileDialog:
        self.picker = FileDialog(self, title, self._folder)
        self.picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return self.picker


class OpeningStockForm(FormDialog):
    """What stands on the shelves and is not in the catalogue."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Opening stock"), _("Save"), parent, width=480)
        given = opening_stock.given()
        said = _(
            "Books and media that were there at the start and are not in the catalogue. They count in the stock of every month, "
            "as one line. When they are catalogued later, make this smaller; 0 everywhere takes it back."
        )
        self.form.add_widget(card.label(said, kind="quiet", wrap=True))
        for name, title, unit in (
            ("titles", _("Titles"), _("titles")), ("volumes", _("Volumes in stock"), _("volumes")), ("sets", _("Sets"), _("sets")),
        ):  # fmt: skip
            self.form.add(name, title, NumberField(most=opening_stock.MOST, unit=unit), required=True)
        self.form.add("fen", _("List value"), MoneyField(), required=True)
        self.form.set_values(titles=given.titles, volumes=given.volumes, sets=given.sets, fen=given.fen)
        self.submitted.connect(lambda values: self.attempt(opening_stock.give, then=_said, **values))


def _said(_none: None) -> None:
    toast.show(_("Saved."), undo=True)
