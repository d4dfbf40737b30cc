"""Errors of the calendar: hours, closures, openings and holidays, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


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
