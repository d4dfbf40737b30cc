"""The menu of what is seldom wanted at the desk: groups, handing over, paper sheets, the evacuation list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu

from centre_app.i18n import _
from ui.desk import evacuation, leaving, paper_dialog, paper_sheets
from ui.kit import icons
from ui.kit.page import Page


def more_menu(page: Page) -> QMenu:
    """The menu, for a page of the desk."""
    menu = QMenu(page)
    _add(menu, _("Check in a group") + "\tCtrl+G", "group", lambda: page.context.go("check_in_group"))
    menu.addSeparator()
    _add(menu, _("Shift handover…") + "\tCtrl+H", "document", lambda: page.context.go("handover"))
    _add(menu, _("Handover list of a leaving clerk…"), "user", lambda: leaving.ask_leaving(page))
    menu.addSeparator()
    _add(menu, _("Evacuation list") + "\tCtrl+P", "print", lambda: evacuation.open_evacuation(page))
    _add(menu, _("Print blank visit sheets…"), "print", lambda: paper_sheets.ask_day(page))
    _add(
        menu,
        _("Type paper sheets back in…") + "\tCtrl+Shift+P",
        "edit",
        lambda: paper_dialog.open_paper(page),
    )
    return menu


def _add(menu: QMenu, text: str, icon: str, chosen: Callable[[], Any]) -> None:
    menu.addAction(icons.icon(icon), text).triggered.connect(lambda _checked: chosen())
