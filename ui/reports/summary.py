"""The month as a paragraph, to be changed and copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from centre_app.i18n import _
from ui.kit import buttons, card, toast
from ui.kit.dialog import Dialog


class SummaryDialog(Dialog):
    """The paragraph can be changed before it is copied; nothing of that is kept."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, _("Summary in words"), width=640)
        self.add_title(_("Summary in words"))
        self.body.addWidget(
            card.label(
                _("Change it as you need it; then it is copied for a letter or a message."),
                kind="quiet",
                wrap=True,
            )
        )
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Summary in words"))
        self.keep_height(self.text, 220)
        self.body.addWidget(self.text, 1)
        self.add_button(buttons.plain(_("Close"), clicked=self.reject))
        self.copy_button = self.add_button(buttons.primary(_("Copy text"), "copy", clicked=self.on_copy))

    def on_copy(self) -> None:
        """Put the text on the clipboard and close."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        toast.show(_("The summary was copied."), kind="good")
        self.accept()
