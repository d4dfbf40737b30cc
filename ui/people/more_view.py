"""What the page of a person shows of tags, grid, needs, emergency contact and volunteering."""

from centre_app.i18n import _
from centre_app.people import further, masking, people
from centre_app.people.further import Further
from ui.kit import card


def read(shown: people.PersonCard) -> Further:
    """What stands in other tables than the person's own."""
    return further.further(shown.id, grid_unit_id=shown.facts["grid_unit_id"])


def badges(shown: people.PersonCard, more: Further) -> list[card.Badge]:
    """The tags, the needs, and whether somebody is a volunteer."""
    made = [card.Badge(name, "info") for name in more.tags.values()]
    made += [card.Badge(each, "warning") for each in _needs(shown)]
    if shown.facts["is_volunteer"]:
        made.append(card.Badge(_("Volunteer"), "good"))
    return made


def facts(shown: people.PersonCard, more: Further, *, unmasked: bool) -> list[tuple[str, str]]:
    """The lines of the page, each with its title; only what is known."""
    known = shown.facts
    lines = [(_("Tags"), _(", ").join(more.tags.values())), (_("Grid unit"), "")]

    def shown_phone(number: str) -> str:
        return number if unmasked else masking.masked_phone(number)

    if more.grid is not None:
        head = " ".join(
            filter(None, (more.grid.head_title, more.grid.head_name, shown_phone(more.grid.head_phone)))
        )
        lines[1] = (_("Grid unit"), "\n".join(filter(None, (more.grid.path, head))))
    phone = shown_phone(known["emergency_phone"])
    contact = " ".join(filter(None, (known["emergency_name"], known["emergency_relation"], phone)))
    lines += [
        (_("Needs"), further.needs_words(known["needs"])),
        (_("Languages"), known["languages"]),
        (_("Emergency contact"), contact),
    ]
    return [line for line in lines if line[1]]


def _needs(shown: people.PersonCard) -> list[str]:
    codes = filter(None, shown.facts["needs"].split(","))
    return [further.needs_words(code) for code in codes]
