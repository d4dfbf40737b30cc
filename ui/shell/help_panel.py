"""Help on F1: what the page is for, in the page's own words, and every key that works on it. And who made the program."""

from collections.abc import Sequence
from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from centre_app.i18n import N_, _
from ui.kit import buttons, style
from ui.kit.action import Action, hint
from ui.kit.dialog import Dialog
from ui.kit.page import Page
from ui.shell import release

_SCAN_HELP = N_(
    "Scan whatever is in your hand, from any page: a card checks the person in and opens them, a book that is out is "
    "returned, a book from the shelf is lent to the open person. Or type a name, pinyin initials, the end of a phone "
    "number or a word of a title: Enter takes the first, Down chooses another. The field is always listening: just "
    "start typing."
)
_LIST_HELP = N_(
    "Every list can be copied, printed and saved as a workbook: from the menu at its right end, by a right click, or with Ctrl+C for "
    "the rows and Ctrl+P for the list that has the focus. On the desk Ctrl+P is the evacuation list."
)


def show_help(page: Page, *, window_actions: Sequence[Action]) -> Dialog:
    """Open the help of a page beside its keys and the window's."""
    made = Dialog(page, _("Help"), width=680)
    made.add_title(_(page.title) if page.title else _("Help"))
    text = QTextBrowser()
    text.setAccessibleName(_("Help"))
    text.setOpenExternalLinks(False)
    made.keep_height(text, 380, share=0.6)
    text.setHtml(page_html(page, window_actions=window_actions))
    made.body.addWidget(text, 1)
    made.add_button(buttons.primary(_("Close"), clicked=made.accept)).setFocus()
    made.open()
    return made


def page_html(page: Page, *, window_actions: Sequence[Action]) -> str:
    """Return the help text: the page's own words, its keys, the scan field, the keys of the window."""
    field, lists = _("The scan field"), _("Lists")
    return "".join([
        "".join(_(part) for part in page.help),
        _keys(_("On this page"), page.page_actions()),
        f"<h3>{escape(field)}</h3><p>{escape(_(_SCAN_HELP))}</p>",
        f"<h3>{escape(lists)}</h3><p>{escape(_(_LIST_HELP))}</p>",
        _keys(_("Everywhere"), window_actions),
    ])  # fmt: skip


def _keys(title: str, actions: Sequence[Action]) -> str:
    rows = "".join(
        f"<tr><td width='{style.px(110)}'><b>{escape(hint(each.shortcut))}</b></td><td>{escape(each.text)}</td></tr>"
        for each in actions
        if each.shortcut
    )
    return f"<h3>{escape(title)}</h3><table cellpadding='3'>{rows}</table>" if rows else ""


def show_about(parent: QWidget) -> Dialog:
    """Open who made this and under which terms."""
    made = Dialog(parent, _("About this program"), width=520)
    made.add_title(_("The front desk of a neighbourhood centre"))
    text = QTextBrowser()
    text.setAccessibleName(_("About this program"))
    text.setMinimumHeight(style.px(180))
    lines = [
        _("Version {version}").format(version=release.version()),
        _("Free software under the MIT licence. Use it, change it, pass it on."),
        _("Made with Python, Qt (LGPL), SQLite and other free libraries."),
        _("All data stay on this computer: {folder}").format(folder=release.data_folder()),
    ]
    text.setHtml("".join(f"<p>{escape(line)}</p>" for line in lines))
    made.body.addWidget(text, 1)
    made.add_button(buttons.primary(_("Close"), clicked=made.accept)).setFocus()
    made.open()
    return made
