"""A field for lengths on paper: millimetres with up to two decimals, typed with a point or a comma."""

import unicodedata

from centre_app.i18n import _
from ui.kit.fields import LineField


class MillimetreField(LineField):
    """A length from `least` to `most` millimetres; the up and down keys go by half a millimetre."""

    def __init__(self, *, least: float = 0.0, most: float = 1000.0) -> None:
        super().__init__(width=110, unit=_("mm"))
        self._least, self._most = least, most

    def read(self, text: str) -> float | None:
        plain = unicodedata.normalize("NFKC", text).strip().lower().removesuffix("mm").removesuffix("毫米")
        plain = plain.strip().replace(",", ".").replace("。", ".").replace("−", "-")
        digits = plain.removeprefix("-").removeprefix("+").replace(".", "", 1)
        return round(float(plain), 2) if digits.isascii() and digits.isdecimal() else None

    def write(self, value: float) -> str:
        return f"{value:g}"

    def step(self, by: int) -> None:
        value = self.value()
        start = max(0.0, self._least) if value is None else value + by / 2
        self.edit.setText(self.write(max(self._least, min(self._most, start))))

    def problem(self) -> str:
        if not self.edit.text().strip():
            return ""
        value = self.value()
        if value is None or not self._least <= value <= self._most:
            return _("Please give millimetres from {least} to {most}, such as 38.1.").format(
                least=f"{self._least:g}", most=f"{self._most:g}"
            )
        return ""
