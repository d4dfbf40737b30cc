"""Undo and redo for the clerk: calls the journal and says with a toast what came of it."""

from centre_app.i18n import _
from centre_app.storage import journal
from ui.kit import toast
from ui.kit.attempt import attempt


def undo_last() -> None:
    """Undo the current clerk's latest action."""
    attempt(journal.undo, then=_say_undone)


def redo_last() -> None:
    """Do again what was undone last."""
    attempt(
        journal.redo,
        then=lambda done: toast.show(_("Done again: {what}").format(what=_(done.label)), kind="info"),
    )


def undo_action(action_id: int) -> None:
    """Undo this very action, whatever was done since."""
    attempt(
        journal.undo_action, action_id=action_id, then=lambda _none: toast.show(_("Undone."), kind="info")
    )


def _say_undone(done: journal.Done) -> None:
    toast.show(
        _("Undone: {what}").format(what=_(done.label)),
        kind="info",
        button=_("Redo") + " Ctrl Y",
        pressed=redo_last,
    )
