"""Errors of resident ID numbers, consent, photos and families, each with its sentence. None of them holds a number."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class IdWrongLength(CentreError):
    """More or fewer signs than a resident ID number has."""

    words = N_("A resident ID number has 18 characters; {length} were typed. Please check it.")


class IdHasOtherSigns(CentreError):
    """Something else than digits, or than an X at the end."""

    words = N_("A resident ID number is 17 digits and a digit or X at the end. Please check it.")


class IdCheckDigitWrong(CentreError):
    """The last sign does not follow from the others."""

    words = N_("The last character does not fit the other digits: one of them is wrong. Please compare with the ID card.")  # fmt: skip


class IdBirthImpossible(CentreError):
    """No such day."""

    words = N_("Digits 7 to 14 of the ID number are no date of birth. Please compare with the ID card.")


class IdBirthInFuture(CentreError):
    """Not born yet."""

    words = N_("By this ID number the date of birth is in the future. Please compare with the ID card.")


class IdRegionUnknown(CentreError):
    """No province, city or county."""

    words = N_("The first six digits of the ID number belong to no region. Please compare with the ID card.")


class IdTaken(CentreError):
    """One ID number is one person."""

    words = N_("This ID number already belongs to {who} (card {number}). Please open that record instead.")
    bare = N_("This ID number already belongs to somebody else. Please find them by it.")


class IdInText(CentreError):
    """A whole number in a field that is kept as it is typed."""

    words = N_("A whole ID number stands in “{where}”; it may not be kept there. Please type it into the field for ID numbers.")  # fmt: skip


class GuardianConsentMissing(CentreError):
    """A child's name is kept only with the guardian's consent."""

    words = N_(
        "{who} is under {age}: the name can only be kept once a guardian has consented. Please have the form signed "
        "and enter who consented and when, or only count the visit."
    )


class GuardianNameMissing(CentreError):
    """Consent for a child, by nobody."""

    words = N_("Please enter which guardian consented for {who}; a child under {age} cannot do it alone.")


class ConsentInFuture(CentreError):
    """Nobody has consented yet at a day to come."""

    words = N_("The day of the consent, {day:%Y-%m-%d}, is still to come. Please check it.")


class WithdrawnBeforeGiven(CentreError):
    """A consent cannot end before it began."""

    words = N_("The consent was given on {day:%Y-%m-%d}; it cannot be withdrawn before. Please check the day.")  # fmt: skip


class NoConsent(CentreError):
    """A consent was to be withdrawn that nobody gave."""

    words = N_("No consent of {who} is in force, so there is nothing to withdraw.")


class WordingMissing(CentreError):
    """A wording without words."""

    words = N_("The wording is empty. Please type what people consent to.")


class WordingUnchanged(CentreError):
    """A new version that says the same."""

    words = N_("This is word for word version {version}, which is in use. Nothing was saved.")


class PhotoUnreadable(CentreError):
    """No picture, or a broken one."""

    words = N_("This file is no picture that can be read. Please choose a JPG or PNG photo.")


class PhotoTooLarge(CentreError):
    """More than a photo."""

    words = N_("This picture is too large to be a photo of a person. Please choose one of at most {most} MB.")


class FamilyEmpty(CentreError):
    """A family of one."""

    words = N_("There is nobody but the guardian. Please enter at least one child or other member.")


class MemberTwice(CentreError):
    """The same record in two lines of a family."""

    words = N_("{who} stands in the family twice. Please take one line away.")
