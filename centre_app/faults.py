"""What is told of a fault of the program: where in the code and of which kind, never what anybody typed or is called."""

import re
import traceback
from pathlib import Path

_HOME = Path(__file__).resolve().parents[1]
# What these say is about the code; what others say may be a name, a number, a line of a file.
_OF_THE_CODE = (AttributeError, ImportError, NameError, NotImplementedError, RecursionError, TypeError)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_NAME_IN_CODE = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)
_DATA = re.compile(r"[^\x00-\x7f]+|\d{4,}")


def trace(error: BaseException) -> str:
    """The places in the code and the kind of the error; its own words only where they are about the code."""
    lines = [
        f'  File "{_short(frame.filename)}", line {frame.lineno}, in {frame.name}\n    {frame.line}'
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    said = _DATA.sub("…", _QUOTED.sub(_name, str(error))) if isinstance(error, _OF_THE_CODE) else ""
    return "\n".join([*lines, f"{type(error).__name__}: {said}".rstrip(": ")])


def _name(quoted: re.Match[str]) -> str:
    """What stands in quotes, if it can be a name in the code."""
    return quoted[0] if _NAME_IN_CODE.fullmatch(quoted[0][1:-1]) else "…"


def _short(file: str) -> str:
    """A path without the folders above: they may carry the name of whoever uses the computer."""
    path = Path(file)
    if path.is_relative_to(_HOME):
        return path.relative_to(_HOME).as_posix()
    return "/".join(path.parts[-3:])
