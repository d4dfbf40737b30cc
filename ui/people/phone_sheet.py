"""The phone round sheet: everybody of a list with phone, a box to tick, and room for what was said."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from centre_app import clock
from centre_app.i18n import _, _n
from centre_app.people import further
from centre_app.people.saved_lists import ListedPerson
from ui.kit.printing import Sheet


def phone_round(people: Sequence[ListedPerson], *, title: str) -> Sheet:
    """The sheet in the order of the list; `title` says whom it holds."""
    template = Template((files("resources") / "print" / "phone_round.html").read_text(encoding="utf-8"))
    count = _n("{count} person to call", "{count} people to call", len(people)).format(count=len(people))
    html = template.substitute(
        title=escape(_("Phone round")),
        subtitle=escape(" · ".join(filter(None, (title, count, f"{clock.now():%Y-%m-%d %H:%M}")))),
        number=escape(_("No.")), who=escape(_("Name")), phone=escape(_("Phone")), where=escape(_("Address")),
        about=escape(_("What is known")), reached=escape(_("Reached")), said=escape(_("Note")),
        rows="".join(_row(number, each) for number, each in enumerate(people, start=1)),
    )  # fmt: skip
    return Sheet(html, landscape=True)


def _row(number: int, each: ListedPerson) -> str:
    row = each.row
    age = _("{age} years").format(age=row.age) if row.age is not None else ""
    about = " · ".join(filter(None, (age, *each.tags, further.needs_words(row.needs))))
    where = "\n".join(filter(None, (row.address, each.grid)))
    cells = (str(number), row.name, row.phone or _("no phone"), where, about, "□", "")
    return "<tr>" + "".join(f"<td>{escape(cell).replace(chr(10), '<br>')}</td>" for cell in cells) + "</tr>"
