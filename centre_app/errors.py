"""Every error a clerk can understand and act on, each with its sentence. A bug is no CentreError.

`words` is the sentence with the data of this case; `bare` the one used when the database's own guard raised the error
and nothing is known but its name. Sections follow the slices.
"""

from typing import Any, ClassVar

from centre_app.i18n import N_, _


class CentreError(Exception):
    """Something that happened to the clerk's work, with the data to say it clearly."""

    words: ClassVar[str]
    bare: ClassVar[str] = ""

    def __init__(self, **data: Any) -> None:
        super().__init__(type(self).__name__)
        self.data = data

    def sentence(self) -> str:
        """What happened, to what, and what to do next, in the current language."""
        if not self.data and self.bare:
            return _(self.bare)
        return _(self.words).format(**self.data)

    def __str__(self) -> str:
        return self.sentence()


def by_name(name: str) -> type[CentreError] | None:
    """The error class of that name: a guard in the database raises by name."""
    found = globals().get(name)
    return found if isinstance(found, type) and issubclass(found, CentreError) else None


# --- storage ---


class Busy(CentreError):
    """Another window or process is writing; the same call may go through in a moment."""

    words = N_("The data are being written by another program at the moment. Please try again.")


class DatabaseNewer(CentreError):
    """The file was written by a newer release: opening it would lose what that release knows."""

    words = N_(
        "{path} was written by a newer version of this program ({migration}). Please update the program first."
    )


class NotOurDatabase(CentreError):
    """A file that SQLite can read, but that is not a centre's."""

    words = N_(
        "{path} is a database of another program, not of a neighbourhood centre. Please choose another folder."
    )


class DatabaseUnreadable(CentreError):
    """Not a database at all, encrypted by something else, or damaged."""

    words = N_("{path} cannot be read: it is damaged or not a database. Please restore a backup ({detail}).")


class FolderNotWritable(CentreError):
    """The data folder cannot be created or written."""

    words = N_(
        "The folder {path} cannot be written. Please choose another data folder or ask for the right to write there."
    )


class DiskFull(CentreError):
    """The disk has no room left; the action was not done."""

    words = N_("The disk is full: this was not saved. Please free some space on the disk and try again.")


class DiskFailed(CentreError):
    """Reading or writing the file failed; the action was not done."""

    words = N_(
        "The data file could not be read or written, so this was not saved. Please check the disk ({detail})."
    )


class NotOpen(CentreError):
    """A verb was called before a centre was opened."""

    words = N_(
        "No centre is open yet. Please run “main.py” once, or “main.py sample”, to make one in this folder."
    )


class ClockBehind(CentreError):
    """The computer's clock is before the last recorded action (usually a dead battery)."""

    words = N_(
        "The computer's clock says {now:%Y-%m-%d %H:%M}, but something was already recorded at {last:%Y-%m-%d %H:%M}. "
        "Please correct the clock, or confirm it in the window, before anything is written."
    )


class ClockAhead(CentreError):
    """The computer's clock is far ahead of the last recorded action, and no closed days explain the pause."""

    words = N_(
        "The computer's clock says {now:%Y-%m-%d %H:%M}, but the last entry is of {last:%Y-%m-%d %H:%M}. "
        "Please correct the clock, or confirm it in the window, before anything is written."
    )


class NothingToUndo(CentreError):
    """No action of this clerk is left to undo."""

    words = N_("There is nothing to undo.")


class NothingToRedo(CentreError):
    """No undone action is left to do again."""

    words = N_("There is nothing to redo.")


class UndoRefused(CentreError):
    """A later action stands on what would be undone."""

    words = N_("This cannot be undone, because a later step builds on it: “{later}”. Undo that one first.")


class BackupFailed(CentreError):
    """A backup could not be written or did not open again."""

    words = N_("The backup {path} could not be made: {detail}. Please check the folder and the free space.")


