"""The command line as a scheduler and a helper at a terminal use it: real processes, real files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from centre_app import cli
from centre_app.storage import backup, database, opening
from tests.builders import a_person
from tests.reports.templates import forms

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(tmp_path):
    """Run main.py as a user would, in Chinese unless told otherwise."""

    def command(*arguments: object, language: str = "zh_CN.UTF-8") -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "HOME": str(tmp_path),
            "LC_ALL": language,
            "LANG": language,
            "XDG_DATA_HOME": "",
        }
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
            capture_output=True, text=True, env=environment, cwd=tmp_path, check=False, timeout=120,
        )  # fmt: skip

    return command


@pytest.fixture
def data(tmp_path):
    """A data folder with one person in it."""
    folder = tmp_path / "data"
    opening.open_database(folder / database.FILE_NAME)
    a_person(name="王小明")
    database.close_database()
    return folder


def people_in(folder: Path) -> list[str]:
    opening.open_database(folder / database.FILE_NAME)
    names = [row[0] for row in database.db.execute_sql("SELECT name FROM person ORDER BY id").fetchall()]
    database.close_database()
    return names


def damage_the_page_of(table: str, folder: Path) -> None:
    path = folder / database.FILE_NAME
    opening.open_database(path)
    found = database.db.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    database.close_database()
    with path.open("r+b") as file:
        file.seek((found[0] - 1) * 4096)
        file.write(b"\x5a" * 4096)


def test_the_help_lists_every_command_in_the_systems_language(run):
    chinese, english = run("--help"), run("--help", language="en_US.UTF-8")

    assert chinese.returncode == english.returncode == 0
    for command in ("sample", "import", "report", "figures", "backup", "restore", "check"):
        assert command in chinese.stdout
    assert "用法" in chinese.stdout
    assert "usage" in english.stdout


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["sample", "--months", "0"], ["report", "monthly", "2026-10"], ["import", "books"]],
)
def test_words_that_make_no_command_are_one_sentence_and_status_2(run, arguments):
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert "--help" in done.stderr


def test_signs_that_would_move_the_cursor_are_not_printed(capsys):
    with pytest.raises(SystemExit):
        cli.run(["check", "a\x1b[2J\r\nb"])
    assert "a\ufffd[2J\ufffd\ufffdb\n" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["backup"], ["figures", "2026-10"]])
def test_commands_that_read_do_not_make_a_centre(run, tmp_path, command):
    done = run("--data", tmp_path / "leer", *command)

    assert done.returncode == 1
    assert str(tmp_path / "leer") in done.stderr
    assert not (tmp_path / "leer").exists()


def test_a_backup_restores_what_was(run, data, tmp_path):
    saved = run("backup", "--data", data, "--to", tmp_path / "stick" / "b.centre-backup")
    opening.open_database(data / database.FILE_NAME)
    a_person(name="赵")
    database.close_database()

    restored = run("restore", saved.stdout.strip(), "--data", data)

    assert (saved.returncode, restored.returncode) == (0, 0)
    assert people_in(data) == ["王小明"]
    assert len(backup.backups_in(data / "backups")) == 1


def test_restoring_into_an_empty_folder_moves_to_a_new_pc(run, data, tmp_path):
    saved = run("backup", "--data", data, "--to", tmp_path / "stick")

    assert run("restore", saved.stdout.strip(), "--data", tmp_path / "new").returncode == 0
    assert people_in(tmp_path / "new") == ["王小明"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are always text there")
def test_a_file_and_a_folder_may_have_names_that_are_no_text(run, data, tmp_path):
    report = run("report", "monthly", "2026-10", "--data", data, "--to", tmp_path / "\udcff.xlsx")
    restored = run("restore", data / database.FILE_NAME, "--data", tmp_path / "\udcff")

    assert (report.returncode, report.stderr) == (0, "")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert (tmp_path / "\udcff.xlsx").is_file()
    assert people_in(tmp_path / "\udcff") == ["王小明"]


def test_what_is_no_backup_is_refused_and_nothing_is_made(run, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" * 99)

    done = run("restore", tmp_path / "photo.jpg", "--data", tmp_path / "new")

    assert done.returncode == 1
    assert "photo.jpg" in done.stderr
    assert not (tmp_path / "new").exists()


def test_check_says_that_all_is_well_and_what_is_not(run, data):
    assert run("check", "--data", data).returncode == 0
    opening.open_database(data / database.FILE_NAME)
    database.db.execute_sql("DROP INDEX visit_open")
    database.close_database()

    done = run("check", "--data", data)

    assert done.returncode == 1
    assert "visit_open" in done.stdout


def test_a_file_of_another_program_is_refused_in_a_sentence(run, data):
    (data / database.FILE_NAME).write_bytes(b"nonsense" * 1000)

    done = run("check", "--data", data)

    assert done.returncode == 1
    assert "centre.db" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_sample_centre_fills_an_empty_folder_only(run, tmp_path):
    first = run("sample", "--months", "1", "--seed", "7", "--data", tmp_path / "sample")
    second = run("sample", "--data", tmp_path / "sample")

    assert (first.returncode, second.returncode) == (0, 1)
    assert len(people_in(tmp_path / "sample")) > 500


def test_a_damaged_file_is_restored_on_the_command_line(run, data, tmp_path):
    saved = run("backup", "--data", data, "--to", tmp_path / "stick")
    (data / database.FILE_NAME).write_bytes(b"\xff" * 50_000)

    assert run("restore", saved.stdout.strip(), "--data", data).returncode == 0
    assert people_in(data) == ["王小明"]


def test_check_names_a_page_that_cannot_be_read(run, data):
    damage_the_page_of("visit", data)

    done = run("check", "--data", data)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_damaged_page_is_said_by_whatever_meets_it(run, data, tmp_path):
    damage_the_page_of("person", data)

    exported = run("export", "--to", tmp_path / "x.xlsx", "--reason", "换电脑", "--data", data)
    saved = run("backup", "--data", data)

    assert (exported.returncode, saved.returncode) == (1, 1)
    assert "文件已损坏" in exported.stderr
    assert "数据文件本身已损坏" in saved.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_a_form_of_the_office_is_filled_from_a_file(run, data, tmp_path):
    form, to = tmp_path / "函.docx", tmp_path / "十月.docx"
    letter = forms.letter()
    form.write_bytes(letter)
    asked = run("--data", data, "fill", form, "2026-10", "--to", to)
    assert (asked.returncode, asked.stderr, to.exists()) == (1, "请填写以下人工填报项：联系人。\n", False)
    assert (
        run("--data", data, "fill", form, "2026-10", "--to", to, "--set", "联系人=王芳").stdout == f"{to}\n"
    )
    assert "联系人：王芳" in forms.parts_of(to.read_bytes())["word/document.xml"].decode()
    onto = run("--data", data, "fill", form, "2026-10", "--to", form, "--set", "联系人=王芳")
    assert (onto.returncode, form.read_bytes()) == (1, letter)
    assert "就是上报表本身" in onto.stderr
    assert "没有名为“没有”的上报表" in run("--data", data, "fill", "没有", "2026-10", "--to", to).stderr


def test_a_report_of_another_kind_of_period_is_refused_with_the_way_to_write_it(run, data, tmp_path):
    done = run("--data", data, "report", "weekly", "2026-10", "--to", tmp_path / "x.xlsx")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.strip() == "“2026-10”不是有效的周，请写成 2026-W43 这样的形式。"
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_whoever_reads_no_further_is_not_complained_to(data, unbuffered):
    figures = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--data", str(data), "figures", "2026-10"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )  # fmt: skip
    figures.stdout.close()
    assert figures.wait(timeout=120) == cli.FAILED
    assert figures.stderr.read() == b""
    figures.stderr.close()


def test_a_backup_that_is_not_there_is_said_to_be_missing(run, data, tmp_path):
    said = run("--data", data, "restore", tmp_path / "没有.centre-backup")
    assert said.returncode == cli.FAILED
    assert said.stderr.startswith("没有文件")
