"""What later entries changed in closed months: the figures then and now, and the rows that made the difference."""

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.reports import correction_lists, corrections
from centre_app.reports.listing import Listing
from centre_app.reports.periods import Period
from ui.kit import buttons, card, layout
from ui.kit.tall import TallDialog
from ui.reports.rows_list import RowsList


class CorrectionsDialog(TallDialog):
    """The corrections that the report of a month shows: of earlier months, and of itself when it is closed."""

    def __init__(self, parent: QWidget, period: Period) -> None:
        super().__init__(parent, _("Corrections"), width=1060)
        self._period = period
        self.add_title(_("Corrections in the report of {month}").format(month=period.title))
        said = _(
            "What later entries changed in closed months. The figures that were closed stay; the report shows both."
        )
        self.body.addWidget(card.label(said, kind="quiet", wrap=True))
        self.which = buttons.Segments(
            [("figures", _("Corrected figures")), ("rows", _("Corrected rows"))], name=_("What is shown")
        )
        self.body.addLayout(layout.row(self.which, None))
        self.rows = RowsList(none="", counted=_counted, empty=_("Nothing was corrected."))
        self.body.addWidget(self.rows, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.which.chosen.connect(lambda _key: self._ask())
        self._ask()

    def _ask(self) -> None:
        key, period = str(self.which.value()), self._period
        self.rows.ask(key, lambda: _read(key, period))


def _read(key: str, period: Period) -> Listing:
    found = corrections.shown_with(period)
    return correction_lists.of_figures(found) if key == "figures" else correction_lists.of_rows(found)


def _counted(count: int, more: bool) -> str:
    if more:
        return _("The first {count}, without names. The workbook has all of them.").format(count=count)
    return _("{count}, without names.").format(count=count)