class BackupUnreadable(CentreError):
    """The file chosen for restoring is no backup of a centre."""

    words = N_(
        "{path} is not a backup of a neighbourhood centre. Nothing was changed. Please choose another file."
    )


class EraseIncomplete(CentreError):
    """Erased data may still stand in the file's free parts, because another program was using the file."""

    words = N_(
        "The data are erased, but traces may remain in the file because another window or program is using it. "
        "Please close the other windows and erase again."
    )


class NoCentreHere(CentreError):
    """A command that only reads was given a folder without a centre."""

    words = N_("There is no centre in {folder} yet. Please name its data folder with --data, or make one with “sample”.")


class NotFound(CentreError):
    """A row that was there when the screen was painted is gone, or an unknown id was given."""

    words = N_("This entry no longer exists. It may have been undone or changed in another window.")


class NotAllowedBySchema(CentreError):
    """The database refused a value that no form lets through."""

    words = N_("The data file refused this entry as impossible ({detail}). Nothing was saved.")


# --- importing ---


class UnusableFile(CentreError):
    """The base of every reason why nothing of a file can be taken over."""


class ImportFileMissing(UnusableFile):
    """No file of that name."""

    words = N_("There is no file “{file}”. Please check the name and the folder, and choose the file again.")


class ImportFileIsFolder(UnusableFile):
    """A folder was given where a file is needed."""

    words = N_("“{file}” is a folder. Please choose one file inside it.")


class ImportFileInUse(UnusableFile):
    """The system does not let us read the file: usually another program has it open."""

    words = N_(
        "“{file}” cannot be opened. Please close it in other programs, or copy it to the desktop, and try again."
    )


class ImportFileEmpty(UnusableFile):
    """Nothing is in the file, or nothing on any of its sheets."""

    words = N_("“{file}” is empty. Please choose the file that holds the list.")


class NotAList(UnusableFile):
    """Neither a workbook nor text: a picture, a program, a document with another ending."""

    words = N_(
        "“{file}” is no list that can be read. Please save the list as .xlsx or .csv and choose that file."
    )


class WebPageNotWorkbook(UnusableFile):
    """Many systems export a web page under the name of a workbook."""

    words = N_(
        "“{file}” is a web page with the name of a workbook. Please open it in Excel or WPS and save it as .xlsx."
    )


class WorkbookDamaged(UnusableFile):
    """A workbook cut short, or with parts that are not what they should be."""

    words = N_(
        "“{file}” is damaged or incomplete. Please copy it again, or open it in Excel or WPS and save it anew."
    )


class WorkbookLocked(UnusableFile):
    """The workbook is encrypted."""

    words = N_(
        "“{file}” is protected by a password. Please open it in Excel or WPS, remove the password and save it."
    )


class ImportTooLarge(UnusableFile):
    """More data than a list can have, perhaps packed to harm (a zip bomb)."""

    words = N_(
        "“{file}” unpacks to more than {megabytes} MB. Please keep only the sheet with the list in it, and try again."
    )


class ImportTooManyRows(UnusableFile):
    """Entries beyond the last row or column that is read."""

    words = N_(
        "“{file}” has entries in row {row}, column {column}; lists of up to {limit} rows can be imported. "
        "Please delete stray entries below or beside the list, or split the list into several files."
    )


class TextDamaged(UnusableFile):
    """Bytes that are no letters in any of the encodings that are read."""

    words = N_(
        "Line {row} of “{file}” holds characters that cannot be read. Please save the file again as UTF-8 or .xlsx."
    )


class QuoteNeverClosed(UnusableFile):
    """A cell of a text file began with a quotation mark and ran to the end of the file."""

    words = N_(
        "In “{file}” a quotation mark that opens near row {row} is never closed. Please add the missing mark there."
    )


class CellTooLong(UnusableFile):
    """One cell holds more text than any workbook allows."""

    words = N_(
        "A cell near row {row} of “{file}” is too long to be part of a list. Please shorten it, and try again."
    )


