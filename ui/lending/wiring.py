"""What of the lending page's parts leads where: their signals to the page's methods and deeds."""

from typing import TYPE_CHECKING

from ui.kit import undo, unmask
from ui.lending import hold_wiring, kits, label_printing
from ui.lending.out_lists import OutList

if TYPE_CHECKING:
    from ui.lending.page import LendingPage


def wire(page: "LendingPage") -> None:
    """Connect all of it."""
    page.which.chosen.connect(page.show_pane)
    page.borrower.renew_asked.connect(page.deeds.on_renew)
    page.borrower.return_asked.connect(page.deeds.on_return)
    page.borrower.dates_asked.connect(page.deeds.on_dates)
    page.borrower.why_asked.connect(page.deeds.on_why)
    page.borrower.title_opened.connect(page.open_title)
    page.borrower.person_asked.connect(lambda person_id: page.context.go("people", person_id))
    page.borrower.close_asked.connect(page.on_served)
    page.borrower.print_asked.connect(page.deeds.on_print_list)
    page.session_list.undo_asked.connect(undo.undo_action)
    page.session_list.title_opened.connect(page.open_title)
    page.catalogue_list.title_opened.connect(page.open_title)
    page.catalogue_list.edit_asked.connect(page.on_edit_asked)
    page.catalogue_list.copy_asked.connect(page.add_copy)
    page.catalogue_list.add_asked.connect(page.add_title)
    page.catalogue_list.labels_asked.connect(page.ask_labels)
    page.catalogue_list.import_asked.connect(page.on_import_asked)
    page.catalogue_list.stocktake_asked.connect(page.stocktake)
    page.catalogue_list.more.reshelving_asked.connect(page.reshelve)
    page.gifts.wire(page.catalogue_list, page.session_list, page.title_pane)
    page.donations.import_asked.connect(lambda donation_id: page.context.go("import:donation", donation_id))
    page.donations.person_asked.connect(page.on_person_asked)
    hold_wiring.wire(page)
    _wire_title_pane(page)
    for out in (page.overdue, page.out_now):
        _wire_out_list(page, out)


def _wire_title_pane(page: "LendingPage") -> None:
    pane = page.title_pane
    pane.back_asked.connect(lambda: page.show_pane("catalogue"))
    pane.edit_asked.connect(page.on_edit_asked)
    pane.copy_asked.connect(page.add_copy)
    pane.copy_edit_asked.connect(page.on_copy_edit_asked)
    pane.lend_asked.connect(page.deeds.on_lend)
    pane.return_asked.connect(page.deeds.on_return)
    pane.flag_asked.connect(page.deeds.on_flag)
    pane.end_flag_asked.connect(page.deeds.on_end_flag)
    pane.withdraw_asked.connect(page.deeds.on_withdraw)
    pane.replace_asked.connect(page.deeds.on_replace)
    pane.replacement_back_asked.connect(page.deeds.on_replacement_back)
    pane.person_asked.connect(page.on_person_asked)
    pane.several_asked.connect(page.deeds.on_lend_several)
    pane.quantity_asked.connect(page.deeds.on_quantity)
    pane.contents_asked.connect(lambda row: kits.open_contents(page, row))
    pane.set_asked.connect(page.deeds.on_lend_set)
    pane.labels_asked.connect(lambda rows: label_printing.print_copies(page, rows))


def _wire_out_list(page: "LendingPage", out: OutList) -> None:
    out.contact_asked.connect(page.deeds.on_contact)
    out.return_asked.connect(page.deeds.on_return)
    out.renew_asked.connect(page.deeds.on_renew)
    out.person_asked.connect(page.on_person_asked)
    out.title_opened.connect(page.open_title)
    out.unmask_asked.connect(
        lambda ids: unmask.show(page, person_ids=ids, then=lambda _none: out.show_unmasked(ids))
    )
