"""The entry point: a command, the window, or a walk where nothing can be shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

import main
from ui.shell.single import OneWindow

ROOT = Path(main.__file__).parent


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_display")
def test_linux_without_a_display_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert not main.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert main.has_display()


@pytest.mark.usefixtures("no_display")
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert main.has_display()


def test_a_command_runs_without_a_window_and_gives_its_status(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "main.py", "--data", tmp_path, "check"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_second_start_shows_the_first_window_and_ends_well(tmp_path: Path, qtbot: QtBot) -> None:
    first = OneWindow(tmp_path)
    assert first.take()
    second = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("QT_QPA_PLATFORM", "offscreen")
    environment.insert("XDG_CONFIG_HOME", str(tmp_path))
    second.setProcessEnvironment(environment)
    with qtbot.waitSignals([first.asked_to_show, second.finished], timeout=30_000):
        second.start(sys.executable, [str(ROOT / "main.py"), "--data", str(tmp_path)])
    assert second.exitCode() == 0
    assert not (tmp_path / "centre.db").exists()
    first.give_up()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_a_day_is_walked_through(tmp_path: Path) -> None:
    done = walked(tmp_path)
    assert done.returncode == 0, done.stderr
    pictures = {path.stem.split("-")[1] for path in (tmp_path / "out").glob("*.png")}
    assert pictures >= {"desk", "rooms", "lending", "people", "reports", "settings"}
    assert list((tmp_path / "out").glob("*.xlsx"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_a_walk_that_cannot_begin_says_why_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "centre.db").write_bytes(b"no database at all" * 1000)
    done = walked(tmp_path)
    assert done.returncode == 1
    assert "centre.db" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def walked(folder: Path) -> "subprocess.CompletedProcess[str]":
    display = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return subprocess.run(
        [sys.executable, ROOT / "main.py"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in display},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_entry_point_stays_small() -> None:
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= 60
