"""A scanner that reads a code twice means it once: the same code again within two seconds counts for nothing."""

WITHIN_SECONDS = 2.0


class SameCode:
    """Remembers the latest code and when it came, in seconds of any clock that only goes on."""

    def __init__(self) -> None:
        self.code = ""
        self._at = float("-inf")

    def again(self, code: str, *, at: float) -> bool:
        """Return whether this is the latest code read once more; only what is not is remembered."""
        if code == self.code and at - self._at < WITHIN_SECONDS:
            return True
        self.code, self._at = code, at
        return False
