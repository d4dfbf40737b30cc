"""Giving call numbers to many titles at once: to those selected, those found, or all that have a class and none yet."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app.i18n import _, _n
from centre_app.lending import call_numbers
from centre_app.lending.call_numbers import Given
from ui.kit import card, toast
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, FormDialog


class NumberingDialog(FormDialog):
    """Asks which titles; each choice says how many of them lack a number."""

    def __init__(self, parent: QWidget, choices: Sequence[tuple[list[int], str]]) -> None:
        super().__init__(_("Give call numbers"), _("Give numbers"), parent, width=480)
        words = _(
            "Each title gets its class and the next number in it. A title that has a call number keeps it, "
            "and a number that its copies carry already is taken over."
        )
        self.form.add_widget(card.Note(words, "info"))
        self.choices = [ids for ids, _name in choices]
        shown = [
            (place, _("{which}: {count}").format(which=name, count=len(ids)))
            for place, (ids, name) in enumerate(choices)
        ]
        self.form.add("which", _("Titles to number"), ChoiceField(shown))
        self.submitted.connect(self._on_submitted)

    def _on_submitted(self, values: dict[str, int]) -> None:
        self.attempt(call_numbers.give, title_ids=self.choices[values["which"]], then=_say)


def ask(parent: QWidget, *, selected: Sequence[int], found: Sequence[int] | None) -> NumberingDialog:
    """Ask which titles are to get numbers: those selected in the list, those found, or all."""
    choices = []
    if len(selected) > 1:
        choices.append((call_numbers.lacking(selected), _("selected titles without a number")))
    if found is not None:
        choices.append((call_numbers.lacking(found), _("titles of this list without a number")))
    choices.append((call_numbers.lacking(), _("all titles without a number")))
    dialog = NumberingDialog(parent, choices)
    dialog.open()
    return dialog


def give(title_ids: Sequence[int]) -> None:
    """Give these titles their numbers at once."""
    attempt(call_numbers.give, title_ids=list(title_ids), then=_say)


def _say(given: Given) -> None:
    words = _n("{count} title got its call number.", "{count} titles got their call numbers.", given.count)
    said = words.format(count=given.count)
    if given.without_class:
        more = _n("{count} has no class yet.", "{count} have no class yet.", given.without_class)
        said = f"{said} {more.format(count=given.without_class)}"
    toast.show(said, undo=True)
