"""The dialog of the filter: whom to list. Every line left empty does not matter."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.people import bands, further, grid, tags
from centre_app.people.selection import Selection
from ui.kit import card
from ui.kit.attempt import told
from ui.kit.checks_field import ChecksField
from ui.kit.form import CheckField, ChoiceField, DateField, FormDialog
from ui.people import selection_words


class FilterDialog(FormDialog):
    """Asks for a choice of people; `chosen(selection)` is called with it."""

    def __init__(
        self, parent: QWidget, present: Selection, chosen: Callable[[Selection], object], *, title: str = "", verb: str = ""
    ) -> None:  # fmt: skip
        super().__init__(title or _("Filter people"), verb or _("Show"), parent, width=640)
        self._chosen = chosen
        self.form.add_widget(card.label(_("A line left empty does not matter; all the others must be met."), kind="quiet", wrap=True))  # fmt: skip
        self._build(present)
        values = {name: getattr(present, name) for name in self.form.entries}
        self.form.set_values(**values)
        self.submitted.connect(self._on_submitted)

    def _build(self, present: Selection) -> None:
        add, any_ = self.form.add, _("Does not matter")
        offered = {row.id: row.name for row in tags.tags()}
        offered |= {tag_id: name for tag_id, name in tags.names().items() if tag_id in present.tags}
        add("tags", _("Tags"), ChecksField(list(offered.items()), empty=_("Tags are set up in Settings.")))
        add("all_tags", "", CheckField(_("All of these tags, not just one of them")))
        add(
            "bands",
            _("Age band"),
            ChecksField([(code, _(bands.BAND_LABELS[code])) for code in bands.BAND_LABELS]),
        )
        units = [(row.id, row.path) for row in grid.units()]
        add("grid_unit_id", _("Grid unit, with those below"), ChoiceField(units, none=any_))
        add("category", _("Category"), ChoiceField(_worded(bands.CATEGORY_LABELS), none=any_), beside=True)
        add("sex", _("Sex"), ChoiceField(_worded(selection_words.SEXES), none=any_))
        add("need", _("Needs"), ChoiceField(_worded(further.NEEDS), none=any_), beside=True)
        add("since", _("Here since"), DateField(lean="past"), hint=_("Came on that day or later"))
        add(
            "not_since",
            _("Not here since"),
            DateField(lean="past"),
            hint=_("Also who never came"),
            beside=True,
        )
        add("consent", _("Consent"), ChoiceField(_worded(selection_words.CONSENTS), none=any_))
        add(
            "card",
            _("State of the card"),
            ChoiceField(_worded(selection_words.CARDS), none=any_),
            beside=True,
        )
        add("volunteer", "", CheckField(_("Volunteers only")))

    def _on_submitted(self, values: dict[str, Any]) -> None:
        self.accept()
        self._chosen(Selection(**values))


@told
def open_filter(
    parent: QWidget, *, present: Selection, chosen: Callable[[Selection], object]
) -> FilterDialog:
    """Open the filter, filled in with the choice in force."""
    dialog = FilterDialog(parent, present, chosen)
    dialog.open()
    return dialog


def _worded(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(text)) for code, text in labels.items()]
