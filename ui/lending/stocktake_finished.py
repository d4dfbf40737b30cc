"""The stocktakes that ended: each with what it had found, to be looked at and saved as a workbook again."""

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.lending import stocktake
from centre_app.lending.stocktake import Finished
from ui.kit import buttons, card, style
from ui.kit.attempt import told
from ui.kit.dialog import Dialog
from ui.kit.table import Column, ListView, RowVerb
from ui.lending.stocktake_export import ask_result
from ui.lending.stocktake_groups import GroupSwitch
from ui.lending.stocktake_list import result_list

WIDTH, HEIGHT = 1000, 600


class FinishedDialog(Dialog):
    """The list of finished stocktakes, the latest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Finished stocktakes"), width=WIDTH)
        self.add_title(_("Finished stocktakes"))
        self.list = ListView(
            [
                Column(_("What is counted"), lambda row: row.card.place, bold=True),
                Column(_("Begun"), lambda row: f"{row.card.started_at:%Y-%m-%d %H:%M}", width=140),
                Column(_("Finished"), lambda row: f"{row.card.finished_at:%Y-%m-%d %H:%M}", width=140),
                Column(
                    _("Scans"),
                    lambda row: str(row.card.scans),
                    align="right",
                    sort=lambda row: row.card.scans,
                ),
                Column(_("Not found"), _missing, align="right", sort=lambda row: row.missing or 0),
                Column(_("Note"), lambda row: row.card.note, quiet=True),
            ],
            empty=card.EmptyState(_("No stocktake has been finished so far."), icon="check"),
            actions=[
                RowVerb(_("Show the result"), "right", self.show_result, button=True),
                RowVerb(_("Export result…"), "export", lambda row: ask_result(self, row.id)),
            ],
            name=_("Finished stocktakes"),
        )
        self.list.setMinimumHeight(style.px(300))
        self.list.set_rows(stocktake.finished_stocktakes())
        self.body.addWidget(self.list, 1)
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))

    @told
    def show_result(self, row: Finished) -> "ResultDialog":
        """Open what a stocktake had found."""
        dialog = ResultDialog(self, row)
        dialog.open()
        return dialog


class ResultDialog(Dialog):
    """What one finished stocktake had found, group by group. Nothing can be changed here."""

    def __init__(self, parent: QWidget, row: Finished) -> None:
        super().__init__(parent, _("Result of a stocktake"), width=WIDTH)
        self.found = stocktake.result(row.id)
        self.add_title(_("Stocktake: {place}").format(place=row.card.place))
        self.facts = card.label(_facts(row, self.found), kind="quiet", wrap=True)
        self.body.addWidget(self.facts)
        counts = {group: self.found.count(group) for group in stocktake.GROUP_LABELS}
        room = min(style.px(WIDTH), self._room()[0]) - style.px(40)  # less the margins
        self.which = GroupSwitch(counts, room=room)
        self.which.chosen.connect(self.show_group)
        self.body.addWidget(self.which)
        self.list = result_list()
        self.list.setMinimumHeight(style.px(260))
        self.body.addWidget(self.list, 1)
        self.export_button = self.add_button(
            buttons.plain(_("Export result…"), "export", clicked=lambda: ask_result(self, row.id))
        )
        self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.show_group()

    def fit(self) -> None:
        """Be high enough for a list that can be read, within the screen."""
        super().fit()
        self.resize(self.width(), max(self.height(), min(style.px(HEIGHT), self._room()[1])))

    def show_group(self) -> None:
        """List the group in front."""
        group = str(self.which.value())
        missing = group == "missing"
        self.list.empty.set_sentence(_("Everything was found.") if missing else _("Nothing of this kind."))
        self.list.set_rows(self.found.rows[group])


def _missing(row: Finished) -> str:
    return "" if row.missing is None else str(row.missing)


def _facts(row: Finished, found: stocktake.Result) -> str:
    here = _("{found} of {expected} found in their place").format(
        found=found.count("present"), expected=found.expected
    )
    scans = _n("{count} scan", "{count} scans", row.card.scans).format(count=row.card.scans)
    span = _("{begun:%Y-%m-%d %H:%M} to {finished:%Y-%m-%d %H:%M}").format(
        begun=row.card.started_at, finished=row.card.finished_at
    )
    judged = "" if row.card.kept else _("what it had found was not kept, so it is judged as of today")
    return " · ".join(part for part in (span, here, scans, row.card.note, judged) if part)
