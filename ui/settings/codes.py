"""The section of codes: which shapes the labels have that are on cards and things already, and what a scan would be."""

from centre_app.centre import code_shapes, settings
from centre_app.desk import code_shapes as readings
from centre_app.desk.scanning import normalised
from centre_app.i18n import N_, _
from ui.kit import buttons, card, layout
from ui.kit.attempt import told
from ui.kit.form import ChoiceField, Form, TextField
from ui.settings.section import Section, SettingsCard

_TONES = {True: "good", False: "info"}


class CodesSection(Section):
    """Shapes of card numbers and barcodes, and a field to try a code in."""

    id = "codes"
    title = N_("Card and barcode shapes")
    icon = "scan"
    tables = frozenset({"setting", "person", "copy", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.card = SettingsCard(_("Card and barcode shapes"), ("card_shapes", "barcode_shapes"))
        self.own = card.label(kind="quiet", wrap=True)
        self.card.form.add_widget(self.own)
        for name in self.card.names:
            self.card.form.add(
                name, settings.label(name), TextField(placeholder="JY######  @@######  EAN13", longest=200),
                hint=_("# is a digit, @ a letter, anything else itself; several are parted by blanks."),
            )  # fmt: skip
        self.preset = ChoiceField([(shape, f"{shape}  {_(words)}") for shape, words in code_shapes.PRESETS])
        self.preset.set_name(_("A usual shape"))
        self.to_cards = buttons.plain(
            _("Add to cards"), "plus", clicked=lambda: self.on_preset("card_shapes")
        )
        self.to_barcodes = buttons.plain(
            _("Add to barcodes"), "plus", clicked=lambda: self.on_preset("barcode_shapes")
        )
        self.card.body.insertLayout(2, layout.row(self.preset, None))
        self.card.body.insertLayout(3, layout.row(self.to_cards, self.to_barcodes, None))
        self.column.addWidget(self.card)
        self.column.addWidget(self._test_card())
        self.column.addStretch(1)

    def refresh(self) -> None:
        values = settings.all_settings()
        self.card.show_values(values)
        words = _(
            "The centre's own numbers always count: {card}###### for cards, {barcode}###### for things."
        )
        self.own.setText(words.format(card=values["card_prefix"], barcode=values["barcode_prefix"]))
        self.on_code()

    def on_preset(self, name: str) -> None:
        """Put the chosen shape behind those that are there."""
        field = self.card.form.field(name)
        field.edit.setText(" ".join(code_shapes.split(f"{field.value()} {self.preset.value()}")))
        field.main().setFocus()

    def on_code(self) -> None:
        """Say what the code in the field would be taken for, by the shapes that are saved."""
        code = normalised(self.code.value())
        self.answer.setVisible(bool(code))
        found = told(readings.read)(code) if code else None
        if found is not None:
            self.answer.set(found.words, _TONES[found.known])

    def scanned(self, code: str) -> bool:
        """Take a scan into the field while it is being used."""
        if not self.code.main().hasFocus():
            return False
        self.code.set_value(code)
        return True

    def _test_card(self) -> card.Card:
        made = card.Card(_("Try a code"))
        form = Form()
        self.code = form.add(
            "code", _("Number to try"), TextField(longest=60),
            hint=_("Scan or type a code: nothing is lent, returned or checked in."),
        )  # fmt: skip
        self.answer = card.Note("", "info")
        self.answer.hide()
        self.code.changed.connect(self.on_code)
        made.add(form)
        made.add(self.answer)
        return made
