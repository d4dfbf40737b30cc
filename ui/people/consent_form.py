"""The consent form on paper: the wording, who it is about, and the lines to sign on; a page for each person."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QWidget

from centre_app.access import audit
from centre_app.centre import settings
from centre_app.i18n import N_, _
from centre_app.people import consents
from ui.kit.printing import PreviewDialog, Sheet

_LINE = "____________________"
_BREAK = ' style="page-break-before: always"'


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a form is about; what is not known yet stays empty, to be filled in by hand."""

    name: str = ""
    born: str = ""
    guardian: str = ""
    for_child: bool = False


def html(subjects: Sequence[Subject]) -> str:
    """The sheets of these people, one after the other."""
    template = files("resources").joinpath("print/consent.html").read_text(encoding="utf-8")
    head, page, tail = template.split("<!-- page -->")
    words = consents.wording()
    pages = (_page(page, words, subject, first=not place) for place, subject in enumerate(subjects))
    return head + "".join(pages) + tail


def open_preview(
    parent: QWidget, subjects: Sequence[Subject], *, person_id: int | None = None
) -> PreviewDialog:
    """Show the sheets, to be printed or saved; for somebody registered that is noted."""
    names = [" ".join(subject.name.split()) for subject in subjects if subject.name.strip()]
    title = _("Consent form of {name}").format(name=_(", ").join(names)) if names else _("Consent form")
    dialog = PreviewDialog(parent, title, Sheet(html(subjects)))
    if person_id is not None:
        dialog.put_out.connect(
            lambda: audit.record(label=N_("print a consent form"), table="person", row_ids=[person_id])
        )
    dialog.open()
    return dialog


def _page(page: str, words: consents.Wording, subject: Subject, *, first: bool) -> str:
    facts = [(_("Child's name") if subject.for_child else _("Name"), subject.name), (_("Born"), subject.born)]
    signed = [_("Signature"), _("Date")]
    if subject.for_child:
        facts += [(_("Guardian's name"), subject.guardian), (_("Guardian's relation to the child"), "")]
        signed = [_("Guardian's signature"), _("Telephone"), _("Date")]
    foot = _("Wording version {version}, from {day:%Y-%m-%d}")
    return Template(page).substitute(
        {"break": "" if first else _BREAK},
        title=escape(_("Consent of the guardian") if subject.for_child else _("Consent to keeping personal data")),
        subtitle=escape(settings.get("centre_name") or _("Neighbourhood centre")),
        facts=_rows(facts, per_row=2),
        wording="".join(f"<p>{escape(line)}</p>" for line in words.text.splitlines() if line.strip()),
        signatures=_rows([(label, _LINE) for label in signed], per_row=1),
        foot=escape(foot.format(version=words.version, day=words.valid_from)),
    )  # fmt: skip


def _rows(pairs: list[tuple[str, str]], *, per_row: int) -> str:
    cells = [
        f'<td width="18%">{escape(label)}</td><td width="{32 if per_row > 1 else 82}%">{escape(value) or "&nbsp;"}</td>'
        for label, value in pairs
    ]
    lines = ["".join(cells[at : at + per_row]) for at in range(0, len(cells), per_row)]
    return "".join(f"<tr>{line}</tr>" for line in lines)