class NoHeadings(UnusableFile):
    """No row with headings of this kind of list was found."""

    words = N_(
        "“{file}” has no row of headings that is known for this kind of list. At least one of these is needed: {needed}. "
        "These are known too: {known}."
    )


# --- people ---


class CodeTaken(CentreError):
    """A card number or barcode that already means something else: the two share one space."""

    words = N_("The number {code} already belongs to {owner}. Please use another one.")
    bare = N_("This number already belongs to another card or copy. Please use another one.")


class AlreadyHere(CentreError):
    """One open visit per person."""

    words = N_("{name} is already checked in since {since:%H:%M}.")
    bare = N_("This person is already checked in.")


class GuardianLoop(CentreError):
    """Nobody is their own guardian, directly or in a circle."""

    words = N_("{name} cannot be the guardian here: the two would be guardians of each other.")
    bare = N_("Two people cannot be guardians of each other, and nobody is their own guardian.")


class NameMissing(CentreError):
    """A person without a name, or with blanks for a name."""

    words = N_("The name is missing. Please type at least one character.")


class NameTooLong(CentreError):
    """More than a name."""

    words = N_(
        "The name has {length} characters; at most {most} fit. Please shorten it and put the rest in the note."
    )


class TextTooLong(CentreError):
    """More than fits into a field."""

    words = N_("“{text}…” is too long: at most {most} characters fit here. Please shorten it.")


class PhoneImpossible(CentreError):
    """No exchange could connect this number."""

    words = N_(
        "“{phone}” cannot be a telephone number. A mobile number has 11 digits and begins with 1; "
        "a landline is typed with its area code, such as 0571 88886666."
    )


class BirthUnreadable(CentreError):
    """Neither a date nor a year nor an age."""

    words = N_("“{text}” is no date, year or age. Please type for example 1958-03-02, 1958 or 67.")


class BirthInFuture(CentreError):
    """Not born yet."""

    words = N_("The date of birth is in the future. Please check it.")


class BirthTooEarly(CentreError):
    """Older than anybody alive."""

    words = N_("The year of birth is before {year}. Please check it.")


class CardNumberTooLong(CentreError):
    """More than a card number."""

    words = N_("The card number is too long: at most {most} characters fit. Please check it.")


class AlreadyLeft(CentreError):
    """A visit that was checked out cannot be checked out again."""

    words = N_("{name} was already checked out at {left:%H:%M}.")


class LeftBeforeArrived(CentreError):
    """A visit cannot end before it began."""

    words = N_(
        "The leaving time {left:%m-%d %H:%M} is before the arrival at {arrived:%m-%d %H:%M}. Please correct it."
    )


class VisitInFuture(CentreError):
    """Nobody has come or gone at a time that is still to come."""

    words = N_("{moment:%Y-%m-%d %H:%M} is still to come. Please enter a time up to now.")


class NoRoomYet(CentreError):
    """Visits are counted by zone, and there is no zone."""

    words = N_("There is no zone yet to check in to. Please add one in Settings first.")


class HeadCountImpossible(CentreError):
    """A group of nobody, or of a whole town."""

    words = N_("A group has between 1 and {most} people. Please check the number.")


# --- centre ---


class NameTaken(CentreError):
    """Rooms and clerks are told apart by name."""

    words = N_("There is already one called “{name}”. Please choose another name.")
    bare = N_("This name is already used. Please choose another name.")


class RoomChangeBreaksBookings(CentreError):
    """A room was made smaller or exclusive while bookings need it as it was."""

    words = N_(
        "“{room}” has bookings that would no longer fit: {bookings}. Please change or cancel them first."
    )
    bare = N_("The room has bookings that would no longer fit. Please change or cancel them first.")


