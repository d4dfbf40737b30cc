"""What narrows the catalogue's list: kind, class, age, on the shelf, numbers to check. All that are set hold together."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.i18n import _
from centre_app.lending import catalogue, catalogue_filters, class_groups
from centre_app.lending.catalogue_filters import Filters
from ui.kit import layout
from ui.kit.choice_field import CheckField, ChoiceField

_OLDEST_OFFERED = 16


class Narrowing(QWidget):
    """A line of choices; `changed` when one is made. The classes are those of the scheme that the settings say."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = ChoiceField(
            [("", _("All kinds")), *((code, _(label)) for code, label in catalogue.KIND_LABELS.items())]
        )
        self.kind.setAccessibleName(_("Kind"))
        self.group = ChoiceField([(None, _("All classes"))])
        self.group.setAccessibleName(_("Class"))
        years = [(age, _("for age {age}").format(age=age)) for age in range(_OLDEST_OFFERED + 1)]
        self.age = ChoiceField([(None, _("All ages")), *years])
        self.age.setAccessibleName(_("Age"))
        self.on_shelf = CheckField(_("On the shelf"))
        self.to_check = CheckField(_("ISBN to check"))
        self.to_check.setToolTip(_("Titles whose number on the book is no ISBN: look at the book once more"))
        self.parts = (self.kind, self.group, self.age, self.on_shelf, self.to_check)
        self.setLayout(layout.column(layout.Flow(*self.parts)))
        self._scheme: class_groups.Scheme | None = None
        self.settle()
        for each in self.parts:
            each.changed.connect(self.changed)

    def settle(self) -> None:
        """Offer the classes of the scheme, and the numbers to check where there are any."""
        self.to_check.setVisible(self.to_check.value() or catalogue_filters.any_to_check())
        scheme = class_groups.current_scheme()
        if scheme == self._scheme:
            return
        self._scheme = scheme
        groups = [((scheme, group.key), group.name) for group in class_groups.groups(scheme)]
        none = ((scheme, class_groups.NONE), class_groups.group_name(class_groups.NONE, scheme))
        self.group.blockSignals(True)
        self.group.set_choices([(None, _("All classes")), *groups, none])
        self.group.set_value(None)
        self.group.blockSignals(False)

    def filters(self) -> Filters:
        """What is chosen, as the catalogue takes it."""
        return {
            "kind": self.kind.value() or "",
            "on_shelf": self.on_shelf.value(),
            "group": self.group.value(),
            "age": self.age.value(),
            "to_check": self.to_check.value(),
        }

    def is_set(self) -> bool:
        """Whether anything is narrowed."""
        return any(value not in ("", None, False) for value in self.filters().values())
