"""The way back from a damaged data file, as one dialog: what is wrong, what can be done, and what came of it."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.centre import preferences
from centre_app.i18n import _, _n
from centre_app.progress import Progress
from centre_app.storage import backup, salvage
from ui.kit import messages
from ui.shell import rewriting


def offer(window: Any, found: salvage.Damage) -> messages.Message:
    """Tell that the open file is damaged, and offer to save what can be saved, now or later.

    The window goes on working until then: what is written on good pages is not lost by it.
    """
    return messages.confirm(
        window,
        _("A part of the data file is damaged."),
        verb=_("Save what can be saved"),
        detail=words_before(found.backup)
        + "\n\n"
        + _("What was found: {detail}").format(detail=found.problem),
        then=lambda: save(window),
        cancel=_("Later"),
    )


def save(window: Any) -> None:
    """Close the file, save what can be saved, open the new file and tell what came back."""

    def work(path: Path, progress: Progress) -> salvage.Saved:
        return salvage.save_what_can_be(path, preferences.backups_of(path), progress)

    rewriting.rewrite(window, _("Saving what can be saved"), work, then=lambda saved: tell(window, saved))


def tell(parent: QWidget | None, saved: salvage.Saved) -> messages.Message:
    """Say what came back, from where, and what did not."""
    return messages.inform(parent, _("The data are back."), detail="\n".join(report(saved)))


def words_before(newest: Path | None) -> str:
    """What saving will do with the backup it will use."""
    made = backup.made_at(newest) if newest else None
    if made is None:
        first = _("There is no good backup. Every row that can still be read is taken over into a new file.")
    else:
        first = _(
            "The newest good backup is of {moment}. Every row that can still be read is put on top of it."
        ).format(moment=f"{made:%Y-%m-%d %H:%M}")
    return first + " " + _("The damaged file is kept.")


def report(saved: salvage.Saved) -> list[str]:
    """What was saved, a sentence each."""
    lines = []
    if saved.made_at is not None:
        lines.append(_("Taken from the backup of {moment}.").format(moment=f"{saved.made_at:%Y-%m-%d %H:%M}"))
    lines.append(
        _n(
            "{count} row was read from the damaged file.",
            "{count} rows were read from the damaged file.",
            saved.rows,
        ).format(count=f"{saved.rows:,}")
    )
    if lost := sum(saved.unreadable.values()):
        words = _n(
            "{count} place in it could not be read", "{count} places in it could not be read", lost
        ).format(count=f"{lost:,}")
        lines.append(
            _(
                "{words}; the backup's rows stand there, where it has them. Please look at what was entered last."
            ).format(words=words)
        )
    if saved.left_out:
        lines.append(
            _n(
                "{count} row was left out, because what it belongs to could not be read.",
                "{count} rows were left out, because what they belong to could not be read.",
                saved.left_out,
            ).format(count=saved.left_out)
        )
    lines.append(_("The damaged file is kept as {path}.").format(path=saved.kept))
    return lines
