"""The menu of a row: what can be done with it, then what every list offers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from centre_app.i18n import _
from ui.kit import icons

if TYPE_CHECKING:
    from ui.kit.table import ListView


def row_menu(source: "ListView") -> QMenu:
    """Return the menu of the current row of a list."""
    made = QMenu(source)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.setToolTipsVisible(bool(source.verbs))
    row = source.current()
    for verb in source.verbs if row is not None else []:
        action = made.addAction(
            icons.icon(verb.icon, "quiet") if verb.icon else icons.icon("right", "quiet"), verb.text
        )
        action.setEnabled(source.model.may(verb, row))
        action.setToolTip(source.model.refusal(verb) or verb.text)
        action.triggered.connect(lambda _checked=False, verb=verb: source.run_verb(verb, row))
    if source.verbs and row is not None:
        made.addSeparator()
    made.addAction(icons.icon("copy", "quiet"), _("Copy rows") + "\tCtrl+C").triggered.connect(source.copy)
    source.out.add_to(made, keys=source.prints_by_key)
    return made