class HoursImpossible(CentreError):
    """Opening hours that are no times, or that close before they open."""

    words = N_(
        "The opening hours of {weekday} cannot be “{opens_at}” to “{closes_at}”. Please write times like 08:30 and 21:00, "
        "the closing time after the opening time."
    )


class PastHoursStay(CentreError):
    """Hours that were in force are part of the past's figures and are never rewritten."""

    words = N_(
        "Opening hours cannot be changed for days that are over ({day:%Y-%m-%d}). Please let them begin today or later."
    )


class ClosureImpossible(CentreError):
    """A closure that ends before it starts, or lasts longer than ten years."""

    words = N_(
        "A closure cannot last from {starts_at:%Y-%m-%d %H:%M} to {ends_at:%Y-%m-%d %H:%M}. "
        "Please give an end that is after the start, within ten years."
    )


# --- rooms ---


class RoomAlreadyBooked(CentreError):
    """The room is taken at that time, buffers included."""

    words = N_("{room} is already taken then: {clash}. Please choose another time or room.")
    bare = N_("The room is already taken at that time. Please choose another time or room.")


class RoomFull(CentreError):
    """More people at one moment than the room has places."""

    words = N_("{room} has {capacity} places; {taken} are taken then, so {wanted} more do not fit.")
    bare = N_("The room does not have enough places at that time.")


class BookingEndsBeforeStart(CentreError):
    """The end lies before the start."""

    words = N_(
        "The booking would end at {ends}, before it starts at {starts}. Please correct the start or the end."
    )


class BookingHasNoLength(CentreError):
    """Start and end are the same moment."""

    words = N_("The booking starts and ends at {starts}. Please give a later end.")


class BookingTooLong(CentreError):
    """A booking is for at most 24 hours."""

    words = N_(
        "The booking from {starts} to {ends} is longer than 24 hours. Please make one booking for each day."
    )


class BookingNotWholeMinutes(CentreError):
    """Bookings begin and end on whole minutes."""

    words = N_("Bookings start and end on whole minutes. Please write times like 9:30.")


class BookingTooFarAhead(CentreError):
    """Mostly a mistyped year; hours and holidays that far ahead are unknown."""

    words = N_("{day} is more than {years} years ahead. Please check the year.")
    bare = N_("The date of this booking cannot be right. Please check the year.")


class BookingBuffersTooLong(CentreError):
    """Buffers are 0 to 720 minutes on each side."""

    words = N_("The minutes kept free before and after a booking must be between 0 and {most}.")


class BookingOutsideHours(CentreError):
    """The room is not open during the whole booking."""

    words = N_("{room} is open on {day} at {hours} only. Please choose a time within these hours.")


class BookingOnClosedDay(CentreError):
    """The centre is not open at all on that weekday."""

    words = N_(
        "{room} is closed on {day}. Please choose another day, or change the opening hours in Settings."
    )


class BookingInClosure(CentreError):
    """A closure of the centre or of the room lies in that time."""

    words = N_("{room} is closed {closed} ({reason}). Please choose another time or room.")


class NoOpeningHours(CentreError):
    """Nothing can be booked before it is known when the centre is open."""

    words = N_("No opening hours are set yet, so nothing can be booked. Please set them in Settings first.")


class BookingHeadCountImpossible(CentreError):
    """Zero or fewer people."""

    words = N_("The number of people must be at least 1, not {count}.")


class RoomTooSmall(CentreError):
    """More people than the room has places, even when it is empty."""

    words = N_("{room} has {capacity} places, too few for {wanted} people. Please choose a larger room.")


class RoomNotInUse(CentreError):
    """The room was taken out of use."""

    words = N_("{room} is no longer in use. Please choose another room.")


class BookingNeedsTitleOrPerson(CentreError):
    """Nobody could tell whose booking it is."""

    words = N_("Please write what the room is booked for, or choose a contact person.")


class CancelNeedsReason(CentreError):
    """Whoever asks later must be able to learn why."""

    words = N_("Please give the reason for the cancellation.")


