"""The slip that lies in a copy on the hold shelf: the last digits of the phone, no full name, and until when."""

from html import escape
from importlib.resources import files
from string import Template

from centre_app import clock
from centre_app.centre import settings
from centre_app.i18n import _
from centre_app.lending.hold_reads import TAIL
from centre_app.lending.holds import HoldRow
from centre_app.people.people import masked_name
from ui.kit.printing import Sheet
from ui.lending import hold_words


def slip(row: HoldRow) -> Sheet:
    """The slip of one hold."""
    template = Template((files("resources") / "print" / "hold_slip.html").read_text(encoding="utf-8"))
    return Sheet(template.substitute({name: escape(text) for name, text in slip_words(row).items()}))


def slip_words(row: HoldRow) -> dict[str, str]:
    """What the slip says. Without a phone the reader knows it by the end of their card's number."""
    tail, tail_of = row.phone_tail, _("Phone ends in")
    if not tail and row.card_number:
        tail, tail_of = row.card_number[-TAIL:], _("Card ends in")
    return {
        "title": _("Kept for pick-up"),
        "tail_of": tail_of if tail else "",
        "tail": tail or masked_name(row.person),
        "whom": masked_name(row.person) if tail else "",
        "until": _("Until {day:%Y-%m-%d}").format(day=row.pick_up_by or clock.today()),
        "thing": " · ".join(filter(None, (hold_words.what(row), row.barcode))),
        "foot": " · ".join(filter(None, (settings.get("centre_name"), f"{clock.today():%Y-%m-%d}"))),
    }
