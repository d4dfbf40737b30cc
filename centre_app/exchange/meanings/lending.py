"""What the tables of the catalogue, loans, holds, donations and stocktakes mean."""

from centre_app.i18n import N_

TABLES = {
    "donation": (
        N_("Donated batches"),
        {
            "donor": N_("Name of the donor"),
            "received_on": N_("Day it was received"),
            "person_id": N_("The donor, if registered"),
            "donor_kind": N_("person or organisation; empty unknown"),
            "contact": N_("How to reach the donor"),
            "complete_on": N_("Day it was finished"),
            "anonymous": N_("Whether the donor is not named on what is printed"),
        },
    ),
    "donation_line": (
        N_("Lines of donated batches"),
        {
            "name": N_("Title of the thing"),
            "expected": N_("Pieces announced"),
            "arrived": N_("Pieces that came"),
            "accepted": N_("Pieces taken into the stock"),
            "returned": N_("Pieces given back"),
            "returned_reason": N_("Why given back"),
            "passed_on": N_("Pieces passed on"),
            "passed_on_to": N_("To whom passed on"),
            "passed_on_reason": N_("Why passed on"),
        },
    ),
    "title": (
        N_("Catalogue titles"),
        {
            "name": N_("Title"),
            "source_id": N_("Number of the record it was taken from"),
            "call_mark": N_("Part of the call number after the class"),
            "edition": N_("Edition"),
            "series_title": N_("Series of the publisher"),
            "place": N_("Place of publication"),
            "pages": N_("Pages, as printed"),
            "language": N_("Code of the language"),
            "summary": N_("What it is about"),
            "subjects": N_("Subject words"),
            "age_from": N_("Youngest age it is for"),
            "age_to": N_("Oldest age it is for"),
            "set_volumes": N_("How many volumes the whole work has"),
        },
    ),
    "copy": (
        N_("Copies and things"),
        {
            "barcode": N_("Barcode; unique"),
            "shelf_code": N_("Barcode at the shelf that stands for all pieces"),
            "set_number": N_("Number shared by the pieces of a set"),
            "call_number": N_("Call number on the spine"),
            "accessioned_on": N_("Day it came into the stock"),
            "condition": N_(
                "The gravest of its open flags: good, not for loan, missing part, damaged, in repair, lost, withdrawn"
            ),
            "condition_on": N_("Since when"),
            "donation_line_id": N_("The line of the donated batch"),
        },
    ),
    "copy_flag": (
        N_("What is the matter with copies"),
        {
            "flag": N_("What is the matter"),
            "from_at": N_("Since when"),
            "until_at": N_("Until when; empty while it lasts"),
            "ended_by": N_("How it ended"),
        },
    ),
    "loan": (
        N_("Loans"),
        {
            "person_id": N_("The reader; empty once the loan is nameless"),
            "lent_at": N_("When lent"),
            "due_at": N_("Last moment to return it"),
            "returned_at": N_("When returned; empty while out"),
            "renewals": N_("How often renewed"),
            "given_by": N_("Letters for the rules that gave its terms"),
            "due_by_hand": N_("Whether the due day was set by hand"),
            "band": N_("Age band of the reader, once the loan is nameless"),
            "first_gift_loan_id": N_(
                "Number shared by the loans of one donor's gifts to one reader, now without a name"
            ),
            "first_loan_id": N_("Number shared by the loans of one reader, now without a name"),
        },
    ),
    "renewal": (
        N_("Renewals of loans"),
        {
            "renewed_at": N_("When renewed"),
            "due_before": N_("Due before that"),
            "due_after": N_("Due after that"),
        },
    ),
    "loan_contact": (
        N_("Calls about loans"),
        {"contacted_at": N_("When"), "said": N_("What was said")},
    ),
    "stocktake": (
        N_("Stocktakes"),
        {
            "scope": N_("What is counted: a shelf, a class, all"),
            "value": N_("Which shelf or class"),
            "started_at": N_("When begun"),
            "finished_at": N_("When finished; empty while it goes on"),
            "kept": N_("Whether its findings were kept"),
        },
    ),
    "stocktake_scan": (
        N_("Scans of stocktakes"),
        {"copy_id": N_("The copy; empty for an unknown code"), "scanned_at": N_("When")},
    ),
    "loan_policy": (
        N_("Loan policies: what differs from the default"),
        {
            "category": N_("For which category of person; empty for all"),
            "kind": N_("For which kind of thing; empty for all"),
            "loan_limit": N_("How many at once"),
            "hold_days": N_("Open days that a copy is kept"),
            "in_house_only": N_("1: not lent at all; 0: lent; empty: as the default"),
        },
    ),
    "loan_override": (
        N_("Lent in spite of a block"),
        {"block": N_("What stood against it")},
    ),
    "hold": (
        N_("Holds: places in the queue for a title"),
        {
            "person_id": N_("Who waits"),
            "status": N_("waiting, captured (a copy is kept), fulfilled, cancelled, expired"),
            "placed_at": N_("When asked for"),
            "copy_id": N_("The copy kept for them"),
            "captured_at": N_("Since when it is kept"),
            "pick_up_by": N_("Last moment to fetch it"),
            "ended_at": N_("When it ended"),
            "errand": N_("What the desk still has to do: fetch, call, put back"),
        },
    ),
    "scan_run": (
        N_("Runs of cataloguing by scanner"),
        {
            "own_labels": N_("Whether labels printed before are used"),
            "started_at": N_("When begun"),
        },
    ),
    "scanned_copy": (
        N_("Copies catalogued in a run"),
        {"run_id": N_("The run")},
    ),
    "in_house_use": (
        N_("Things read in the house"),
        {"used_at": N_("When put back on the shelf")},
    ),
    "replacement": (
        N_("Replacements of lost copies"),
        {"gone_id": N_("The copy that is gone"), "by_id": N_("The copy in its place")},
    ),
    "stocktake_outcome": (
        N_("Findings of stocktakes"),
        {
            "copy_id": N_("The copy; empty for an unknown code"),
            "outcome": N_("missing, misplaced, on loan, gone (lost or withdrawn before), unknown"),
            "location": N_("Shelf then"),
            "condition": N_("Condition then"),
            "scanned_at": N_("When scanned; empty for what was not found"),
        },
    ),
    "kit_item": (
        N_("Things in kits"),
        {"copy_id": N_("The kit"), "expires_on": N_("Last day it may be used")},
    ),
}
