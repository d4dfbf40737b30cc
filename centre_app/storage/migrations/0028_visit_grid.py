"""What figures keep: the grid unit of a visit, for known ones where the person is now; units removed; whose loans of gifts were one's."""

STATEMENTS = (
    """
    ALTER TABLE grid_unit ADD COLUMN removed_on DATE CHECK (removed_on IS date(removed_on))
    """,
    """
    ALTER TABLE visit ADD COLUMN grid_unit_id INTEGER REFERENCES grid_unit (id)
    """,
    """
    ALTER TABLE loan ADD COLUMN first_gift_loan_id INTEGER
    """,
    """
    UPDATE visit SET grid_unit_id = person.grid_unit_id FROM person
    WHERE person.id = visit.person_id AND person.grid_unit_id IS NOT NULL
    """,
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)
