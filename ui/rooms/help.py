"""What F1 says about the rooms page."""

from centre_app.i18n import N_

HELP = N_(
    "<h3>Rooms</h3><p>The board shows the rooms of a day side by side (Alt+1), a week of all rooms or of one (Alt+2), or a "
    "month with the share of open time that is booked, in percent (Alt+3). Hatched time is closed; the red line is now.</p>"
    "<p><b>Book</b>: click free time or draw over it; or move there with the arrow keys, draw with Shift+Down and press Enter. "
    "Ctrl+N books from anywhere. The form says at once whether the time is free and what stands in the way.</p>"
    "<p><b>Move</b>: drag a booking to another time or room, or its lower or upper edge to another length. By keyboard: Ctrl+M, "
    "then arrows and Enter; Shift+Up and Shift+Down change the end. Red says why it would not fit; Esc puts it back.</p>"
    "<p><b>It does not fit?</b> The form lists what is free instead; Alt and the number takes it. Or put them on the waiting "
    "list, or let a meeting go first with priority. <b>Repeats</b>: choose how often or write it in your own words; all dates "
    "are shown before anything is saved.</p>"
    "<p><b>A booking</b>: click it, or go to it with Tab. At the right stands all that is known of it and all that can be done. "
    "A dashed frame waits for approval, a tick has arrived, a pale one is over.</p>"
    "<p>The board carries no personal names: what is written under “What for” can be read by everybody.</p>"
)
LISTS = N_(
    "<p>Ctrl+C copies the bookings shown, Ctrl+P prints them as a list; the menu saves them as a workbook.</p>"
)
