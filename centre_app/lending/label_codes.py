"""What a scanner reads off a label: Code 128 as a row of bars, QR as a square of dots. Nothing is drawn here."""

QUIET_BARS = 10  # narrowest bars' widths of white at either end, as the standard of Code 128 asks
QUIET_DOTS = 4
LEAST_BAR = 0.19  # millimetres; narrower ones are lost on office printers and cheap scanners


def bars(code: str) -> str:
    """Code 128 of the code as `1` for black and `0` for white, without the quiet ends; "" if it cannot hold the code."""
    from barcode.codex import Code128

    if not code or not all(" " <= sign <= "~" for sign in code):
        return ""
    return str(Code128(code).build()[0])


def bar_width(code: str, room: float) -> float:
    """How wide the narrowest bar is in a room given in millimetres; 0.0 where it would be too narrow to be read."""
    drawn = bars(code)
    width = min(room / (len(drawn) + 2 * QUIET_BARS), 0.4) if drawn else 0.0
    return width if width >= LEAST_BAR else 0.0


def dots(code: str) -> list[list[bool]]:
    """The QR code of the code, row by row, True for black, without the quiet edge."""
    import segno

    return [[bool(dot) for dot in row] for row in segno.make_qr(code, error="m").matrix]
