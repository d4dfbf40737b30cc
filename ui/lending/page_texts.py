"""What the lending page says of itself in its help, and the tables it shows."""

from centre_app.i18n import N_

HELP = (
    N_(
        "<h3>Lending</h3><p>Scan a card, then the books: a book on the shelf goes to the open person, a book that is out is "
        "returned, whoever is open. Everything done is listed under “This session” and can be undone there.</p>"
    ),
    N_(
        "<p><b>Catalogue</b>: type a title, an author, pinyin initials or an ISBN; open a title to see and change its copies. "
        "<b>Add title</b> (Ctrl+N): scan the ISBN first, a known one offers another copy.</p>"
    ),
    N_(
        "<p><b>Overdue</b>: “Get in touch” shows the phone number, copies it and keeps what was said. Select several lines "
        "to extend them or to give them a new due day; print reminder slips and a call sheet, or export the list.</p>"
    ),
    N_(
        "<p><b>Holds</b>: who waits for a title, and what lies ready on the hold shelf. A returned copy is kept for the first who "
        "waits; print its slip, put both on the hold shelf, and call them.</p>"
    ),
    N_(
        "<p><b>A class or another organisation</b> borrows on its collective card: scan the card, then all books in one run; the "
        "printer above its loans prints one list to sign.</p>"
    ),
    N_(
        "<p><b>Public search</b> (on the catalogue) is a window for visitors: they search, nothing can be changed, no person is "
        "named. Ctrl+Shift+Q closes it, F11 fills the screen.</p>"
    ),
    N_(
        "<p><b>Stocktake</b> (on the catalogue): choose a shelf, a class or everything and scan what is there. Every scan is kept, "
        "so you can stop and go on at any time; afterwards what was found is put right in one step.</p>"
    ),
    N_(
        "<p><b>Catalogue a pile</b> (on the catalogue): say donor, class and shelf once, then scan ISBN after ISBN. A known title "
        "gets another copy, a new one asks for its name; + adds one more of the same. At the end print the labels of the "
        "pile, the receipt, the certificate and the bookplates.</p>"
    ),
    N_("<p><b>Donors</b>: what somebody gave and how often it was lent, to print or as a workbook.</p>"),
    N_(
        "<p><b>Donations</b>: record who gives something, import the donor's list, count what arrives by scanning it, then accept, "
        "return or pass on each line. Accepted lines become copies in one step; the registers are printed from here.</p>"
    ),
)
TABLES = frozenset(
    {
        "loan",
        "loan_contact",
        "copy",
        "copy_flag",
        "hold",
        "in_house_use",
        "kit_item",
        "replacement",
        "title",
        "donation",
        "donation_line",
        "person",
        "renewal",
        "setting",
        "closure",
        "opening_hours",
        "extra_opening",
    }
)
