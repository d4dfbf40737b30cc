"""The commands about encryption, as a helper at a terminal uses them: in this process, with a key store of the test's own."""

import io
from pathlib import Path

import pytest

from centre_app import cli
from centre_app.storage import cipher, database, encryption, keystore, opening, recovery
from tests.builders import a_person


@pytest.fixture
def data(centre: Path) -> Path:
    """The folder of a plain centre with somebody in it; closed."""
    a_person(name="王小明")
    database.close_database()
    return centre.parent


def run(data: Path, *arguments: str) -> int:
    return cli.run(["--data", str(data), *arguments])


def test_a_centre_is_encrypted_and_its_plain_backups_are_named(data, capsys):
    assert run(data, "encrypt") == 0
    said = capsys.readouterr()
    made = next((data / "backups").iterdir())
    assert str(made) in said.out
    assert str(made) in said.err
    assert "恢复单" in said.err
    assert cipher.needed(data / database.FILE_NAME)
    assert run(data, "check") == 0

    assert run(data, "encrypt") == 1
    assert "已用密钥" in capsys.readouterr().err
    assert run(data, "encrypt", "--backups", "encrypt") == 0
    assert cipher.needed(made) == cipher.needed(data / database.FILE_NAME)


def test_without_a_key_store_nothing_is_encrypted_and_a_new_centre_says_so(data, tmp_path, capsys):
    keystore.use(None)
    assert run(data, "encrypt") == 1
    assert "没有加密" in capsys.readouterr().err
    assert cipher.is_plain(data / database.FILE_NAME)
    (tmp_path / "people.csv").write_text("姓名\n王小明\n", encoding="utf-8")
    assert run(tmp_path / "new", "import", "people", str(tmp_path / "people.csv")) == 0
    assert "未加密" in capsys.readouterr().err


def test_words_bring_a_key_back_and_wrong_ones_do_not(data, key_store, capsys, monkeypatch):
    path = data / database.FILE_NAME
    run(data, "encrypt")
    words = recovery.words_of(cipher.key_of(path), language="en")
    key_store.clear()
    keystore.use(key_store)

    assert run(data, "check") == 1
    said = capsys.readouterr().err
    assert str(cipher.needed(path)) in said
    assert "unlock" in said
    monkeypatch.setattr("sys.stdin", io.StringIO(" ".join(words[1:]) + "\n"))
    assert run(data, "unlock") == 1
    assert "23" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(" ".join(words) + "\n"))
    assert run(data, "unlock") == 0
    assert run(data, "check") == 0


def test_on_a_computer_without_a_key_store_words_write_the_centre_plain(data, key_store, capsys, monkeypatch):
    path = data / database.FILE_NAME
    run(data, "encrypt")
    code = recovery.code_of(cipher.key_of(path))
    keystore.use(None)
    monkeypatch.setattr("sys.stdin", io.StringIO(code + "\n"))
    assert run(data, "unlock") == 1
    keystore.use(None)
    monkeypatch.setattr("sys.stdin", io.StringIO(code + "\n"))
    assert run(data, "decrypt") == 0
    opening.open_database(path)
    assert encryption.state().number == ""


def test_a_backup_restored_into_an_empty_folder_keeps_its_key(data, tmp_path, capsys):
    run(data, "encrypt")
    assert run(data, "backup", "--to", str(tmp_path / "b.centre-backup")) == 0
    assert run(tmp_path / "new", "restore", str(tmp_path / "b.centre-backup")) == 0
    assert cipher.needed(tmp_path / "new" / database.FILE_NAME) == cipher.needed(data / database.FILE_NAME)
