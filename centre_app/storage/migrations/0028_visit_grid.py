"""The grid unit of a visit, for known visits where the person is now; removed units stay."""

STATEMENTS = (
    """
    ALTER TABLE grid_unit ADD COLUMN removed_on DATE CHECK (removed_on IS date(removed_on))
    """,
    """
    ALTER TABLE visit ADD COLUMN grid_unit_id INTEGER REFERENCES grid_unit (id)
    """,
    """
    UPDATE visit SET grid_unit_id = person.grid_unit_id FROM person
    WHERE person.id = visit.person_id AND person.grid_unit_id IS NOT NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
