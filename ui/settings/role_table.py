"""What each role may do, as a card to read: the table of the code itself, in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from centre_app.access import roles
from centre_app.i18n import _
from ui.kit import card, style


class RoleTable(card.Card):
    """One line a permission, one column a role."""

    def __init__(self) -> None:
        super().__init__(_("What each role may do"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.px(16))
        grid.setVerticalSpacing(style.px(8))
        grid.setColumnStretch(0, 1)
        for column, words in enumerate(roles.LABELS.values(), start=1):
            grid.addWidget(
                card.label(capital(_(words)), kind="strong"), 0, column, Qt.AlignmentFlag.AlignHCenter
            )
        for line, permission in enumerate(roles.PERMISSIONS.values(), start=1):
            grid.addWidget(card.label(capital(_(permission.words)), wrap=True), line, 0)
            for column, role in enumerate(roles.LABELS, start=1):
                may = role in permission.roles
                mark = card.label("✓" if may else "–", kind="strong" if may else "quiet")
                mark.setAccessibleName(_("yes") if may else _("no"))
                grid.addWidget(mark, line, column, Qt.AlignmentFlag.AlignHCenter)
        self.add(grid)
        for words in (
            _("Looking, and whatever masks names, is everybody's."),
            _(
                "A forgotten PIN is reset by a manager. If no manager knows theirs, whoever looks after this computer gives a new one: main.py clerks reset-pin NAME. Both stand in the records."
            ),
        ):
            self.add(card.label(words, kind="quiet-small", wrap=True))


def capital(words: str) -> str:
    """Return words that stand inside sentences elsewhere as the beginning of a line."""
    return words[:1].upper() + words[1:]
