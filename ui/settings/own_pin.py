"""Setting one's own PIN: a dialog that anybody on duty may open, from the menu or from the settings."""

from typing import Any

from PySide6.QtWidgets import QWidget

from centre_app.access import clerks, pins, roles
from centre_app.i18n import _
from ui.kit import changes, job, toast
from ui.kit.attempt import told
from ui.kit.form import FormDialog, TextField


@told
def open_own_pin(parent: QWidget) -> FormDialog | None:
    """Ask the clerk on duty for a new PIN, and for the one that counts now."""
    clerk = clerks.on_duty()
    if clerk is None:
        return None
    dialog = FormDialog(_("PIN of {name}").format(name=clerk.name), _("Keep it"), parent, width=420)
    dialog.submit_button.needs = ""  # whatever the role
    if clerk.pin:
        dialog.add("old", _("PIN until now"), _line(), required=True)
    words = _("{least} to {most} digits").format(least=pins.LEAST_DIGITS, most=pins.MOST_DIGITS)
    dialog.add("pin", _("New PIN"), _line(), required=True, hint=words)
    dialog.add("repeated", _("New PIN again"), _line(), required=True)
    dialog.submitted.connect(lambda values: _keep(dialog, values))
    dialog.open()
    return dialog


def _line() -> TextField:
    return TextField(secret=True, longest=pins.MOST_DIGITS)


def _keep(dialog: FormDialog, values: dict[str, Any]) -> None:
    """In a job: comparing and keeping a PIN takes as long as guessing is to take."""
    first = not roles.in_use()

    def done(_nothing: None) -> None:
        dialog.accept()
        changes.hub().happened.emit(
            frozenset({"clerk"})
        )  # PINs are not journalled, so nobody else tells of them
        toast.show(_("Your PIN is set. From now on the roles count.") if first else _("Your PIN is set."))

    def refused(error: Any) -> None:
        dialog.form.show_refusal(error)
        dialog.fit()

    job.run(
        _("Keeping the PIN"),
        lambda _progress: pins.set_own(**values),
        then=done,
        failed=refused,
        parent=dialog,
    )
