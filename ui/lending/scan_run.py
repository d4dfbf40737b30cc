"""Scan-run cataloguing over the lending page: book after book by scanner and keyboard, what came of it, and its papers."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from centre_app import errors
from centre_app.i18n import _, _n
from centre_app.lending import catalogue, isbn_words, scan_run
from centre_app.lending.donor_words import counted
from centre_app.lending.numbers import isbn13
from centre_app.lending.scan_run import KnownTitle, Meaning, RunCopy
from ui.kit import buttons, card, changes, layout, style, undo
from ui.kit.attempt import attempt, told
from ui.kit.same_code import SameCode
from ui.kit.table import Column, ListView, RowVerb
from ui.kit.tall import TallDialog
from ui.lending import donor_papers, label_printing, scan_run_words
from ui.lending.scan_run_line import ScanLine
from ui.lending.scan_run_words import title_line
from ui.lending.words import title_and_volume, yuan

TABLES = frozenset({"scan_run", "scanned_copy", "copy", "title", "donation"})
READ_AGAIN_MILLISECONDS = 250
WIDTH = 1000
_MORE = re.compile(r"\+([0-9]{0,4})")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is being added: a known title, or a new one by `values`; `left` copies of it still need their labels."""

    code: str
    title_id: int | None = None
    name: str = ""
    left: int = 1
    values: dict[str, Any] = field(default_factory=dict)


