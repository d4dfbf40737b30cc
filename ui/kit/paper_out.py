"""A sheet of parts on the screen, on paper and as a workbook. What it says, and how it is noted, is the caller's."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QTextBrowser, QWidget

from centre_app import clock
from centre_app.access import paper as papers
from centre_app.access.paper import Paper, Part
from centre_app.i18n import _
from centre_app.progress import Progress
from centre_app.storage.placing import as_file_name
from ui.kit import buttons, job, messages, style, toast
from ui.kit.file_dialog import ask_workbook
from ui.kit.paper_sheet import PaperSheet
from ui.kit.printing import PreviewDialog

_SHOWN = 6  # rows of a part on the screen; the rest is on paper


def preview(owner: QWidget, paper: Paper, *, noted: Callable[[], object]) -> PreviewDialog:
    """Show the sheet as it will be on paper, with a button for the workbook; `noted` is called when it was printed or saved."""
    dialog = PreviewDialog(owner, paper.title, PaperSheet(paper))
    book = buttons.plain(
        _("Save as workbook"), "export", clicked=lambda: ask_save(dialog, paper, noted=noted)
    )
    dialog.foot.insertWidget(dialog.foot.indexOf(dialog.pdf_button), book)
    dialog.put_out.connect(noted)
    dialog.open()
    return dialog


def ask_save(owner: QWidget, paper: Paper, *, noted: Callable[[], object]) -> QFileDialog:
    """Ask where the sheet is saved as a workbook; `noted` is called when it was."""

    def save(to: Path) -> job.Job:
        def work(_progress: Progress) -> Path:
            return papers.save(paper, to=to)

        return write(owner, to, work, then=noted)

    name = as_file_name(f"{paper.title} {clock.today():%Y-%m-%d}")
    return ask_workbook(owner, paper.title, name=name, then=save)


def write(
    owner: QWidget, to: Path, work: Callable[[Progress], Path], *, then: Callable[[], object] = lambda: None
) -> job.Job:
    """Write a workbook in a job, and say where it lies or why it does not; `then` is called when it was written."""

    def written(path: Path) -> None:
        toast.show(_("{name} was saved.").format(name=path.name), kind="good")
        then()

    return job.run(
        _("Saving {name}").format(name=to.name), work, parent=owner, then=written,
        failed=lambda error: messages.warn(owner, error.sentence()),
    )  # fmt: skip


class PaperView(QTextBrowser):
    """The sheet on the screen: each part with what it says first, and its first rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.document().setDocumentMargin(style.px(12))

    def show_paper(self, paper: Paper) -> None:
        """Show a sheet, keeping the place."""
        bar = self.verticalScrollBar()
        place = bar.value()
        self.setAccessibleName(paper.title)
        self.document().setDefaultFont(style.font("body"))
        self.setHtml("".join(map(_part, paper.parts)))
        bar.setValue(place)


def _part(part: Part) -> str:
    quiet, line = style.token("quiet").name(), style.token("line").name()
    pad = style.px(4)
    head = f'<p style="margin-top: {style.px(10)}px; margin-bottom: {pad}px"><b>{escape(part.title)}</b>'
    head += f'&nbsp;&nbsp;<span style="color: {quiet}">{escape(part.words)}</span></p>'
    if not part.rows:
        return head
    heads = "".join(
        f'<td style="color: {quiet}" align="{_align(part, place)}">{escape(words)}</td>'
        for place, words in enumerate(part.headings)
    )
    rows = "".join(
        "<tr>" + "".join(f'<td align="{_align(part, place)}">{escape(text)}</td>' for place, text in enumerate(row)) + "</tr>"
        for row in part.rows[:_SHOWN]
    )  # fmt: skip
    more = len(part.rows) - _SHOWN
    rest = _("and {count} more, on the printed sheet").format(count=more)
    foot = f'<p style="color: {quiet}">{escape(rest)}</p>' if more > 0 else ""
    # not 100 %: Qt rounds that up to a pixel more than there is, and shows a scroll bar for it
    table = f'<table width="99%" cellspacing="0" cellpadding="{pad}" style="border-top: 1px solid {line}">'
    return f"{head}{table}<tr>{heads}</tr>{rows}</table>{foot}"


def _align(part: Part, place: int) -> str:
    return "right" if part.is_number(place) else "left"
