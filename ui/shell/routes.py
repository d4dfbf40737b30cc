"""Where `context.go` leads when it is no page: dialogs of the slices, and forms that live on a page."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.shell.work import Work


def _check_in(work: "Work", argument: Any) -> None:
    _dialog("ui.people.dialogs", "open_check_in")(work.page() or work, argument)


def _check_in_group(work: "Work", _argument: Any) -> None:
    _dialog("ui.people.group_form", "open_group_check_in")(work.page() or work)


def _change_visit(work: "Work", argument: Any) -> None:
    _dialog("ui.people.dialogs", "open_visit")(work.page() or work, argument)


def _visit_dialog(module: str, name: str) -> Callable[["Work", Any], None]:
    """A dialog about a visit or a person, by its id."""
    return lambda work, argument: _dialog(module, name)(work.page() or work, argument)


def _import(kind: str | None) -> Callable[["Work", Any], None]:
    def open_it(work: "Work", file: Any) -> None:
        _dialog("ui.importing.dialog", "open_import")(work.page() or work, kind, file=file)

    return open_it


def _import_expected(work: "Work", argument: Any) -> None:
    _dialog("ui.importing.dialog", "open_import")(work.page() or work, "books", donation_id=argument)


def _register(work: "Work", argument: Any) -> None:
    page = work.page()
    if page is not None and page.id == "people":
        work.show_page("people", ("register", argument or ""))
        return
    _dialog("ui.people.form", "open_register")(
        page or work, text=argument or "", then=work.context.open_person
    )


def _add_title(work: "Work", argument: Any) -> None:
    work.show_page("lending", ("add_title", argument or ""))


def _kit_missing(work: "Work", argument: Any) -> None:
    _dialog("ui.lending.kits", "open_missing")(work.page() or work, int(argument))


def _kit_item(work: "Work", argument: Any) -> None:
    _dialog("ui.lending.kits", "open_replace")(work.page() or work, int(argument))


def _own_pin(work: "Work", _argument: Any) -> None:
    _dialog("ui.settings.own_pin", "open_own_pin")(work)


DIALOGS: dict[str, Callable[["Work", Any], None]] = {
    "check_in": _check_in,
    "check_in_group": _check_in_group,
    "change_visit": _change_visit,
    "family": _visit_dialog("ui.people.family", "open_family"),
    "join_group": _visit_dialog("ui.people.group_form", "open_join_group"),
    "next_zone": _visit_dialog("ui.people.dialogs", "open_next_zone"),
    "own_pin": _own_pin,
    "register": _register,
    "add_title": _add_title,
    "handover": _visit_dialog("ui.desk.handover", "open_handover"),
    "kit_missing": _kit_missing,
    "kit_item": _kit_item,
    "import:books": _import("books"),
    "import:copies": _import("copies"),
    "import:people": _import("people"),
    "import:visits": _import("visits"),
    "import:bookings": _import("bookings"),
    "import:loans": _import("loans"),
    "import": _import(None),
    "import:donation": _import_expected,
}


def open_dialog(work: "Work", *, target: str, argument: Any) -> bool:
    """Open what a target stands for; False for one that is not known here."""
    if target not in DIALOGS:
        return False
    DIALOGS[target](work, argument)
    return True


def _dialog(module: str, name: str) -> Callable[..., Any]:
    """Import a slice's dialog when it is first asked for."""
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
