"""Undo and redo for the clerk: calls the journal and says with a toast what came of it."""

from collections.abc import Callable
from functools import partial

import shiboken6

from centre_app.errors import CentreError, NothingToRedo, NothingToUndo
from centre_app.i18n import _
from centre_app.storage import journal
from ui.kit import changes, job, toast
from ui.kit.attempt import attempt

_MANY_CHANGES = 1000  # above that, putting the rows back takes long enough to be seen
_undone: list[toast.Toast] = []  # what said so, the latest at the end


def undo_last() -> None:
    """Undo the current clerk's latest action in this window; a large one, such as an import, while the window stays alive."""
    done = journal.next_undo()
    if done is not None and done.changes > _MANY_CHANGES:
        undo_step(done)
    else:
        attempt(journal.undo, then=_say_undone, failed=_say_why_not)


def redo_last() -> None:
    """Do again what was undone last."""
    done = journal.next_redo()
    if done is not None and done.changes > _MANY_CHANGES:
        _in_a_job(done, _("Doing again: {what}"), work=journal.redo, then=_say_redone)
    else:
        attempt(journal.redo, then=_say_redone, failed=_say_why_not)


def undo_step(done: journal.Done) -> None:
    """Undo this step, by whomever and whenever it was done; a large one while the window stays alive."""
    if done.changes > _MANY_CHANGES:
        work = partial(journal.undo_action, done.action_id)
        _in_a_job(done, _("Undoing: {what}"), work=work, then=_say_undone)
    else:
        undo_action(done.action_id)


def undo_action(action_id: int) -> None:
    """Undo this very action, whatever was done since."""
    attempt(journal.undo_action, action_id=action_id, then=_say_undone, failed=_say_why_not)


def _say_why_not(error: CentreError) -> None:
    """Nothing left to undo is no warning; something standing in the way is."""
    nothing = isinstance(error, NothingToUndo | NothingToRedo)
    toast.show(error.sentence(), kind="info" if nothing else "warning")


def _in_a_job(
    done: journal.Done,
    words: str,
    *,
    work: Callable[[], journal.Done],
    then: Callable[[journal.Done], object],
) -> None:
    job.run(words.format(what=_(done.label)), lambda _progress: work(), then=then)


def _say_redone(done: journal.Done) -> None:
    """What was undone is so no more: its message goes."""
    if _undone and shiboken6.isValid(told := _undone.pop()):
        told.leave()
    toast.show(_said(done, _("Done again: {what}"), _("Done again: “{said}”")), kind="info")


def _say_undone(done: journal.Done) -> None:
    told = toast.show(
        _said(done, _("Undone: {what}"), _("Undone: “{said}”")),
        kind="info",
        button=_("Redo") + " Ctrl Y",
        pressed=redo_last,
    )
    if told is not None:
        _undone.append(told)


def _said(done: journal.Done, what: str, said: str) -> str:
    """Repeat the sentence that told of the action, with its book and person; where none did, name the kind of action."""
    words = changes.hub().words_of(done.action_id)
    changes.hub().note_words(words)  # undoing is an action too, and so is doing again
    return said.format(said=words) if words else what.format(what=_(done.label))
