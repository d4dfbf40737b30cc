"""The keys in the system's key store: made once, kept there, and done without where there is none."""

from centre_app.storage import keystore


class Broken:
    """A key store that is locked."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")


class Forgetful(Broken):
    """A key store that takes everything and keeps nothing."""

    def get_password(self, service: str, username: str) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def test_a_key_is_made_once_and_is_the_same_ever_after(key_store):
    first = keystore.key("resident-id")
    assert first is not None
    assert len(first) == 32
    keystore.use(key_store)  # as after a start of the program
    assert keystore.key("resident-id") == first
    assert keystore.key("other") != first


def test_a_store_that_fails_or_keeps_nothing_counts_as_none():
    for store in (Broken(), Forgetful(), None):
        keystore.use(store)
        assert keystore.key("resident-id") is None


def test_what_is_no_key_in_the_store_is_not_used_and_not_overwritten(key_store):
    key_store[keystore.SERVICE, "resident-id"] = "no key"
    assert keystore.key("resident-id") is None
    assert key_store[keystore.SERVICE, "resident-id"] == "no key"
