"""What the tables of reports mean: closings, exports, figures given by hand, forms of the office, and how lists were read."""

from centre_app.i18n import N_

TABLES = {
    "history_figure": (
        N_("Figures of earlier months given by hand"),
        {"month": N_("The month, YYYY-MM"), "code": N_("Code of the indicator"), "value": N_("Its value")},
    ),
    "opening_stock": (
        N_("Opening stock given by hand"),
        {
            "titles": N_("Titles"), "volumes": N_("Volumes"), "sets": N_("Sets"), "fen": N_("Total list value"),
        },
    ),
    "kept_report": (
        N_("Closed months and reports handed in"),
        {
            "kind": N_("closing, or the kind of report"), "period": N_("The period"), "first_day": N_("First day"),
            "last_day": N_("Last day"), "at": N_("When"), "clerk_id": N_("Who closed or exported"),
            "language": N_("Language of the file"), "file_name": N_("Name of the file"), "sha256": N_("SHA-256 of the file"),
            "names": N_("Whether names are in it"), "problems": N_("What the self-check found, as JSON"),
        },
    ),
    "kept_rows": (
        N_("Rows behind kept figures"),
        {"digest": N_("Digest of the rows"), "count": N_("How many rows"), "body": N_("The rows, packed")},
    ),
    "kept_correction": (
        N_("Corrections of closed months"),
        {
            "report_id": N_("The report"), "month": N_("The month, YYYY-MM"), "code": N_("Code of the indicator"),
            "before": N_("Value before, as JSON"), "after": N_("Value after, as JSON"),
            "rows_before_id": N_("Rows before"), "rows_after_id": N_("Rows after"),
        },
    ),
    "kept_figure": (
        N_("Figures of kept reports"),
        {
            "report_id": N_("The report"), "code": N_("Code of the indicator"), "now": N_("Value, as JSON"),
            "previous": N_("Value of the period before, as JSON"), "year_before": N_("Value of the year before, as JSON"),
            "to_date": N_("Year to date, as JSON"), "by_hand": N_("Which of them were given by hand"), "rows_id": N_("The rows behind"),
        },
    ),
    "report_template": (
        N_("Forms of the office"),
        {
            "file_name": N_("Name of the file"), "source": N_("Where the file came from"), "content": N_("The file itself"),
            "bindings": N_("What its cells are bound to, as JSON"), "answers": N_("What was last given by hand, as JSON"),
        },
    ),
    "list_shape": (
        N_("What clerks said of the columns of lists they imported"),
        {"shape": N_("Digest of the headings"), "fields": N_("What each column is, as JSON")},
    ),
}  # fmt: skip
