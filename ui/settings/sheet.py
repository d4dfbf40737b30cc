"""The one-page help for a substitute: what stands in it. The look is the template in resources/print."""

from html import escape
from importlib.resources import files
from string import Template

from centre_app.centre import calendar, rooms, settings
from centre_app.centre.hours import WEEKDAYS
from centre_app.i18n import N_, _

STEPS = (
    (
        N_("Begin"),
        (
            N_("Choose your name as clerk on duty (Ctrl+D): everything you do is then yours."),
            N_(
                "There is one field for everything, on top of every page. It listens always: scan, or just type."
            ),
        ),
    ),
    (
        N_("Somebody comes in"),
        (
            N_("Scan the card: the person is checked in and opened."),
            N_(
                "No card: type the name, pinyin initials or the last four digits of the phone number, then Enter."
            ),
            N_("First time here: choose “Register”. Only a name is needed; the card number comes by itself."),
            N_("A class or a group: “Check in a group”, with the number of heads."),
        ),
    ),
    (
        N_("Lending and returning"),
        (
            N_("Return: scan the book. It does not matter who is open."),
            N_("Lend: scan the card, then each book. The due day is shown."),
            N_("Renew: open the person and choose “Renew” beside the loan."),
        ),
    ),
    (
        N_("A room"),
        (
            N_("Ctrl+2 shows today's rooms side by side. Click a free time to book it."),
            N_("If it is taken, the program says by whom; choose another time or room."),
        ),
    ),
    (
        N_("Something went wrong"),
        (
            N_("Ctrl+Z undoes the last step, again and again. Nothing breaks by trying."),
            N_("F1 explains the page you are on. Esc closes the open person."),
            N_("A power cut loses nothing: start the computer and the program again."),
        ),
    ),
    (
        N_("Going away"),
        (
            N_("Leaving the desk for a moment: Ctrl+L locks the screen."),
            N_("Handing over: “Shift handover” (Ctrl+H) on the desk keeps your notes for the next clerk."),
            N_("Closing time: just close the program. Visits that nobody ended are closed by themselves."),
        ),
    ),
)
_LEFT = 3  # of six blocks: two columns of about the same height


def title() -> str:
    """Return the heading of the sheet."""
    return _("The front desk on one page")


def html() -> str:
    """Return the sheet in the current language, with the hours and zones of the open centre."""
    template = Template((files("resources") / "print" / "substitute.html").read_text(encoding="utf-8"))
    zones = _(", ").join(
        _("{name} ({count} places)").format(name=row.name, count=row.capacity) for row in rooms.rooms()
    )
    return template.substitute(
        title=escape(title()),
        subtitle=escape(settings.get("centre_name") or _("Neighbourhood centre")),
        left="".join(_block(*step) for step in STEPS[:_LEFT]),
        right="".join(_block(*step) for step in STEPS[_LEFT:]),
        hours_title=escape(_("Opening hours")),
        hours=_hours(),
        foot=escape(_("Zones: {zones}").format(zones=zones) if zones else ""),
    )


def _block(heading: str, lines: tuple[str, ...]) -> str:
    said = "".join(f"<p>• {escape(_(line))}</p>" for line in lines)
    return f"<h2>{escape(_(heading))}</h2>{said}"


def _hours() -> str:
    rows = []
    for weekday, spans in calendar.week_hours().items():
        times = ", ".join(f"{opens}–{closes}" for opens, closes in spans) or _("closed")
        rows.append(f"<tr><td>{escape(_(WEEKDAYS[weekday]))}&nbsp;&nbsp;</td><td>{escape(times)}</td></tr>")
    return "".join(rows)