class ScanRunDialog(TallDialog):
    """A run. The line at the top takes whatever is next, as the words above it say: a book, a name, a choice, a label.

    Esc goes one step back, in the end out of the dialog. `seconds` is the clock of "the same code twice".
    """

    height_wanted = 640

    def __init__(
        self, parent: QWidget, run_id: int, *, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent, _("Catalogue a pile"), width=WIDTH)
        self.run = scan_run.run(run_id)
        self.seconds = seconds
        self.wanted = Wanted("")
        self.choices: list[KnownTitle] = []
        self._latest = SameCode()
        self._build()
        self._again = QTimer(self, singleShot=True, interval=READ_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self.refresh)
        changes.hub().happened.connect(self._on_happened)
        self._ask_book()
        self.refresh()

    def scanned(self, code: str) -> bool:
        """Take a scan, also while a question stands before this dialog."""
        self.take(code, scanned=True)
        return True

    def take(self, text: str, *, scanned: bool = False) -> None:
        """Take what was scanned or typed for the step that is asked for."""
        steps = {
            "book": self._take_book, "name": self._take_name, "choice": self._take_choice, "label": self._take_label,
        }  # fmt: skip
        steps[self.line.step](text.strip(), scanned)

    def add_more(self, count: int = 1) -> None:
        """Add further copies of the book on top of the list."""
        latest = next(iter(self.list.model.all_rows()), None)
        if latest is None:
            self.line.say(_("Nothing was catalogued yet that there could be more of."), "warning")
            return
        self._add(Wanted("", title_id=latest.title_id, name=latest.title, left=count))

    @told
    def refresh(self) -> None:
        """Read again what the run has made; a run whose beginning was undone is gone."""
        self._again.stop()
        try:
            self.run = scan_run.run(self.run.id)
        except errors.NotFound:
            self.accept()
            raise
        done = scan_run.tally(self.run.id)
        self.figure.setText(str(done.copies))
        self.figure_note.setText(
            _n("piece catalogued", "pieces catalogued", done.copies)
            + " · " + counted(done.titles, done.volumes, done.value_fen)
            + (" · " + _("{count} without a price").format(count=done.unpriced) if done.unpriced else "")
        )  # fmt: skip
        self.list.set_rows(scan_run.copies(self.run.id))
        self.labels_button.setEnabled(bool(done.copies))
        self.papers_button.setVisible(self.run.donation_id is not None)
        self.line.more_button.setEnabled(bool(done.copies))

    def reject(self) -> None:
        if self.line.step == "book":
            super().reject()
        else:
            self._ask_book()
            self.line.say(_("Left out. Nothing was catalogued for it."), "info")

    def _build(self) -> None:
        self.has_title = True
        heading = card.label(scan_run_words.heading(self.run), kind="title", wrap=True)
        self.line = ScanLine()
        self.line.entered.connect(self.take)
        self.line.more_asked.connect(self.add_more)
        self.line.spreads.connect(self._on_spread)
        self.figure = card.label(kind="title")
        self.figure_note = card.label(kind="quiet", wrap=True)
        figures = layout.row(self.figure, self.figure_note, spacing=12)
        figures.setStretch(1, 1)
        self.list = ListView(
            _columns(),
            empty=card.EmptyState(_("Scan the first book. Every scan is kept at once."), icon="scan"),
            actions=[RowVerb(_("Undo"), "undo", self._on_undo_asked, button=True)],
            name=_("Catalogued in this run"), filter=False,
        )  # fmt: skip
        self.list.setMinimumHeight(style.px(64))
        for part in (heading, self.line, layout.holding(figures)):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.labels_button = self.add_button(
            buttons.plain(_("Print labels…"), "print", clicked=self.on_labels)
        )
        self.papers_button = self.add_button(
            buttons.plain(_("Papers for the donor…"), "gift", clicked=self.on_papers)
        )
        self.close_button = self.add_button(buttons.primary(_("Close"), clicked=self.accept))
        self.close_button.setToolTip(_("The run can go on later."))

    def on_labels(self) -> None:
        """Print the labels of exactly this run."""
        ids = [row.id for row in scan_run.copies(self.run.id, limit=100_000)]
        label_printing.print_copies(self, catalogue.copies_listed(list(reversed(ids))))

    def on_papers(self) -> None:
        """Offer receipt, certificate and bookplates of the run's donation."""
        if self.run.donation_id is not None:
            donor_papers.ask(self, self.run.donation_id)

    def _take_book(self, text: str, scanned: bool) -> None:
        more = None if scanned else _MORE.fullmatch(text)
        if more:
            self.add_more(int(more[1] or 1))
            return
        if not text:
            return
        if self._latest.again(text, at=self.seconds()):
            self.line.say(
                _("The same code twice within two seconds counts once. For one more copy press +."), "info"
            )
            return
        self._look_up(text, scanned)

    @told
    def _look_up(self, text: str, scanned: bool) -> None:
        meaning = scan_run.read(text)
        refused = scan_run_words.refusal(meaning, scanned=scanned)
        if refused:
            self.line.say(refused, "warning")
        elif meaning.kind == "name" and not meaning.titles:
            self._add(Wanted("", name=meaning.text))
        elif len(meaning.titles) == 1 and meaning.kind != "name":
            known = meaning.titles[0]
            self._add(Wanted(meaning.text, title_id=known.id, name=known.name))
        elif meaning.titles:
            self._ask_choice(meaning)
        else:
            self._ask_name(meaning)

    def _take_name(self, text: str, scanned: bool) -> None:
        if scanned:
            if text != self._latest.code:
                self.line.say(
                    _(
                        "The name of {code} is still missing. Type it first, or press Esc to leave it out."
                    ).format(code=self.wanted.code),
                    "warning",
                )
        elif not text:
            self.line.say(errors.TitleNeedsName().sentence(), "warning")
        elif isbn13(text):
            self.line.say(_("{code} is an ISBN, not a name.").format(code=text), "warning")
        elif (values := self.line.further()) is not None:
            self._add(replace(self.wanted, name=text, values=values))

    def _take_choice(self, text: str, scanned: bool) -> None:
        if scanned:
            self.line.say(_("Choose first which title it is, or press Esc to leave it out."), "warning")
            return
        place = int(text) if text.isdecimal() and len(text) < 4 else 0 if text else 1
        if 1 <= place <= len(self.choices):
            chosen = self.choices[place - 1]
            self._add(replace(self.wanted, title_id=chosen.id, name=chosen.name))
        elif place == len(self.choices) + 1:
            self._on_new_chosen()
        else:
            self.line.say(
                _("Type one of the numbers 1 to {last}.").format(last=len(self.choices) + 1), "warning"
            )

    def _on_new_chosen(self) -> None:
        if self.wanted.name:
            self._add(replace(self.wanted, title_id=None))
        else:
            self._ask_name(Meaning("isbn", self.wanted.code, []))

    def _take_label(self, text: str, scanned: bool) -> None:
        # asked also where it is no book: the label is read twice as easily
        again = self._latest.again(text, at=self.seconds())
        if text and not (scanned and again):
            self._save(self.wanted, barcode=text)

    def _add(self, wanted: Wanted) -> None:
        self.wanted = wanted
        if self.run.own_labels:
            self._ask_label()
        else:
            self._save(wanted)

    def _save(self, wanted: Wanted, *, barcode: str = "") -> None:
        verb: Callable[..., Any]
        if wanted.title_id is None:
            verb = partial(scan_run.add_title, name=wanted.name, isbn=wanted.code, **wanted.values)
        else:
            count = 1 if self.run.own_labels else wanted.left
            verb = partial(scan_run.add_copies, title_id=wanted.title_id, count=count)
        attempt(
            verb, run_id=self.run.id, barcode=barcode,
            then=lambda made: self._on_saved(wanted, made),
            failed=lambda error: self.line.say(error.sentence(), "bad"),
        )  # fmt: skip

    def _on_saved(self, wanted: Wanted, made: Any) -> None:
        self.refresh()
        latest = next(iter(self.list.model.all_rows()), None)
        left = wanted.left - 1 if self.run.own_labels else 0
        if latest is not None and left:
            self._add(replace(wanted, title_id=latest.title_id, left=left))
        else:
            self._ask_book()
        if latest is not None:
            wrong = bool(wanted.code) and not isbn13(wanted.code)
            pieces = len(made) if isinstance(made, list) else 1
            said = scan_run_words.added(latest, pieces=pieces, wrong=wanted.code if wrong else "")
            self.line.say(said, "warning" if wrong else "good")

    def _ask_book(self) -> None:
        self.line.ask("book", scan_run_words.asking_book(self.run))

    def _ask_name(self, meaning: Meaning) -> None:
        self.wanted = Wanted(meaning.text)
        self.line.ask(
            "name", _("New here: {code}. Type the title’s name, Enter saves.").format(code=meaning.text)
        )
        if meaning.kind == "wrong":
            self.line.say(scan_run_words.wrong(meaning.text), "warning")

    def _ask_choice(self, meaning: Meaning) -> None:
        self.choices = meaning.titles
        by_name = meaning.kind == "name"
        self.wanted = Wanted("" if by_name else meaning.text, name=meaning.text if by_name else "")
        words = [title_line(each) for each in self.choices] + [_("None of these: a new title")]
        asked = _("Which title is {text}? Type its number; Enter takes the first.").format(text=meaning.text)
        self.line.ask("choice", asked, choices=words)

    def _ask_label(self) -> None:
        text = _("“{title}”: scan the label stuck on it.").format(title=self.wanted.name)
        if self.wanted.left > 1:
            text += " " + _("{count} labels to go.").format(count=self.wanted.left)
        self.line.ask("label", text)

    def _on_spread(self, wide: bool) -> None:
        self.list.setVisible(not wide)
        self.body.setStretchFactor(self.line, int(wide))

    def _on_undo_asked(self, row: RunCopy) -> None:
        undo.undo_action(row.action_id)
        self.line.edit.setFocus()

    @Slot(object)
    def _on_happened(self, tables: frozenset[str]) -> None:
        if tables & TABLES:
            self._again.start()


def _columns() -> list[Column]:
    return [
        Column(_("Title"), lambda row: title_and_volume(row.title, row.volume), bold=True),
        Column(_("Barcode"), lambda row: row.barcode, width=110),
        Column(
            _("ISBN"), lambda row: row.isbn, width=130, hint=lambda row: isbn_words.sentence(row.isbn),
            tone=lambda row: "warning" if isbn_words.fault(row.isbn) else None,
        ),
        Column(_("Call number"), lambda row: row.call_number),
        Column(_("Shelf"), lambda row: row.location),
        Column(_("List price"), lambda row: yuan(row.price_fen), sort=lambda row: row.price_fen, align="right"),
    ]  # fmt: skip