class BookingStateForbids(CentreError):
    """The verb does not fit what already became of the booking."""

    words = N_("“{title}” is {status}: this can no longer be done with it.")


class BookingNotBegun(CentreError):
    """Too early to say what became of the booking."""

    words = N_("“{title}” is on {when}: that is still to come. Please choose this when it is time.")


class CameCountImpossible(CentreError):
    """A completed booking had people; none at all is a no-show."""

    words = N_(
        "The number of people who came must be between 1 and {most}, not {count}. If nobody came, choose “Did not come”."
    )


# --- rooms: calendar ---


class HoursEndBeforeBegin(CentreError):
    """Hours that would be valid until a day that is not after their first."""

    words = N_(
        "These hours would be valid from {valid_from:%Y-%m-%d} until {valid_until:%Y-%m-%d}. "
        "Please give a last day that is not before the first."
    )


class RoomHoursMissing(CentreError):
    """A zone with hours of its own that never opens."""

    words = N_(
        "“{room}” would never be open. Please give at least one weekday a time, or add a closure of the zone instead."
    )


class OpeningImpossible(CentreError):
    """An extra opening that ends before it starts, or lasts longer than a day."""

    words = N_(
        "An extra opening cannot last from {starts_at:%Y-%m-%d %H:%M} to {ends_at:%Y-%m-%d %H:%M}. "
        "Please give an end that is after the start, at most 24 hours later; for several days let it repeat."
    )


class RuleUnreadable(CentreError):
    """A recurrence that is no RRULE of days, weeks, months or years, or that never happens."""

    words = N_(
        "“{rule}” is no repetition that can be followed. Please choose one from the list, and check its last day."
    )


class NoticeUnreadable(CentreError):
    """A text without a single holiday in the official wording."""

    words = N_(
        "No holidays were found in this text. Please paste the whole notice, with lines like “一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。”"
    )


class NoticeWithoutYear(CentreError):
    """The notice does not say which year it is for."""

    words = N_("The text does not say which year it is for. Please type the year beside it.")


class NoticeContradicts(CentreError):
    """A date of the notice does not fit its weekday or the number of days: a wrong year, or a piece is missing."""

    words = N_(
        "“{line}” does not add up for {year}: {problem}. Please check the year and that the whole notice was pasted."
    )


class DayNotInYear(CentreError):
    """A day put into the list of another year."""

    words = N_("{day:%Y-%m-%d} is not in {year}. Please choose a day of that year.")


class ImpactChanged(CentreError):
    """Something was booked or lent between looking at what a closure hits and saving it."""

    words = N_("Meanwhile something else was booked at that time. Please look at the list again, then save.")


# --- rooms: equipment ---


class EquipmentTaken(CentreError):
    """More pieces wanted at one moment than there are."""

    words = N_(
        "Of “{equipment}” only {free} are free then, so {wanted} cannot be given. Please take fewer or another time."
    )
    bare = N_("There are not enough pieces of the equipment free at that time. Please take fewer or another time.")


class EquipmentElsewhere(CentreError):
    """What belongs to one room cannot be had in another."""

    words = N_("“{equipment}” belongs to {home} and cannot be used in {room}. Please choose other equipment.")


class EquipmentNotForBooking(CentreError):
    """A machine of the register that nobody books, or one taken out of use."""

    words = N_("“{equipment}” cannot be booked with a room. Please choose other equipment.")


class EquipmentChangeBreaksBookings(CentreError):
    """Fewer pieces, or another home, while bookings need them as they were."""

    words = N_(
        "Bookings ahead need “{equipment}” as it is: {bookings}. Please change what they want first."
    )


class FaultWithoutWords(CentreError):
    """A fault that does not say what is wrong."""

    words = N_("Please write what is wrong with it.")


class FaultEndsBeforeStart(CentreError):
    """Mended before it broke."""

    words = N_("The fault began on {from_day:%Y-%m-%d}; it cannot be over on {until_day:%Y-%m-%d}. Please correct the day.")


