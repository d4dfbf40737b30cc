"""How a consent is told on the screens: its badge, its line, and the wording to be read."""

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.people.consents import CHILD_UNTIL, RELATION_LABELS, Record, State
from ui.kit import buttons, card, layout
from ui.kit.dialog import Dialog


def badge(state: State) -> tuple[str, str] | None:
    """Word and tone of what is wrong with a consent; None where nothing is."""
    if state.kind == "withdrawn":
        return _("consent withdrawn"), "bad"
    if state.kind == "missing" and state.is_child:
        return _("guardian's consent missing"), "bad"
    return (_("consent missing"), "warning") if state.kind == "missing" else None


def line(record: Record) -> str:
    """One consent: when, by whom, to which wording, and when it was taken back."""
    by = _("by {name} ({relation})").format(
        name=record.given_by, relation=_(RELATION_LABELS[record.relation])
    )
    which = (
        _("wording {version}").format(version=record.version) if record.version else _("wording not known")
    )
    parts = [f"{record.given_on:%Y-%m-%d}", by if record.relation != "self" else "", which]
    if record.withdrawn_on:
        parts.append(_("withdrawn {day:%Y-%m-%d}").format(day=record.withdrawn_on))
    return " · ".join(part for part in parts if part)


def told(state: State) -> str:
    """How it stands, in one line; "" where there is nothing to tell."""
    if state.last is not None:
        return line(state.last)
    return f"{state.since:%Y-%m-%d}" if state.since else ""


def standing(state: State) -> tuple[str, str]:
    """The sentence that says how a consent stands, and its tone."""
    wrong = badge(state)
    if state.kind == "not_needed":
        return _("An organisation needs no consent."), "info"
    if wrong is None:
        return _("The consent is in force since {day:%Y-%m-%d}.").format(day=state.since), "good"
    if state.is_child and state.kind == "missing":
        words = _(
            "Under {age} the consent of a guardian is needed. Print the form, have it signed, and note it here."
        )
        return words.format(age=CHILD_UNTIL), "bad"
    if state.kind == "withdrawn" and state.last is not None:
        return _("The consent was withdrawn on {day:%Y-%m-%d}.").format(day=state.last.withdrawn_on), "bad"
    return _("No consent is noted yet."), "warning"


def read(parent: QWidget, title: str, text: str) -> Dialog:
    """Show a wording to be read or copied."""
    dialog = Dialog(parent, title, width=640)
    dialog.add_title(title)
    words = card.label(text, wrap=True, selectable=True)
    area = layout.scrolled(words)
    dialog.keep_height(area, 320)
    dialog.body.addWidget(area, 1)
    dialog.add_button(buttons.primary(_("Close"), clicked=dialog.accept))
    dialog.open()
    return dialog
