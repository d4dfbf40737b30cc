"""Forms of several pieces: how many are added and how, how many are lent at once, how many there are from now on."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import shelf_codes
from centre_app.lending.catalogue import CopyRow
from centre_app.lending.loans import Lent
from ui.kit import card
from ui.kit.form import ChoiceField, Form, FormDialog, NumberField, TextField


def add_fields(form: Form) -> None:
    """What is added: one piece, several under one shelf barcode, or the volumes of a set. Named as in `adding.add`."""
    choices = [
        ("one", _("One piece")),
        ("shelf", _("Several pieces with one shelf barcode")),
        ("set", _("A set, each volume with its barcode")),
    ]
    how = form.add("how", _("To be added"), ChoiceField(choices))
    form.add(
        "count", _("How many"), NumberField(least=1, most=shelf_codes.MOST_PIECES), beside=True, required=True
    )
    form.set_values(how="one", count=1)

    def settle() -> None:
        form.show_entry("count", how.value() != "one")
        for name in ("volume", "set_number"):
            form.show_entry(name, how.value() == "one")
        form.show_entry("barcode", how.value() != "set")
        form.show_entry("volumes", how.value() != "shelf")

    how.changed.connect(settle)
    settle()


def values_to_add(values: dict[str, Any]) -> dict[str, Any]:
    """The values as `adding.add` takes them: what is hidden in the form is not said."""
    hidden = {"one": (), "shelf": ("volume", "set_number"), "set": ("barcode", "volume", "set_number")}
    return {name: value for name, value in values.items() if name not in hidden[values["how"]]}


def add_set_number(form: Form) -> None:
    """The number that ties pieces of one title to a set."""
    form.add(
        "set_number", _("Set"), NumberField(least=1, most=9999),
        hint=_("Volumes of one title with the same number are one set. Empty for a single piece."),
    )  # fmt: skip


def lend_several(
    parent: QWidget, *, row: CopyRow, person_id: int, reasons: Mapping[str, str], then: Callable[[list[Lent]], object],
) -> FormDialog | None:  # fmt: skip
    """Ask how many pieces of a shelf barcode the open person takes; `then` gets what was lent."""
    found = shelf_codes.shelf(row.shelf_code)
    if found is None:
        return None
    dialog = FormDialog(_("Lend several"), _("Lend"), parent, width=420)
    words = _("“{title}”: {free} of {count} on the shelf").format(
        title=found.title, free=len(found.free), count=len(found.stock)
    )
    dialog.form.add_widget(card.label(words, kind="strong", wrap=True))
    dialog.add(
        "count", _("How many"), NumberField(least=1, most=shelf_codes.MOST_PIECES), required=True,
        hint=_("In the scan field 3*{code} does the same.").format(code=found.code),
    )  # fmt: skip
    dialog.form.set_values(count=min(2, max(1, len(found.free))))
    dialog.submitted.connect(
        lambda values: dialog.attempt(
            shelf_codes.lend_pieces,
            shelf_code=found.code,
            person_id=person_id,
            count=values["count"],
            reasons=reasons,
            then=then,
        )
    )
    dialog.open()
    return dialog


def change_pieces(parent: QWidget, *, row: CopyRow, then: Callable[[None], object]) -> FormDialog | None:
    """Ask how many pieces there are from now on, and which code is on their shelf."""
    found = shelf_codes.shelf(row.shelf_code)
    if found is None:
        return None
    dialog = FormDialog(_("Number of pieces"), _("Save"), parent, width=460)
    words = _("“{title}”: {count} pieces, {out} out").format(
        title=found.title, count=len(found.stock), out=len(found.out)
    )
    dialog.form.add_widget(card.label(words, kind="strong", wrap=True))
    dialog.add(
        "count", _("How many"), NumberField(least=1, most=shelf_codes.MOST_PIECES), required=True,
        hint=_("Fewer: pieces on the shelf are withdrawn. More: new ones like the first are added."),
    )  # fmt: skip
    dialog.add("code", _("Shelf barcode"), TextField(longest=40), required=True)
    dialog.add("reason", _("Reason, if there are fewer"), TextField(longest=300))
    dialog.form.set_values(count=len(found.stock), code=found.code)
    dialog.submitted.connect(
        lambda values: dialog.attempt(shelf_codes.change_pieces, shelf_code=found.code, then=then, **values)
    )
    dialog.open()
    return dialog


def set_words(row: CopyRow) -> str:
    """Which set a piece belongs to, nothing for a single one."""
    return _("Set {number}").format(number=row.set_number) if row.set_number is not None else ""