class DayNotCome(CentreError):
    """An inspection or a repair on a day that is still to come."""

    words = N_("{day:%Y-%m-%d} is still to come. Please enter a day up to today.")


# --- rooms: requests, waiting, moving ---


class QuotaExceeded(CentreError):
    """A booking beyond what one person should have; the clerk may allow it with a reason."""

    words = N_("This is more than one person should book: {warnings} Please give a reason to book it all the same.")


class DeclineNeedsReason(CentreError):
    """Whoever asked for the room must be able to learn why not."""

    words = N_("Please give the reason why the request is declined.")


class DisplaceNeedsReason(CentreError):
    """Whoever had the room must be able to learn why they have to give way."""

    words = N_("Please give the reason why the other booking has to give way.")


class ToldNeedsWhom(CentreError):
    """That somebody was told is worth something only with their name."""

    words = N_("Please write who was told.")


class PlaceStillTaken(CentreError):
    """Priority displaces what is agreed, not what is under way."""

    words = N_("{room} is in use by “{title}” ({status}), which cannot be displaced. Please choose another time or room.")


class WaitingTooLate(CentreError):
    """There is nothing to wait for once the time has begun."""

    words = N_("That time has already begun. Please choose a later one.")


class WaitingNeedsContact(CentreError):
    """Nobody could be called when the place comes free."""

    words = N_("Please choose a person, or write down a name and telephone number to call.")


class WaitingOver(CentreError):
    """The verb does not fit what already became of the entry."""

    words = N_("This entry of the waiting list is over: {status}.")


class NothingToMove(CentreError):
    """Several bookings were to be moved, and none was named."""

    words = N_("No booking was chosen. Please choose at least one.")


class SuggestionGone(CentreError):
    """What was free when it was suggested was taken meanwhile, or the booking that was to move has changed."""

    words = N_("This alternative is no longer possible. Please look at the new ones.")


# --- rooms: series and calendar files ---


class SeriesWithinDay(CentreError):
    """A rule that recurs within one day."""

    words = N_("A series has at most one date a day. Please book what recurs within a day one by one.")


class SeriesRuleImpossible(CentreError):
    """An interval or count of zero, a 32nd of the month."""

    words = N_("No series can follow this: “every” and “times” must be at least 1, days between 1 and 31.")


class SeriesTooLong(CentreError):
    """More dates than anybody plans."""

    words = N_("This would be more than {most} dates. Please choose an earlier end or fewer days.")


class SeriesEndsBeforeStart(CentreError):
    """The last day of a series lies before its first."""

    words = N_("The series would end on {until}, before it begins on {starts}. Please change one of the two.")


class SeriesHasNoDates(CentreError):
    """A rule without any date in its time."""

    words = N_("No date fits this rule in its time. Please change the days or the end.")


class SeriesCannotMoveDay(CentreError):
    """A rule that names no weekday or day of the month, so that none can be moved."""

    words = N_(
        "This series names no weekday that could be moved. Please change how often it is, or only this one date."
    )


class SeriesWordsUnclear(CentreError):
    """Part of a typed sentence was not understood."""

    words = N_(
        "“{words}” was not understood. Please write for example: every Wednesday and Friday 14:00-16:00, until 12-30."
    )


class DayUnclear(CentreError):
    """A typed day that no calendar has."""

    words = N_("“{words}” is not a day of the calendar. Please write it like 12-30 or 2026-12-30.")


class TimeUnclear(CentreError):
    """A typed time that no clock shows."""

    words = N_("“{words}” is not a time of the day. Please write it like 14:00-16:00.")


class SeriesNothingFree(CentreError):
    """Not one date of a series can be booked."""

    words = N_("None of the {count} dates can be booked. First: {first} Please choose another room or time.")


