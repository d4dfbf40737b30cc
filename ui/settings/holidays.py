"""The section of public holidays: a year's days, pasting the official notice, changing single days."""

from datetime import date
from typing import Any

from centre_app import clock, errors
from centre_app.centre import holidays
from centre_app.centre.holidays import DayFact
from centre_app.centre.notice import Notice, parse_notice
from centre_app.centre.recurrence import DAY_NAMES
from centre_app.i18n import N_, _
from ui.kit import buttons, card, layout, style
from ui.kit.attempt import attempt
from ui.kit.form import ChoiceField, DateField, FormDialog, NumberField, TextField
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section, saved


class HolidaysSection(Section):
    """The public holidays and make-up workdays of one year. They close nothing by themselves."""

    id = "holidays"
    title = N_("Public holidays")
    icon = "gift"
    tables = frozenset({"calendar_day"})

    def __init__(self) -> None:
        super().__init__()
        self.year = ChoiceField([(year, str(year)) for year in self._years()])
        self.year.set_name(_("Year"))
        self.year.set_value(clock.today().year)
        self.note = card.Note("", "info")
        self.paste_button = buttons.primary(_("Paste the notice"), "copy", clicked=self.on_paste)
        self.add_button = buttons.plain(_("Add a day"), "plus", clicked=self.on_add)
        self.forget_button = buttons.plain(_("Back to the built-in days"), "undo", clicked=self.on_forget)
        self.list = ListView(
            [
                Column(_("Day"), lambda row: row.day.isoformat(), sort=lambda row: row.day, width=120, bold=True),
                Column(_("Weekday"), lambda row: _(DAY_NAMES[row.day.weekday()]), sort=lambda row: row.day.weekday()),
                Column(_("Kind"), lambda row: _(holidays.KIND_LABELS[row.kind]),
                       tone=lambda row: "good" if row.kind == "holiday" else "warning"),
                Column(_("Holiday"), lambda row: row.name),
            ],
            empty=card.EmptyState(
                _("The holidays of this year are not known yet; the usual weekday hours apply. Paste the State Council's notice when it is out."),
                icon="gift", button=_("Paste the notice"), pressed=self.on_paste,
            ),
            actions=[
                RowVerb(_("Change"), "edit", self.on_change, button=True),
                RowVerb(_("Remove"), "delete", self.on_remove, button=True),
            ],
            name=_("Public holidays"),
        )  # fmt: skip
        whole = card.Card(_("Public holidays"))
        for button in (self.forget_button, self.add_button, self.paste_button):
            whole.set_trailing(button)
        whole.add(
            card.label(
                _("Holidays close nothing by themselves: add a closure for the days on which the centre is closed. Series of bookings can skip them."),
                kind="quiet", wrap=True,
            )
        )  # fmt: skip
        whole.add(layout.row(card.label(_("Year"), kind="quiet"), self.year, self.note, None))
        whole.add(self.list, 1)
        self.list.setMinimumHeight(style.px(220))
        self.column.addWidget(whole, 1)
        self.year.changed.connect(self.refresh)

    def refresh(self) -> None:
        year = self.year.value()
        self.list.set_rows(holidays.year_days(year))
        entered, known = holidays.is_entered(year), holidays.is_year_known(year)
        self.forget_button.setVisible(entered)
        if entered:
            self.note.set(_("Entered here") if known else _("Only a few days are entered"), "info")
        elif known:
            self.note.set(_("Built into the program"), "good")
        else:
            self.note.set(_("Not known yet"), "warning")

    def on_paste(self) -> FormDialog:
        """Ask for the text of the notice, and keep the year it is for."""
        dialog = FormDialog(_("Paste the notice"), _("Take over"), self, width=640)
        dialog.add(
            "text", _("Text of the notice"), TextField(lines=9), required=True,
            hint=_("The whole text of the State Council's notice, with its festivals one after the other."),
        )  # fmt: skip
        dialog.add(
            "year", _("Year"), NumberField(least=2000, most=2100), hint=_("Empty: the year named in the text")
        )

        def submitted(values: dict[str, Any]) -> None:
            try:
                notice = parse_notice(values["text"], year=values["year"])
            except errors.CentreError as error:
                # the sentence quotes the text; beside the small field of the year it would not fit
                dialog.form.show_error(error.sentence())
                return
            dialog.attempt(
                holidays.keep_year,
                then=lambda _none: self._on_kept(notice),
                year=notice.year,
                days=notice.days,
            )

        dialog.submitted.connect(submitted)
        dialog.open()
        return dialog

    def on_add(self) -> None:
        self._ask(_("Add a day"), day=None, kind="holiday", name="")

    def on_change(self, row: DayFact) -> None:
        self._ask(_("Change the day"), day=row.day, kind=row.kind, name=row.name)

    def on_remove(self, row: DayFact) -> None:
        attempt(holidays.remove_day, then=saved(_("It is an ordinary day now.")), day=row.day)

    def on_forget(self) -> None:
        said = _("What was entered for {year} is gone.").format(year=self.year.value())
        attempt(holidays.forget_year, then=saved(said), year=self.year.value())

    def _ask(self, title: str, *, day: date | None, kind: str, name: str) -> None:
        dialog = FormDialog(title, _("Save"), self)
        dialog.add("day", _("Day"), DateField(lean="future"), required=True)
        dialog.add(
            "kind", _("Kind"), ChoiceField([(code, _(text)) for code, text in holidays.KIND_LABELS.items()])
        )
        dialog.add("name", _("Holiday"), TextField(longest=holidays.LONGEST_NAME))
        dialog.form.set_values(day=day, kind=kind, name=name)
        dialog.form.entries["day"].setEnabled(day is None)
        dialog.submitted.connect(
            lambda values: dialog.attempt(holidays.put_day, then=self._on_put(values["day"]), **values)
        )
        dialog.open()

    def _on_put(self, day: date) -> Any:
        def then(_none: object) -> None:
            self._show_year(day.year)
            saved(_("The day was saved."))(None)

        return then

    def _on_kept(self, notice: Notice) -> None:
        self._show_year(notice.year)
        off = sum(fact.kind == "holiday" for fact in notice.days)
        said = _("{year}: {off} days off, {work} make-up workdays. Please compare the list with the notice.")
        saved(said.format(year=notice.year, off=off, work=len(notice.days) - off))(None)

    def _show_year(self, year: int) -> None:
        if year not in self._years():
            self.year.set_choices([(each, str(each)) for each in sorted({*self._years(), year})])
        self.year.set_value(year)
        self.refresh()

    @staticmethod
    def _years() -> range:
        """The years that are offered: last year's reports, this one, the two to come."""
        this = clock.today().year
        return range(this - 1, this + 3)
