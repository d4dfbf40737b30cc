"""How a stocktake says what was scanned and what will be changed. Knows no widget."""

from centre_app.i18n import _, _n
from centre_app.lending.numbers import isbn13
from centre_app.lending.stocktake import Scanned, StocktakeCard, StocktakeRow
from ui.lending.words import title_and_volume

TONES = {
    "present": "good",
    "misplaced": "warning",
    "on_loan": "warning",
    "gone": "warning",
    "unknown": "bad",
    "missing": "neutral",
}


def verdict(scanned: Scanned, card: StocktakeCard) -> str:
    """What a scan was, in a sentence or two."""
    if scanned.choices:
        words = _(
            "{count} copies here have the ISBN {code}. Please choose below, or scan the centre's own label."
        )
        return words.format(count=len(scanned.choices), code=scanned.row.code)
    said = _verdict(scanned.row, card)
    return _("Scanned before: {verdict}").format(verdict=said) if scanned.again else said


def fix_words(kind: str, count: int, card: StocktakeCard) -> str:
    """What one tick of putting right will do."""
    words = {
        "returns": _n(
            "Return {count} copy that is on loan, yet here", "Return {count} copies that are on loan, yet here", count
        ),
        "finds": _n(
            "Count {count} lost copy as found and good", "Count {count} lost copies as found and good", count
        ),
        "moves": _n("Give {count} copy the shelf {shelf}", "Give {count} copies the shelf {shelf}", count),
        "losses": _n("Mark {count} copy not found as lost", "Mark {count} copies not found as lost", count),
    }  # fmt: skip
    return words[kind].format(count=count, shelf=card.value)


def _verdict(row: StocktakeRow, card: StocktakeCard) -> str:
    if row.group == "unknown" and isbn13(row.code):
        return _("No copy in the stock has the ISBN {code}.").format(code=row.code)
    words = {
        "present": _("In place: “{title}” ({code})"),
        "misplaced": _("Wrong place: “{title}” ({code}) belongs to {home}."),
        "on_loan": _("On loan, yet here: “{title}” ({code})"),
        "gone": _("Lost or withdrawn, yet here: “{title}” ({code})"),
        "unknown": _("Nothing has the code {code}."),
    }[row.group]
    home = row.location if card.scope == "shelf" else row.clc_class or row.call_number
    return words.format(
        title=title_and_volume(row.title, row.volume), code=row.code, home=home or _("no place yet")
    )
