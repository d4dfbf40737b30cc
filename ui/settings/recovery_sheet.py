"""The recovery sheet on paper: the key's words and its square code, with what to do with them; and its preview."""

from html import escape
from importlib.resources import files
from string import Template

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.centre import recovery_sheet
from centre_app.i18n import N_, _
from ui.kit import messages
from ui.kit.attempt import attempt
from ui.kit.printing import PreviewDialog, Sheet

_COLUMNS = 4
STEPS = (
    N_("The program says at its start that the key {number} is missing: press “Type the words”."),
    N_("Type the 24 words in their order, or scan the square code, or choose a picture of it."),
    N_(
        "On a new computer: install the program, press “Bring a centre from another computer”, choose the newest backup, "
        "and type the words when they are asked for."
    ),
)


def html() -> str:
    """Return the sheet of the open centre's key in the current language. Raises NotEncrypted."""
    shown = recovery_sheet.sheet()
    template = Template((files("resources") / "print" / "recovery.html").read_text(encoding="utf-8"))
    steps = "".join(
        f"<p>{place}. {escape(_(line).format(number=shown.number))}</p>"
        for place, line in enumerate(STEPS, start=1)
    )
    return template.substitute(
        title=escape(title()),
        subtitle=escape(f"{shown.centre or _('Neighbourhood centre')} · {shown.day}"),
        number_title=escape(_("Key number")),
        number=shown.number,
        what=escape(
            _(
                "The data and backups of the centre are encrypted. This sheet opens them when the computer is lost, "
                "broken or set up anew. Nobody else has the key, not even the makers of the program."
            )
        ),
        warning=escape(
            _(
                "Whoever has this sheet and a backup can read everything. Lock it away, not at the desk and not with the backups."
            )
        ),
        code=_code_image(shown.code),
        words_title=escape(_("The 24 words of the key")),
        words=_word_rows(shown.words),
        steps_title=escape(_("When it is needed")),
        steps=steps,
        foot=escape(
            _(
                "After the key is changed this sheet still opens older backups: keep it as long as they are kept."
            )
        ),
    )


def title() -> str:
    """Return the heading of the sheet."""
    return _("Recovery sheet")


class RecoveryPreview(PreviewDialog):
    """The sheet as it will look, with a warning before it is saved as a file; printing and saving are noted with `reason`."""

    def __init__(self, parent: QWidget, *, reason: str = "") -> None:
        super().__init__(parent, title(), Sheet(html()))
        self.put_out.connect(lambda: attempt(recovery_sheet.note_printed, reason=reason))

    def on_pdf(self) -> QDialog:
        return messages.confirm(
            self,
            _("Save the key as a file?"),
            verb=_("Save as PDF"),
            detail=_(
                "On this computer the file would be as good as no encryption. Save it on a stick that is locked away, "
                "never in a synchronised folder, and print it from there."
            ),
            then=super().on_pdf,
        )


def _word_rows(words: list[str]) -> str:
    rows = [words[start : start + _COLUMNS] for start in range(0, len(words), _COLUMNS)]
    cells = [
        "".join(
            f'<td class="word" width="25%"><span style="font-size: 10pt; color: #5B6B7B;">{row * _COLUMNS + place}&nbsp;</span>{escape(word)}</td>'
            for place, word in enumerate(line, start=1)
        )
        for row, line in enumerate(rows)
    ]
    return "".join(f"<tr>{line}</tr>" for line in cells)


def _code_image(code: str) -> str:
    import segno

    image: str = segno.make_qr(code, error="m").png_data_uri(scale=12, border=2)
    return image
