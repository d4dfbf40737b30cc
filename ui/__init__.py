"""What the clerk sees: Qt widgets that call `centre_app`. Knows no tables; rules live in `centre_app`."""

import sys

import PySide6.QtCore  # noqa: F401 - what is changed below is loaded with it

# PySide reads the source of each module that is imported after it, to see whether it asks for PySide's other spellings
# (`from __feature__ import snake_case`): a tenth of a second at the start, and 13 MB kept in `linecache`. Nothing here does.
if (feature := sys.modules.get("shibokensupport.feature")) is not None:
    feature._mod_uses_pyside = lambda _module: True  # type: ignore[attr-defined]
