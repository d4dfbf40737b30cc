"""What the sections of closures and of extra openings share: the list, the form, days and times as the clerk writes them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, ClassVar

from centre_app import clock
from centre_app.centre import recurrence, rooms
from centre_app.centre.spells import Spell, next_of
from centre_app.i18n import N_, _
from ui.kit import buttons, card
from ui.kit.form import ChoiceField, DateField, FormDialog
from ui.kit.table import Column, ListView, RowVerb
from ui.settings.section import Section

MIDNIGHT = time(0)


class SpellsSection(Section):
    """A list of spans, those to come first, with adding, changing and removing. Subclasses say which, and in which words."""

    icon = "calendar"
    WORDS: ClassVar[dict[str, str]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.words = {name: _(text) for name, text in self.WORDS.items()}
        self.add_button = buttons.primary(self.words["add"], "plus", clicked=self.on_add)
        self.list = ListView(
            self._columns(),
            empty=card.EmptyState(
                self.words["empty"], icon="calendar", button=self.words["add"], pressed=self.on_add
            ),
            actions=[
                RowVerb(_("Change"), "edit", self.on_change, button=True),
                RowVerb(_("Remove"), "delete", self.on_remove, button=True),
            ],
            name=_(self.title),
        )
        whole = card.Card(_(self.title), self.add_button)
        whole.add(card.label(self.words["about"], kind="quiet", wrap=True))
        whole.add(self.list, 1)
        self.column.addWidget(whole, 1)

    def read(self) -> list[Any]:
        """All rows, by their first start."""
        raise NotImplementedError

    def refresh(self) -> None:
        now = clock.now()
        rows = [(row, next_of(row, now=now)) for row in self.read()]
        ahead = [row for row, shown in rows if shown.ends_at > now]
        over = [row for row, shown in rows if shown.ends_at <= now]
        self.list.set_rows([*ahead, *reversed(over)])

    def on_add(self) -> None:
        raise NotImplementedError

    def on_change(self, row: Any) -> None:
        raise NotImplementedError

    def on_remove(self, row: Any) -> None:
        raise NotImplementedError

    def form(self, title: str, verb: str) -> FormDialog:
        """The form of a span, empty."""
        raise NotImplementedError

    def ask(
        self, title: str, verb: str, *, shown: dict[str, Any], stored: Callable[[dict[str, Any]], dict[str, Any]],
        change: Callable[..., object], said: str,
    ) -> FormDialog:  # fmt: skip
        """Open the form with these values; what is stored of it is passed to the change, after a look at what it hits."""
        from ui.settings import impact

        dialog = self.form(title, verb)
        dialog.form.set_values(**shown)

        def submitted(values: dict[str, Any]) -> None:
            made = stored(values)
            impact.save(dialog, change=partial(change, **made), said=said, reason=made["reason"])

        dialog.submitted.connect(submitted)
        dialog.open()
        return dialog

    def _columns(self) -> list[Column]:
        return [
            Column(_("From"), lambda row: moment(row.starts_at), sort=lambda row: row.starts_at, width=132),
            Column(_("Until"), lambda row: moment(row.ends_at, is_end=True), sort=lambda row: row.ends_at),
            Column(self.words["what"], self.place, bold=True),
            Column(_("Reason"), lambda row: row.reason),
            Column(_("Repeats"), lambda row: row.repeats, quiet=True),
            Column(_("State"), lambda row: self.state(row)[0], tone=lambda row: self.state(row)[1]),
        ]

    def place(self, row: Spell) -> str:
        """What it is about."""
        return row.room_name if row.room_id is not None else self.words["whole"]

    def state(self, row: Spell) -> tuple[str, str]:
        """Whether it is over, under way or to come, with its colour; of a repeating one the occurrence that counts now."""
        now = clock.now()
        shown = next_of(row, now=now)
        if shown.ends_at <= now:
            return _("Over"), "neutral"
        if shown.starts_at <= now:
            return self.words["now"], "warning"
        if row.rule and shown.starts_at != row.starts_at:
            return _("Next {day:%m-%d}").format(day=shown.starts_at), "info"
        return _("To come"), "info"


def add_repeat(dialog: FormDialog) -> None:
    """Add the fields of a repetition to a form."""
    choices = [(name, _(text)) for name, text in recurrence.REPEATS.items()]
    dialog.add("repeats", _("Repeats"), ChoiceField(choices))
    dialog.add(
        "until",
        _("Last day of repeating"),
        DateField(lean="future"),
        beside=True,
        hint=_("Empty: without end"),
    )
    repeats = dialog.form.field("repeats")
    dialog.form.show_entry("until", False)
    repeats.changed.connect(lambda: dialog.form.show_entry("until", bool(repeats.value())))


def repeat_values(row: Spell) -> dict[str, Any]:
    """How a span repeats, as the form shows it."""
    return {
        "repeats": recurrence.repeats_of(row.rule, starts_at=row.starts_at),
        "until": recurrence.until_of(row.rule),
    }


def rule_of(values: dict[str, Any], *, starts_at: datetime, before: str = "") -> str:
    """The rule that the form means; one that it has no words for stays as it was."""
    if values["repeats"] == "other":
        return before
    return recurrence.rule_of(values["repeats"] or "", starts_at=starts_at, until=values["until"])


def offer_rule(dialog: FormDialog, row: Spell) -> None:
    """Where a span repeats in a way of its own, offer to leave it so."""
    if recurrence.repeats_of(row.rule, starts_at=row.starts_at) == "other":
        choices = [(name, _(text)) for name, text in recurrence.REPEATS.items()]
        dialog.form.field("repeats").set_choices([("other", row.rule), *choices])


def zone_choice(whole: str) -> ChoiceField:
    """The field for the whole centre or one zone."""
    return ChoiceField([(row.id, row.name) for row in rooms.rooms()], none=whole)


def moment(at: datetime, *, is_end: bool = False) -> str:
    """Return a moment as the list shows it: whole days without a time, an end at midnight as the day before."""
    if is_end and (at.time() == MIDNIGHT or at.time() >= time(23, 59)):
        shown: date = (at - timedelta(seconds=at.time() == MIDNIGHT)).date()
        return shown.isoformat()
    return at.date().isoformat() if at.time() == MIDNIGHT else f"{at:%Y-%m-%d %H:%M}"


WHOLE_DAY = N_("Empty: the whole day")
