# ruff: noqa: S608 - ids are numbers
"""Where the records of somebody's wards name them: the emergency contact, who may fetch the child, who consented for it."""

from collections.abc import Collection

from centre_app.privacy import cutting
from centre_app.storage.database import db

_CONTACT = ("emergency_name", "emergency_phone", "emergency_relation")


def forget_among_wards(person_id: int, words: Collection[str]) -> None:
    """Inside an action: take a guardian out of what their wards' records say. That somebody consented stays.

    The wards lose the emergency contact and the entry of who may fetch them where that is the guardian.
    """
    found = db.execute_sql("SELECT id FROM person WHERE guardian_id = ?", (person_id,)).fetchall()
    marks = ", ".join("?" * len(words))
    for wards in cutting.pieces(row[0] for row in found):
        _forget_contact(wards, marks, words)
        theirs = f"child_id IN ({wards}) AND (name IN ({marks}) OR phone IN ({marks}))"
        rows = {row[0] for row in db.execute_sql(f"SELECT id FROM pick_up WHERE {theirs}", (*words, *words))}
        for ids in cutting.pieces(rows):
            db.execute_sql(f"DELETE FROM pick_up WHERE id IN ({ids})")
        cutting.forget_images("pick_up", rows)
        consents = db.execute_sql(f"SELECT id FROM consent WHERE person_id IN ({wards})").fetchall()
        given = {row[0] for row in consents}
        cutting.write_over("consent", given, words, columns=["given_by"])
        cutting.forget_images("consent", given)


def _forget_contact(wards: str, marks: str, words: Collection[str]) -> None:
    """From the row and from its before-images, which otherwise stay."""
    empty = ", ".join(f"{name} = ''" for name in _CONTACT)
    db.execute_sql(
        f"UPDATE person SET {empty} WHERE id IN ({wards}) AND (emergency_name IN ({marks}) OR emergency_phone IN ({marks}))",
        (*words, *words),
    )
    empty = ", ".join(f"'$.{name}', ''" for name in _CONTACT)
    name, phone, _relation = (f"json_extract(before, '$.{name}')" for name in _CONTACT)
    db.execute_sql(
        f"UPDATE change SET before = json_set(before, {empty}) WHERE table_name = 'person' AND row_id IN ({wards})"
        f" AND before IS NOT NULL AND ({name} IN ({marks}) OR {phone} IN ({marks}))",
        (*words, *words),
    )
