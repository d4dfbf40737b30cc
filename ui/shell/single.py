"""One window at a time for each data folder: a second start raises the first. A crash never blocks the next start."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME = ".window.lock"
_CONNECT_MILLISECONDS = 500
_TRIES, _WAIT_MILLISECONDS = 4, 200  # the other may just be starting and not listen yet


class OneWindow(QObject):
    """Holds the folder while it lives. `asked_to_show` when a second start wanted this window.

    `ended_badly` after `take`: the last window of this folder did not come to give it up.
    """

    asked_to_show = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._name = socket_name(folder)
        self._lock = QLockFile(str(folder / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self.ended_badly = False
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_new_connection)

    def take(self) -> bool:
        """Take the folder; False when another window has it, which was then asked to come to the front.

        A lock whose owner no longer runs is Qt's to see. One whose owner does not answer either (the computer was
        renamed, the process number reused) is broken here.
        """
        left_behind = Path(self._lock.fileName()).exists()
        for _try in range(_TRIES):
            if self._lock.tryLock(_WAIT_MILLISECONDS):
                break
            if self._call_the_other():
                return False
        else:
            Path(self._lock.fileName()).unlink(missing_ok=True)
            self._lock.tryLock(0)
        self.ended_badly = left_behind
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def give_up(self) -> None:
        """Let another window have the folder."""
        self._server.close()
        self._lock.unlock()

    def _call_the_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_CONNECT_MILLISECONDS)
        if answered:
            socket.disconnectFromServer()
        socket.close()
        return answered

    def _on_new_connection(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.asked_to_show.emit()


def socket_name(folder: Path) -> str:
    """Return the name under which a window of this folder listens."""
    return "centre-desk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]
