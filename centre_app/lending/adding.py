"""Adding things as the form offers it: one piece, several with one shelf barcode, or a set of volumes."""

from collections.abc import Mapping
from typing import Any, Literal

from centre_app.i18n import N_
from centre_app.lending import catalogue, sets, shelf_codes
from centre_app.storage.action import action

How = Literal["one", "shelf", "set"]


@action(N_("add a copy"))
def add(*, title_id: int, how: How = "one", count: int | None = None, **copy: Any) -> int:
    """Add pieces of a title and return the first one's id; for `shelf` the barcode is that of the shelf.

    For a set its volumes get their barcodes and numbers by themselves. Raises what `catalogue.add_copy`,
    `shelf_codes.add_pieces` and `sets.add_set` raise.
    """
    wanted = 1 if count is None else count
    if how == "shelf":
        code = copy.pop("barcode", None) or ""
        return shelf_codes.add_pieces(title_id=title_id, count=wanted, shelf_code=code, **copy)[0]
    if how == "set":
        own = {name: value for name, value in copy.items() if name not in ("barcode", "volume", "set_number")}
        return sets.add_set(title_id=title_id, count=wanted, **own)[0]
    return catalogue.add_copy(title_id=title_id, **copy)


@action(N_("add a title"))
def add_title(*, title: Mapping[str, Any], copy: Mapping[str, Any]) -> tuple[int, int]:
    """Add a title and its first pieces in one step, with the arguments of `catalogue.add_title` and `add`; returns ids."""
    title_id = catalogue.add_title(**title)
    return title_id, add(title_id=title_id, **copy)