class SeriesDoesNotFit(CentreError):
    """Bookings of a series cannot go where a change would put them."""

    words = N_("{count} dates do not fit there. First: {first} Please choose for each: leave it, skip it, or move it.")


class NotOfSeries(CentreError):
    """A booking of no series was to be changed with its series."""

    words = N_("“{title}” is a single booking and belongs to no series. Please change it on its own.")


class SeriesHasNothingAhead(CentreError):
    """Nothing of a series is left that could be changed or cancelled."""

    words = N_("Nothing of this series is still to come. What has been stays as it was.")


class IcsUnreadable(CentreError):
    """A file that is no calendar."""

    words = N_("{file} is not a calendar that can be read. Please export it again as an .ics file.")


class IcsEmpty(CentreError):
    """A calendar without events."""

    words = N_("{file} is a calendar without any event, so there is nothing to take over.")


class IcsTimeZoneUnknown(CentreError):
    """An event's time zone that nobody knows and the file does not explain."""

    words = N_("The time zone “{zone}” of “{title}” is not known. Please export the calendar with another time zone.")


class IcsTooLarge(CentreError):
    """A calendar beyond what a centre exchanges."""

    words = N_("{file} holds more than {most} events. Please export a shorter time.")


class IcsWholeDay(CentreError):
    """An event without times."""

    words = N_("“{title}” is for whole days and has no times. Please book it by hand.")


class IcsRoomUnknown(CentreError):
    """An event whose place is none of the rooms, where no room was chosen."""

    words = N_("“{title}”: “{location}” is none of the zones. Please choose a zone for such events.")


class IcsNothingFits(CentreError):
    """Nothing of a calendar can be booked."""

    words = N_("None of the events can be booked here. Please look at the list for the reasons.")


class IcsNotWritten(CentreError):
    """A calendar file could not be written."""

    words = N_("{path} could not be written. Please choose another folder.")


# --- lending ---


class CopyAlreadyLent(CentreError):
    """One open loan per copy."""

    words = N_("“{title}” ({barcode}) is out with {borrower} since {since:%m-%d}. Return it first.")
    bare = N_("This copy is already out. Return it first.")


class CopyLost(CentreError):
    """A copy marked lost is not lent; taking it back marks it found."""

    words = N_("“{title}” ({barcode}) is marked as lost. If it is here, return it first: it then counts as found.")


class CopyWithdrawn(CentreError):
    """A copy taken out of the stock is not lent."""

    words = N_(
        "“{title}” ({barcode}) was withdrawn and is not lent. If it belongs to the stock again, mark it as good first."
    )


class LoanLimitReached(CentreError):
    """A person has as many copies as the settings allow."""

    words = N_("{count} of {limit} allowed copies are already out. Please return one first.")


class BorrowerOverdue(CentreError):
    """Somebody with something overdue borrows nothing more."""

    words = N_("“{title}” ({barcode}) was due on {due:%m-%d}. Please return or renew it first.")


class RenewalLimitReached(CentreError):
    """A loan was renewed as often as the settings allow."""

    words = N_("“{title}” has had its {times} of {limit} renewals. It is due on {due:%m-%d}.")


class LoanEnded(CentreError):
    """A loan to be renewed was returned meanwhile."""

    words = N_("“{title}” was already returned on {returned:%m-%d %H:%M}, so the loan cannot be renewed.")


class NotOnLoan(CentreError):
    """Something was to be returned that is not out."""

    words = N_("“{title}” ({barcode}) is not out, so there is nothing to return. It can go back to its shelf.")


class WithdrawWhileOut(CentreError):
    """A copy leaves the stock only from the shelf."""

    words = N_("“{title}” ({barcode}) is out with {borrower}. Return it before withdrawing it.")


class TitleNeedsName(CentreError):
    """A title without a name cannot be found again."""

    words = N_("The title has no name yet. Please type one.")


class CopyNeedsBarcode(CentreError):
    """A copy is known by its barcode."""

    words = N_("The copy needs a barcode. Please scan or type one.")


