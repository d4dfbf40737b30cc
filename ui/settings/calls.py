"""The phone list after a change of the opening times: whom to tell what, masked until asked for, and on paper."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QWidget

from centre_app import clock
from centre_app.access import audit
from centre_app.centre import settings
from centre_app.desk import closing
from centre_app.desk.closing import Call
from centre_app.i18n import N_, _
from centre_app.people.masking import masked_name, masked_phone
from ui.kit import buttons, card, style, unmask
from ui.kit.attempt import attempt
from ui.kit.dialog import Dialog
from ui.kit.printing import Sheet, ask_printer
from ui.kit.table import Column, ListView


class CallsDialog(Dialog):
    """Whom to call. Names and phones are masked until the clerk asks; showing and printing them is recorded."""

    for_its_clerk = True

    def __init__(self, parent: QWidget | None, calls: Sequence[Call]) -> None:
        super().__init__(parent, _("Please tell these people"), width=780)
        self.calls = list(calls)
        self.unmasked = False
        self.list = ListView(
            [
                Column(_("Who"), self._name, bold=True, sort=lambda call: call.name),
                Column(_("Phone"), self._phone, hint=lambda call: call.guardian),
                Column(
                    _("What to say"),
                    lambda call: "; ".join(call.news),
                    hint=lambda call: "\n".join(call.news),
                ),
            ],
            empty=_("Nobody needs to be called."),
            name=_("Please tell these people"),
            filter=len(self.calls) > 20,
        )
        self.list.setMinimumHeight(style.px(220))
        self.add_title(_("Please tell these people"))
        self.body.addWidget(
            card.label(_("The change is saved. Print the list now: it is not kept."), kind="quiet", wrap=True)
        )
        self.body.addWidget(self.list, 1)
        self.unmask_button = self.add_button(buttons.plain(_("Show names"), "eye", clicked=self.on_unmask))
        self.unmask_button.needs = "unmask"
        self.print_button = self.add_button(buttons.plain(_("Print"), "print", clicked=self.on_print))
        self.add_button(buttons.primary(_("Done"), clicked=self.accept))
        self.list.set_rows(self.calls)

    def on_unmask(self) -> None:
        """Show everybody in full; that is recorded."""
        unmask.show(self, person_ids=closing.told(self.calls), then=self._on_unmasked)

    def on_print(self) -> None:
        """Print the list with names and phones; that is recorded."""
        attempt(
            audit.record,
            then=lambda _none: ask_printer(self, Sheet(html(self.calls))),
            label=N_("print a phone list"),
            table="person",
            row_ids=closing.told(self.calls),
        )

    def _on_unmasked(self, _none: object) -> None:
        self.unmasked = True
        self.unmask_button.hide()
        self.list.set_rows(self.calls)

    def _name(self, call: Call) -> str:
        return call.name if self.unmasked or call.person_id is None else masked_name(call.name)

    def _phone(self, call: Call) -> str:
        if not call.phone:
            return _("no phone")
        return call.phone if self.unmasked else masked_phone(call.phone)


def html(calls: Sequence[Call]) -> str:
    """The list as a sheet of paper, with a box to tick for each call."""
    template = Template((files("resources") / "print" / "calls.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(_("Please tell these people")),
        subtitle=escape(
            f"{settings.get('centre_name') or _('Neighbourhood centre')} · {clock.now():%Y-%m-%d %H:%M}"
        ),
        who=escape(_("Who")),
        phone=escape(_("Phone")),
        news=escape(_("What to say")),
        told=escape(_("Told")),
        rows="".join(_row(call) for call in calls),
    )


def _row(call: Call) -> str:
    phone = call.phone or _("no phone")
    if call.guardian:
        phone = _("{phone} ({guardian})").format(phone=phone, guardian=call.guardian)
    news = "<br>".join(escape(said) for said in call.news)
    return f"<tr><td>{escape(call.name)}</td><td>{escape(phone)}</td><td>{news}</td><td>☐</td></tr>"
