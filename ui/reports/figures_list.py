"""The list of all figures of a period beside earlier ones, the parts of splits among them."""

from centre_app.i18n import _
from ui.kit.table import Column, ListView
from ui.reports.words import LineRow, change, number


def figures_list() -> ListView:
    """The list, empty; its rows are `LineRow`s."""

    def figure(title: str, name: str, width: int = 86) -> Column:
        return Column(
            title,
            lambda row: number(row.line, name),
            hint=lambda row: (
                _("Earlier figure, given by hand, or with such in it") if row.line.star(name) else ""
            ),
            sort=lambda row: (getattr(row.line, name) is not None, getattr(row.line, name) or 0),
            align="right",
            width=width,
        )

    return ListView(
        [
            Column(_("Figure"), lambda row: row.name, bold=True, hint=_hint),
            figure(_("This period"), "now"),
            figure(_("The period before"), "previous", 116),
            Column(
                _("Year on year"), lambda row: change(row.line, row.line.change) + row.line.star("now", "year_before"),
                sort=lambda row: (row.line.change is not None, row.line.change or 0), align="right", width=92,
            ),
            figure(_("Year to date"), "to_date", 93),
            Column(_("Unit"), lambda row: _(row.line.indicator.unit), quiet=True, width=99),
        ],
        empty=_("The figures are being counted."),
        name=_("All figures"),
    )  # fmt: skip


def _hint(row: LineRow) -> str:
    """Its whole name, for which the column may be too narrow, and what it counts."""
    return f"{row.name}\n{_(row.line.indicator.definition)}"
