"""Undo by the clerk's key: at once, or while the window stays alive."""

from centre_app.people.models import Person
from centre_app.storage import action
from tests.builders import a_person
from ui.kit import changes, job, toast, undo


def test_a_small_step_is_undone_at_once(centre, window):
    a_person()

    undo.undo_last()

    assert Person.select().count() == 0
    assert toast.shown()


def test_a_large_step_is_undone_and_redone_in_a_job(centre, window, qtbot):
    rows = [{"name": f"居民{number}"} for number in range(1500)]
    action.run("import a list", lambda: Person.insert_many(rows).execute())

    undo.undo_last()
    assert job.under_way()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    assert Person.select().count() == 0

    undo.redo_last()
    qtbot.waitUntil(lambda: not job.under_way(), timeout=20_000)
    assert Person.select().count() == 1500


def test_undoing_repeats_what_was_said_about_it(centre, window):
    changes.hub().watch()
    a_person()
    toast.show("已登记：王小明", undo=True)
    for verb, words in ((undo.undo_last, "已撤销"), (undo.redo_last, "已重做"), (undo.undo_last, "已撤销")):
        verb()
        assert toast.shown()[-1] == f"{words}：“已登记：王小明”"
        assert "已撤销：“已登记：王小明”" not in toast.shown()[:-1]
    changes.hub().rest()