class VolumesImpossible(CentreError):
    """The volumes under one barcode, as a number no set has."""

    words = N_("One barcode can stand for 1 to 1000 volumes, not {volumes}.")


class PriceImpossible(CentreError):
    """A price below zero or beyond any book's."""

    words = N_("{yuan} yuan cannot be the price. Please check the number.")


# --- access ---


class LastClerk(CentreError):
    """Somebody must be there to be on duty."""

    words = N_("{name} is the only clerk left. Please add or switch on another one first.")


class ClerkIsOnDuty(CentreError):
    """The clerk to be switched off is at the desk now."""

    words = N_("{name} is on duty now. Please let another clerk take over first.")


class ClerkSwitchedOff(CentreError):
    """A clerk was chosen who no longer serves."""

    words = N_("{name} is switched off. Please choose another clerk, or switch {name} on in the settings.")


# --- settings ---


class NumberOutOfRange(CentreError):
    """A number of the settings beyond what is sensible."""

    words = N_("“{label}” must be a whole number from {least} to {most}.")


class PrefixUnfit(CentreError):
    """The letters before running numbers are what tells them from everything else that is scanned."""

    words = N_("“{label}” must be one to three Latin letters.")


class PrefixesAlike(CentreError):
    """Card numbers and barcodes share one space and must be told apart at a glance."""

    words = N_("Card numbers and barcodes cannot both begin with {prefix}. Please choose different letters.")


class SheetNotSaved(CentreError):
    """A sheet could not be written as PDF: the folder is read-only, full, or the file is open elsewhere."""

    words = N_("{path} could not be written. Please close it in other programs or choose another folder.")


class LastRoom(CentreError):
    """Every visit and booking needs a zone."""

    words = N_("“{room}” is the only zone left. Please add or bring back another one first.")


class RoomHasBookings(CentreError):
    """A room that is still booked cannot be taken out of use."""

    words = N_("“{room}” is still booked: {bookings}. Please move or cancel these bookings first.")


class RoomHasVisitors(CentreError):
    """People are checked in to the room that is to be taken out of use."""

    words = N_(
        "{count} people are still checked in to “{room}”. Please check them out or move them to another zone first."
    )


# --- sample ---


class SampleNeedsEmptyCentre(CentreError):
    """The sample centre never mixes with real data."""

    words = N_("This folder already holds a centre. The sample centre needs an empty folder: please name another one.")


# --- reports ---


class PeriodUnreadable(CentreError):
    """A period that is none: mistyped, or a month or week that does not exist."""

    words = N_(
        "“{text}” is not a period. Please write a day like 2026-10-22, a week like 2026-W43, a month like 2026-10, "
        "a quarter like 2026-Q4 or a year like 2026."
    )


class PeriodNotMonth(CentreError):
    """The monthly report was asked for another span."""

    words = N_("“{text}” is not a month. Please write the year and the month, like 2026-10.")


class ReportFolderMissing(CentreError):
    """The folder that a report should be written to does not exist."""

    words = N_("The folder {folder} does not exist. Please choose another one or create it first.")


class ReportTargetUnfit(CentreError):
    """The place named for a report is a folder, or no workbook's name."""

    words = N_("“{path}” cannot be the name of the workbook. Please give a file name that ends in .xlsx.")


class ReportNotWritten(CentreError):
    """The workbook could not be put in its place: open in another program, no right to write, or a failing disk."""

    words = N_(
        "{path} could not be written ({detail}). Please close it if it is open in Excel or WPS, or choose another folder. "
        "An earlier file of that name is unchanged."
    )


class ReportDiskFull(CentreError):
    """No room for the workbook."""

    words = N_("The disk is full: {path} was not written. Please free some space and export again.")


class NamesNeedReason(CentreError):
    """Names leave the centre only with a reason."""

    words = N_("Please write why the names are needed in the report.")
