"""The page of people: the list at the left, the person chosen at the right; only one of them where there is little room."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from centre_app import errors
from centre_app.i18n import N_, _
from centre_app.lending import hold_words, holds, privacy
from centre_app.lending.holds import HoldRow
from centre_app.people import people, visits
from ui.kit import card, card_terms, fetching, layout, style, toast, unmask
from ui.kit.action import Action
from ui.kit.attempt import attempt
from ui.kit.page import Page
from ui.people import cards, consent, dialogs, family, merge, notes, photo, pick_ups
from ui.people import privacy as privacy_dialog
from ui.people.list_work import ListWork
from ui.people.people_list import PeopleList
from ui.people.person_view import PersonView
from ui.people.top_row import TopRow

_ROOM_FOR_BOTH = 940  # pixels at 100 %
_PASSING_MILLISECONDS = 250  # rows run through by the arrow keys are not opened: a record opened is noted


class PeoplePage(Page):
    """Find, register, open and edit people; check them in and out."""

    id = "people"
    title = N_("Residents")
    tables = frozenset(
        {
            "person",
            "household",
            "visit",
            "visit_stay",
            "pick_up",
            "room",
            "hold",
            "consent",
            "person_photo",
            "tag",
            "person_tag",
            "grid_level",
            "grid_unit",
            "saved_list",
            "person_note",
            "loan",
            "booking",
            "setting",
        }
    )
    help = (
        N_(
            "<p>Everybody the centre knows. Type a name, pinyin or initials, a phone (four digits are enough), a card number or an "
            "address into the box above the list; without a search the list goes by pinyin.</p>"
            "<p><b>Register</b> (Ctrl+N) needs only a name; the card number is given automatically. People of the same name or phone "
            "are pointed out while you type: open that record instead of making a second one. <b>Register a family</b> takes guardian "
            "and children in one form. Under 14 a guardian's consent is needed; the form to be signed is printed from here.</p>"
            "<p>Names and phones are masked. <b>Show names</b> (Ctrl+U) unmasks them until you leave the page; that is noted, and so "
            "is opening a record. <b>Privacy…</b> in a record shows who looked, saves somebody's file, and erases them.</p>"
            "<p>The person chosen can be checked in (Ctrl+I), checked out (Ctrl+O) and edited (Ctrl+E). Right-click a row for "
            "everything that can be done with it.</p>"
        ),
        N_(
            "<p>The record shows what is open now, and by time all visits, loans and bookings. <b>Notes</b> are for the next clerk; an "
            "important one is shown whenever the card is scanned. What is seldom wanted is behind <b>More…</b>: of the record its card, "
            "consent, photo and merging; above the list import, duplicates, and printing or extending the cards of many at once.</p>"
        ),
        N_(
            "<p><b>Filter</b> lists people by tags, age, grid unit, last visit, consent, card and more; a filter can be kept as a saved "
            "list. Behind <b>This list</b>: the list as a workbook, address labels, a phone round sheet, a tag for all of them. Names and "
            "phones in full need a reason, which is kept.</p>"
        ),
        N_(
            "<p><b>Duplicates</b> lists records that may be of one person, the likeliest first. Comparing shows both side by side; "
            "choose which values stay. Everything of both is kept, of two open visits the later is closed as assumed, the card not "
            "chosen is not good any more, and the merge can be undone. <b>Not the same</b> is remembered. Whoever is missing in the "
            "list can be merged from the record itself (Merge with…).</p>"
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self._wanted_id: int | None = None
        self._build()
        self._wire()

    def refresh(self) -> None:
        self.list.refresh()
        shown = self.person.card
        if shown is None:
            return
        try:
            self.person.show_person(people.person(shown.id), unmasked=self.person.unmasked)
        except errors.NotFound:
            self.close_person()

    def page_actions(self) -> list[Action]:
        do = self._do_with_shown
        return [
            Action("people.register", _("Register a person"), "Ctrl+N", "plus", self.register),
            Action("people.group", _("Check in a group"), "Ctrl+G", "group", self.check_in_group),
            Action("people.find", _("Go to the search box of the list"), "Ctrl+F", "search", self.search),
            Action("people.check_in", _("Check in"), "Ctrl+I", "check-in", partial(do, "check_in")),
            Action("people.check_out", _("Check out"), "Ctrl+O", "check-out", partial(do, "check_out")),
            Action("people.edit", _("Edit…"), "Ctrl+E", "edit", partial(do, "edit")),
            Action(
                "people.duplicates", _("Look for duplicates"), "Ctrl+Shift+D", "people", self.show_duplicates
            ),
            Action("people.merge", _("Merge with…"), "Ctrl+Shift+M", "people", partial(do, "merge")),
            Action("people.unmask", _("Show or mask names"), "Ctrl+U", "eye", self.list.toggle_mask),
        ]

    def show_argument(self, argument: Any) -> None:
        """Open the person of that id, or with `("register", text)` the registering form."""
        if isinstance(argument, int):
            self.open_person(argument)
        elif isinstance(argument, tuple) and argument[0] == "register":
            self.register(argument[1])

    def open_person(self, person_id: int) -> None:
        """Show a person's record, which is noted."""
        self._passing.stop()
        shown = self.person.card
        if shown is not None and shown.id == person_id:
            self._settle(prefer_person=True)
            return
        attempt(people.open_record, person_id=person_id, then=self._on_record_opened)

    def close_person(self) -> None:
        """Show nobody's record."""
        self.person.card = None
        self._settle()

    def register(self, text: str = "") -> None:
        """Open the registering form, begun with the text."""
        from ui.people import form

        form.open_register(self, text=text, then=self.open_person)

    def register_family(self) -> None:
        """Open the form of a family."""
        from ui.people import family_form

        family_form.open_family(self, then=self.open_person)

    def check_in_group(self) -> None:
        """Ask for a group and check it in."""
        from ui.people import group_form

        group_form.open_group_check_in(self)

    def show_duplicates(self) -> None:
        """Look for records that may be of one person; whom a pair became is shown."""
        from ui.people import duplicates

        dialog = duplicates.open_duplicates(self)
        dialog.merged.connect(self.open_person)
        dialog.counted.connect(self.top.count_duplicates)

    def search(self) -> None:
        """Put the cursor into the list's search box."""
        self._settle(prefer_person=False)
        self.list.list.filter_box.setFocus()
        self.list.list.filter_box.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def hideEvent(self, event: QHideEvent) -> None:
        self.list.set_unmasked(False)
        super().hideEvent(event)

    def _build(self) -> None:
        self.list = PeopleList()
        self.person = PersonView()
        nobody = card.Card()
        nobody.add(card.EmptyState(_("Choose somebody in the list to see their record."), icon="user"), 1)
        self._side = QStackedWidget()
        self._side.addWidget(nobody)
        self._side.addWidget(layout.scrolled(self.person))
        self.top = TopRow(
            self.list, register=self.register, family=self.register_family, group=self.check_in_group,
            duplicates=self.show_duplicates, bring=self._on_import,
        )  # fmt: skip
        both = layout.row(self.list, self._side, spacing=16)
        both.setStretch(0, 9)
        both.setStretch(1, 7)
        self.strip = fetching.FetchStrip()
        whole = layout.column(self.top, self.strip, both, spacing=12, margins=16)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._side.hide()  # until it is known that both fit: the window must not grow for them

    def _wire(self) -> None:
        self._passing = QTimer(self, singleShot=True, interval=_PASSING_MILLISECONDS)
        self._passing.timeout.connect(self._on_passing_over)
        self.list.opened.connect(self.open_person)
        self.list.passed.connect(self._on_passed)
        self.list.list.filtered.connect(self._on_searched)
        self.list.asked.connect(lambda verb, row: self._do(verb, row.id))
        self.list.register_asked.connect(self.register)
        self.list_work = ListWork(self, self.list)
        self.person.asked.connect(self._do_with_shown)
        self.person.opened.connect(self.open_person)
        self.person.history_wished.connect(self._on_history_wished)
        self.person.visit_asked.connect(lambda visit_id: dialogs.open_visit(self, visit_id))
        self.person.hold_cancelled.connect(self._on_hold_cancelled)
        self.person.closed.connect(self.close_person)
        self.person.went.connect(self._on_went)
        self.person.notes.write_asked.connect(lambda: self._do_with_shown("note"))
        self.person.notes.change_asked.connect(
            lambda row: notes.open_note(self, person_id=row.person_id, row=row)
        )
        self.person.notes.end_asked.connect(notes.end_note)
        self.person.fetcher_asked.connect(self._on_fetcher_asked)
        self.strip.chosen.connect(fetching.keep)

    def _settle(self, *, prefer_person: bool | None = None) -> None:
        """Show list and record side by side, or the one wanted where both do not fit."""
        narrow = self.width() < style.px(_ROOM_FOR_BOTH)
        has_person = self.person.card is not None
        self._side.setCurrentIndex(int(has_person))
        show_person = has_person if prefer_person is None else has_person and prefer_person
        self.list.setVisible(not (narrow and show_person))
        self.top.setVisible(not (narrow and show_person))
        self._side.setVisible(not narrow or show_person)
        self.person.set_back_shown(narrow)

    def _do_with_shown(self, verb: str) -> None:
        shown = self.person.card or self.list.list.current()
        if shown is not None:
            self._do(verb, shown.id)

    def _do(self, verb: str, person_id: int) -> None:
        """Do one of the verbs of list and record with a person."""
        doings: dict[str, Callable[[int], object]] = {
            "check_in": self._check_in, "check_in_as": partial(dialogs.open_check_in, self), "check_out": self._check_out,
            "family": partial(family.open_family, self),
            "edit": self._edit, "serve": self._serve, "unmask": self._unmask,
            "print_card": self._print_card, "card": lambda shown: cards.open_card(self, person_id=shown), "extend": card_terms.extend,
            "consent": lambda shown: consent.open_consent(self, person_id=shown),
            "photo": lambda shown: photo.open_photo(self, person_id=shown),
            "merge": lambda shown: merge.open_merge_with(self, person_id=shown, then=self.open_person),
            "hold": lambda person_id: self.context.go("lending", ("hold", person_id)),
            "note": lambda shown: notes.open_note(self, person_id=shown),
            "privacy": partial(privacy_dialog.open_privacy, self),
        }  # fmt: skip
        doings[verb](person_id)

    def _on_hold_cancelled(self, row: HoldRow) -> None:
        said = _("The hold on “{title}” was cancelled.").format(title=row.title)

        def then(following: HoldRow | None) -> None:
            keep = f" {hold_words.keep(following)}" if following is not None else ""
            toast.show(said + keep, kind="warning" if following is not None else "good", undo=True)

        attempt(holds.cancel, hold_id=row.id, then=then)

    def _check_in(self, person_id: int) -> None:
        attempt(
            visits.check_in,
            person_id=person_id,
            then=lambda visit_id: dialogs.said_in(visits.visit(visit_id)),
        )

    def _check_out(self, person_id: int) -> None:
        row = visits.open_visit_of(person_id)
        if row is None:
            toast.show(_("Not here now."), kind="info")
            return
        said = _("Checked out: {name}").format(name=row.name)

        def then(_nothing: None) -> None:
            toast.show(said, kind="good", undo=True)
            self.strip.ask(row)

        attempt(visits.check_out, visit_id=row.id, then=then)

    def _on_fetcher_asked(self, pick_up_id: int) -> None:
        if self.person.card is not None:
            pick_ups.open_fetcher(self, self.person.card.id, pick_up_id=pick_up_id)

    def _edit(self, person_id: int) -> None:
        from ui.people import form

        form.open_edit(self, person_id=person_id)

    def _serve(self, person_id: int) -> None:
        attempt(people.open_at_desk, person_id=person_id, then=self.context.open_person)

    def _print_card(self, person_id: int) -> None:
        card_terms.print_cards(self, [person_id])

    def _on_history_wished(self, keeps: bool) -> None:
        shown = self.person.card
        if shown is not None:
            said = _("Loan history kept: {name}") if keeps else _("Loan history no longer kept: {name}")
            attempt(
                privacy.keep_history, person_id=shown.id, keeps=keeps,
                then=lambda _nothing: toast.show(said.format(name=shown.name), undo=True),
            )  # fmt: skip

    def _unmask(self, person_id: int) -> None:
        def show(_nothing: None) -> None:
            self.person.show_person(people.person(person_id), unmasked=True)

        unmask.show(self, person_ids=[person_id], then=show)

    def _on_record_opened(self, shown: people.PersonCard) -> None:
        self.person.show_person(shown)
        self.list.list.select_id(shown.id)
        self._passing.stop()
        self._settle(prefer_person=True)

    def _on_passed(self, person_id: int) -> None:
        self._wanted_id = person_id
        self._passing.start()

    def _on_passing_over(self) -> None:
        if self._wanted_id is not None and self.width() >= style.px(_ROOM_FOR_BOTH):
            self.open_person(self._wanted_id)

    def _on_searched(self, _text: str) -> None:
        """Close the record of somebody the search left out: keys must not do things with who is no longer meant."""
        shown = self.person.card
        if shown is not None and self.list.list.model.position_of(shown.id) is None:
            self.close_person()

    def _on_went(self, page: str, argument: object) -> None:
        self.context.go(page, argument)

    def _on_import(self) -> None:
        self.context.go("import:people")
