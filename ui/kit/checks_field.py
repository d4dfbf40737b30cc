"""A field of several boxes to tick, laid out in lines like words."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.kit import card, layout
from ui.kit.fields import Field


class ChecksField(Field):
    """Several of a few: choices are (key, label); `value()` is a tuple of the keys ticked, in the order of the choices.

    `empty` is said where there is nothing to choose.
    """

    def __init__(self, choices: Sequence[tuple[Hashable, str]], *, empty: str = "") -> None:
        super().__init__()
        self.boxes: dict[Hashable, QCheckBox] = {}
        for key, text in choices:
            box = self.boxes[key] = QCheckBox(text)
            box.toggled.connect(self.changed)
        shown: list[QWidget] = list(self.boxes.values())
        inside = layout.holding(layout.Flow(*(shown or [card.label(empty, kind="quiet")]), spacing=12))
        self.row.addWidget(inside, 1)
        if shown:
            self.setFocusProxy(shown[0])

    def value(self) -> tuple[Any, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Iterable[Hashable] | str | None) -> None:
        """Tick these keys and no others; a text holds them comma-separated."""
        wanted = set(value.split(",") if isinstance(value, str) else value or ())
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)

    def is_empty(self) -> bool:
        return not self.value()

    def set_name(self, name: str, hint: str = "") -> None:
        """Name the whole for screen readers: each box has its own words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
