"""How a new column or table becomes a migration: written by the program, and exactly what the models say."""

import shutil

import pytest
from peewee import Check, ForeignKeyField, IntegerField, TextField

from centre_app import schema
from centre_app.centre.models import Room
from centre_app.storage import database
from centre_app.storage import schema as storage_schema
from centre_app.storage.database import Table, defaulted
from centre_app.storage.opening import open_database
from tests.builders import a_room


@pytest.fixture
def migrations(tmp_path, monkeypatch):
    """A copy of the migrations that tests may add to."""
    folder = tmp_path / "migrations"
    shutil.copytree(storage_schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(storage_schema, "MIGRATIONS", folder)
    return folder


def with_room(monkeypatch, **columns):
    """The models, with a room that has these columns too."""
    fields = {**columns, "Meta": type("Meta", (), {"table_name": "room"}), "__module__": __name__}
    bigger = type("Room", (Room,), fields)
    kept = [model for model in schema.MODELS if model is not Room]
    monkeypatch.setattr(schema, "MODELS", [*kept, bigger])


def test_without_news_no_migration_is_written(migrations):
    before = sorted(migrations.glob("0*.py"))

    assert schema.new_migration("nothing") is None
    assert sorted(migrations.glob("0*.py")) == before


def test_an_index_that_is_gone_from_the_models_is_left_to_a_person(migrations, monkeypatch):
    with_room(monkeypatch, name=TextField())

    with pytest.raises(ValueError, match="by hand"):
        schema.new_migration("room_names")


def test_a_new_column_reaches_old_files_with_their_rows(centre, migrations, monkeypatch):
    a_room(name="甲")
    database.close_database()
    with_room(monkeypatch, floor=defaulted(IntegerField, 1, Check("floor > -5"), index=True))

    written = schema.new_migration("room_floor")
    open_database(centre)

    assert written.name.endswith("_room_floor.py")
    assert schema.drift() == []
    assert database.db.execute_sql("SELECT name, floor FROM room").fetchall() == [("甲", 1)]


def test_a_new_table_comes_with_its_rules_and_its_journal(centre, migrations, monkeypatch):
    class Shelf(Table):
        name = TextField(unique=True, constraints=[Check("name <> ''")])
        room = ForeignKeyField(Room)

    monkeypatch.setattr(schema, "MODELS", [*schema.MODELS, Shelf])
    schema.new_migration("shelves")
    open_database(centre)

    assert schema.drift() == []
    assert "journal_shelf_update" in storage_schema.trigger_sql()


def test_a_column_that_changed_its_kind_is_left_to_a_person(migrations, monkeypatch):
    with_room(monkeypatch, capacity=TextField())

    with pytest.raises(ValueError, match="by hand"):
        schema.new_migration("room_capacity")
