"""What the window itself can do, as one list: id, words, keys, icon, what is called. Menus and help read it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from centre_app.i18n import _
from ui.kit import undo
from ui.kit.action import Action
from ui.shell.pages import PAGES

if TYPE_CHECKING:
    from ui.shell.work import Work

MENU = (
    "undo",
    "redo",
    "",
    "chinese",
    "",
    "blank",
    "clerk",
    "own_pin",
    "full_screen",
    "",
    "import",
    "practice",
    "help",
    "about",
)


def window_actions(work: "Work") -> list[Action]:
    """Return the actions of a window, the pages' among them."""
    made = [
        Action(entry.id, _(entry.text), entry.shortcut, entry.icon, _opening(work, entry.id))
        for entry in PAGES
    ]
    go = work.context.go
    return [
        *made,
        Action("scan", _("Go to the scan field"), "Ctrl+K", "scan", work.focus_scan_field),
        Action(
            "chinese", _("Type Chinese in the scan field"), "F2", "keyboard", work.bar.field.toggle_chinese
        ),
        Action("close_person", _("Close the open person"), "Esc", "close", work.on_escape),
        Action("undo", _("Undo"), "Ctrl+Z", "undo", undo.undo_last),
        Action("redo", _("Redo"), "Ctrl+Y", "redo", undo.redo_last),
        Action("blank", _("Lock the screen"), "Ctrl+L", "lock", lambda: go("blank")),
        Action("clerk", _("Change the clerk on duty"), "Ctrl+D", "user", lambda: go("clerk")),
        Action("own_pin", _("My PIN…"), "", "lock", lambda: go("own_pin")),
        Action("full_screen", _("Full screen"), "F11", "", lambda: go("full_screen")),
        Action("import", _("Import a list…"), "Ctrl+Shift+I", "import", lambda: go("import")),
        Action("practice", _("Practice mode"), "", "child", lambda: go("practice")),
        Action("help", _("Help for this page"), "F1", "help", work.show_help),
        Action("about", _("About this program"), "", "info", lambda: go("about")),
    ]


def _opening(work: "Work", page_id: str) -> Callable[[], object]:
    return lambda: work.show_page(page_id)
