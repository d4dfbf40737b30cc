"""People whose name is the same in other characters: 张伟华 is 張偉華, 阿卜杜拉买买提 is 阿卜杜拉·买买提."""

from centre_app.storage import search
from centre_app.storage.database import db
from centre_app.storage.folding import pieces_of, simple

_MOST = 20
_NAMES = "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?))"


def otherwise_written(name: str) -> list[int]:
    """The ids of those whose name differs from this one at most in width, case, dots, and traditional or simplified form."""
    wanted = _folded(name)
    if not wanted:
        return []
    found = search.PERSON.find_ids(name, limit=_MOST)
    names = dict(db.execute_sql(_NAMES, (str(found),)).fetchall())
    return [each for each in found if _folded(names.get(each, "")) == wanted]


def _folded(name: str) -> str:
    return "".join(simple(pieces_of(name)))
