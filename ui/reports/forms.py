"""The office's forms: which there are, taking one in, filling one for the month shown."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.errors import CentreError
from centre_app.i18n import _, in_language
from centre_app.reports.periods import Period
from centre_app.reports.templates import kept
from centre_app.reports.templates.form import Form, lost
from centre_app.storage.placing import as_file_name
from ui.kit import buttons, card, changes, job, layout, messages, toast
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.file_dialog import FileDialog, documents
from ui.kit.form import FormDialog, TextField
from ui.kit.table import Column, ListView
from ui.reports.form_binding import BindingDialog


class FormsDialog(Dialog):
    """The forms that are kept; the chosen one is filled for the month and in the language of the page."""

    def __init__(self, parent: QWidget, *, period: Period, language: str) -> None:
        title = _("Forms of the office")
        super().__init__(parent, title, width=760)
        self._period, self._language = period, language
        self.file_dialog: QFileDialog | None = None
        self.opened: Dialog | None = None
        self.add_title(title)
        self._build()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Read the forms again."""
        self.list.set_rows(kept.templates())
        self._on_chosen()

    def on_add(self) -> None:
        """Ask for the file of a form."""
        dialog = FileDialog(self, _("Choose the office's form"), str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Workbooks and documents (*.xlsx *.docx)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda chosen: self.take_in(Path(chosen)))
        dialog.open()
        self.file_dialog = dialog

    def take_in(self, path: Path) -> None:
        """Open the form's cells to be bound. What cannot be a form is told."""
        self._say(lambda: self._open_new(path))

    def on_cells(self) -> None:
        """Open the cells of the chosen form."""
        if (row := self.list.current()) is not None:
            self._say(lambda: self._open_cells(row))

    def on_fill(self) -> None:
        """Fill the chosen form: first what only people know, then where to save it."""
        if (row := self.list.current()) is not None:
            self._say(lambda: self._ask(row))

    def on_remove(self) -> None:
        """Take the chosen form away; the toast offers to undo that."""
        if (row := self.list.current()) is not None:
            words = _("The form “{name}” was removed.").format(name=row.name)
            attempt(kept.remove, template_id=row.id, then=lambda _nothing: toast.show(words, undo=True))

    def _build(self) -> None:
        words = _(
            "A workbook or document as the office sends it. Its cells are bound to figures once; then it is filled every month."
        )
        self.body.addWidget(card.label(words, kind="quiet", wrap=True))
        self.list = ListView(
            [
                Column(_("Name of the form"), lambda row: row.name, bold=True),
                Column(_("File"), lambda row: row.file_name, quiet=True),
            ],
            empty=_("No form has been taken in yet. Press “Add a form…” and choose the file the office sent."),
            name=_("Forms of the office"),
            filter=False,
        )  # fmt: skip
        self.keep_height(self.list, 220)
        self.body.addWidget(self.list, 1)
        self.add_button_ = buttons.plain(_("Add a form…"), "plus", clicked=self.on_add)
        self.cells_button = buttons.plain(_("Cells…"), clicked=self.on_cells)
        self.remove_button = buttons.plain(_("Remove"), clicked=self.on_remove)
        self.body.addLayout(layout.row(self.add_button_, self.cells_button, self.remove_button, None))
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        words = _("Fill in for {period}").format(period=self._period.title)
        self.fill_button = self.add_button(buttons.primary(words, clicked=self.on_fill))

    def _wire(self) -> None:
        self.list.row_chosen.connect(lambda _row: self._on_chosen())
        self.list.row_opened.connect(lambda _row: self.on_fill())
        changes.hub().happened.connect(self._on_changed)

    def _on_changed(self, tables: object) -> None:
        if "report_template" in tables:  # type: ignore[operator]
            self.refresh()

    def _on_chosen(self) -> None:
        chosen = self.list.current() is not None
        for button in (self.cells_button, self.remove_button, self.fill_button):
            button.setEnabled(chosen)

    def _open_new(self, path: Path) -> None:
        data = kept.read_file(path)
        form = Form(data, file=path.name)
        self.opened = BindingDialog(
            self, form=form, name=path.stem, source=str(path), data=data, then=self._show_new
        )
        self.opened.open()

    def _show_new(self) -> None:
        """Choose the form that was just taken in, to be filled."""
        self.refresh()
        self.list.select_id(max(row.id for row in self.list.rows()))

    def _open_cells(self, row: kept.TemplateRow, data: bytes | None = None) -> None:
        form = kept.form_of(row.id)
        if data is not None:
            names = Form(data, file=row.file_name).workbook.names if form.is_workbook else []
            still = tuple(each for each in form.bindings if each.sheet in names)
            form = Form(data, file=row.file_name, bindings=still)
        self.opened = BindingDialog(
            self, form=form, name=row.name, template_id=row.id, data=data, then=self.refresh
        )
        self.opened.open()

    def _say(self, work: Callable[[], object]) -> None:
        """Do something with a form; what stands against it is told over this dialog."""
        try:
            work()
        except CentreError as error:
            messages.warn(self, error.sentence())

    def _ask(self, row: kept.TemplateRow) -> None:
        newer = kept.newer_file(row.id)
        if newer is None:
            self._ask_answers(row)
            return
        old = kept.form_of(row.id)
        missing = lost(old, Form(newer, file=row.file_name)) if old.is_workbook else []
        detail = "\n".join(
            [_("At its place lies another file now: {path}").format(path=row.source), *missing[:8]]
        )
        messages.choose(
            self,
            _("The office's form “{name}” was changed since it was taken in.").format(name=row.name),
            detail=detail, warning=True,
            choices=[
                (_("Fill the old one"), lambda: self._say(lambda: self._ask_answers(row))),
                (_("Take the new one over…"), lambda: self._say(lambda: self._open_cells(row, newer))),
            ],
        )  # fmt: skip

    def _ask_answers(self, row: kept.TemplateRow) -> None:
        form = kept.form_of(row.id)
        form.check()
        if not (labels := form.asked()):
            self._ask_target(row, {})
            return
        last = kept.last_answers(row.id)
        dialog = FormDialog(_("What only you know"), _("Next"), self, width=520)
        for number, label in enumerate(labels):
            field = TextField(longest=500)
            before = last.get(label, "")
            field.set_value(before)
            hint = _("Last time: {value}").format(value=before) if before else ""
            dialog.add(f"answer{number}", label, field, required=True, hint=hint)

        def on_submitted(values: dict[str, str]) -> None:
            dialog.accept()
            self._ask_target(row, {label: values[f"answer{number}"] for number, label in enumerate(labels)})

        dialog.submitted.connect(on_submitted)
        dialog.open()
        self.opened = dialog

    def _ask_target(self, row: kept.TemplateRow, by_hand: dict[str, str]) -> None:
        ending = Path(row.file_name).suffix.lower()
        with in_language(self._language):
            name = as_file_name(f"{row.name} {self._period.title}").removesuffix(".xlsx") + ending
        dialog = FileDialog(self, _("Save the filled form"), str(documents()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending.lstrip("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.write(row, Path(chosen), by_hand))
        dialog.open()
        self.file_dialog = dialog

    def write(self, row: kept.TemplateRow, to: Path, by_hand: dict[str, str]) -> job.Job:
        """Fill the form in a job and say where it lies."""
        return job.run(
            _("Filling in {name}").format(name=row.name),
            lambda progress: kept.fill(
                template_id=row.id,
                period=self._period,
                to=to,
                language=self._language,
                by_hand=by_hand,
                progress=progress,
            ),
            then=_tell,
            failed=lambda error: messages.warn(self, error.sentence()),
        )


def _tell(path: Path) -> None:
    toast.show(
        _("{name} was saved.").format(name=path.name), kind="good", button=_("Open"),
        pressed=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
    )  # fmt: skip
