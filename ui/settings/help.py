"""The section of help: practising without harm, the one-page help for a substitute, about the program."""

from pathlib import Path

from centre_app.centre import settings
from centre_app.i18n import N_, _
from ui.kit import buttons, card, layout, toast
from ui.kit.attempt import attempt
from ui.kit.file_dialog import ask_target
from ui.kit.printing import PreviewDialog, Sheet, ask_printer
from ui.settings import sheet
from ui.settings.section import Section


class HelpSection(Section):
    """What helps somebody who is new at the desk."""

    id = "help"
    title = N_("Help and practice")
    icon = "help"
    needs = ""

    def __init__(self) -> None:
        super().__init__()
        self.practice_button = buttons.primary(
            _("Leave the practice centre") if settings.get("practice") else _("Open the practice centre"),
            "child",
            clicked=lambda: self.asked.emit("practice", None),
        )
        self.preview_button = buttons.primary(_("Look at it"), "eye", clicked=self.on_preview)
        self.print_button = buttons.plain(_("Print"), "print", clicked=self.on_print)
        self.pdf_button = buttons.plain(_("Save as PDF"), "export", clicked=self.on_ask_pdf)
        self.about_button = buttons.plain(
            _("About this program"), "info", clicked=lambda: self.asked.emit("about", None)
        )
        self._add(
            _("Practice"),
            _(
                "A made-up centre with its own data, to try everything in. A coloured banner shows that it is practice; "
                "nothing done there touches the real data."
            ),
            self.practice_button,
        )
        self._add(
            _("One page for a substitute"),
            _(
                "The whole desk on one sheet of A4, with this centre's zones and hours: to hang up beside the screen."
            ),
            self.preview_button,
            self.print_button,
            self.pdf_button,
        )
        self._add(
            _("Help"),
            _(
                "F1 explains the page you are on and lists its keys. Version, licence and data folder are under “About”."
            ),
            self.about_button,
        )
        self.column.addStretch(1)

    def on_preview(self) -> PreviewDialog:
        made = PreviewDialog(self, sheet.title(), Sheet(sheet.html()))
        made.open()
        return made

    def on_print(self) -> None:
        ask_printer(self, Sheet(sheet.html()))

    def on_ask_pdf(self) -> None:
        name = f"{settings.get('centre_name') or _('Neighbourhood centre')} {sheet.title()}.pdf"
        ask_target(
            self,
            _("Save as PDF"),
            start=Path.home() / name,
            ending=".pdf",
            kinds="PDF (*.pdf)",
            then=self.save_pdf,
        )

    def save_pdf(self, path: Path) -> None:
        """Write the sheet to a file."""
        attempt(
            Sheet(sheet.html()).save_pdf,
            then=lambda saved: toast.show(_("Saved: {path}").format(path=saved)),
            path=path,
        )

    def _add(self, title: str, words: str, *shown: buttons.Button) -> None:
        made = card.Card(title)
        made.add(card.label(words, kind="quiet", wrap=True))
        made.add(layout.Flow(*shown))
        self.column.addWidget(made)
