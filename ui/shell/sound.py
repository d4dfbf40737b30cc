"""A short tone for a scan that did something and another for one refused, where this computer wants it.

It comes after the verb has returned, so what it tells of is safe on disk. It never waits for the loudspeaker, and a computer
without one, or without a player, only stays silent or beeps.
"""

import math
import struct
import sys
import wave
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtWidgets import QApplication

from centre_app.centre import preferences
from centre_app.errors import CentreError
from centre_app.storage import scratch

# hertz and seconds, one after the other; done goes up, refused is low and twice
TONES = {"done": ((880.0, 0.06), (1318.5, 0.09)), "refused": ((220.0, 0.14), (0.0, 0.05), (220.0, 0.18))}
_REFUSED = ("unknown", "not_on_loan")
_PLAYERS = (("pw-play", ()), ("paplay", ()), ("aplay", ("-q",)), ("afplay", ()))
_RATE, _LOUDNESS, _RAMP = (
    22_050,
    0.35,
    0.004,
)  # samples a second; of the loudest; seconds of swelling, against a crack
_made: dict[str, Any] = {}


def play_for(outcome: Any) -> None:
    """Let a scan's outcome be heard."""
    if tone := tone_of(outcome):
        play(tone)


def tone_of(outcome: Any) -> str:
    """Which tone an outcome has: `done` where something was written or was so already, `refused` for an unknown code, or ""."""
    if outcome.kind in _REFUSED:
        return "refused"
    return "done" if outcome.wrote or outcome.kind == "already_here" else ""


def refused(failed: Callable[[CentreError], object]) -> Callable[[CentreError], None]:
    """Return a `failed` for `attempt` that is heard as well."""

    def hear(error: CentreError) -> None:
        play("refused")
        failed(error)

    return hear


def play(tone: str) -> None:
    """Start a tone, if this computer wants to be heard; whatever goes wrong, it returns at once."""
    if not preferences.get("sound"):
        return
    try:
        if not _start(_file(tone)):
            QApplication.beep()
    except (OSError, RuntimeError):
        QApplication.beep()


def wav(tone: str) -> bytes:
    """Return a tone as a sound file."""
    found = BytesIO()
    with wave.open(found, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(b"".join(_samples(hertz, seconds) for hertz, seconds in TONES[tone]))
    return found.getvalue()


def _samples(hertz: float, seconds: float) -> bytes:
    count = round(seconds * _RATE)
    ramp = _RAMP * _RATE
    return b"".join(
        struct.pack(
            "<h",
            round(
                32_767 * _LOUDNESS * min(1.0, place / ramp, (count - place) / ramp)
                * math.sin(2 * math.pi * hertz * place / _RATE)
            ),
        )
        for place in range(count)
    )  # fmt: skip


def _file(tone: str) -> Path:
    """The tone's file, written when it is first heard; its folder goes with this run of the program."""
    if "folder" not in _made or not _made["folder"].is_dir():
        _made["folder"] = scratch.folder()
    path: Path = _made["folder"] / f"{tone}.wav"
    if not path.exists():
        path.write_bytes(wav(tone))
    return path


def _start(path: Path) -> bool:
    """Hand the file to whatever plays sound here; False where nothing does."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return True
    found = ((QStandardPaths.findExecutable(name), given) for name, given in _PLAYERS)
    program, given = next(((path, given) for path, given in found if path), ("", ()))
    if not program:
        return False
    player = _player()
    if player.state() != QProcess.ProcessState.NotRunning:
        player.kill()  # the tone before: what was scanned last is to be heard
        player.waitForFinished(30)
    player.start(program, [*given, str(path)])
    return True


def _player() -> QProcess:
    """The one process that plays, so that a stuck loudspeaker never collects them."""
    if "player" not in _made:
        made = QProcess(QApplication.instance())
        made.setStandardErrorFile(QProcess.nullDevice())
        made.setStandardOutputFile(QProcess.nullDevice())
        made.destroyed.connect(lambda: _made.pop("player", None))
        _made["player"] = made
    player: QProcess = _made["player"]
    return player
