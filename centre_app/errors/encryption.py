"""Errors of encryption at rest and of the key's recovery sheet, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class KeyMissing(CentreError):
    """A file is encrypted with a key that this computer's key store does not have. It is not damaged."""

    words = N_(
        "{path} is encrypted, and its key {number} is not in the key store of this computer, or the store is locked. "
        "The file is not damaged: the words on the recovery sheet of this key open it."
    )


class KeyOfAnother(CentreError):
    """The words are a whole key, but not of this file."""

    words = N_(
        "These words belong to the key {number}, but the key {wanted} is needed here. "
        "Please look for the recovery sheet that has {wanted} printed on it."
    )


class WordsUnfit(CentreError):
    """What was typed has not as many words as a key."""

    words = N_(
        "A key has 24 words; there are {count} here. Please type all the words of the recovery sheet in their order."
    )


class WordUnknown(CentreError):
    """A word that stands in no word list, so that it was misread or mistyped."""

    words = N_(
        "Word {place}, “{word}”, is none of the words that keys are written with. Please compare it with the sheet."
    )


class WordMistaken(CentreError):
    """With another word in this place the words would be the key that is needed."""

    words = N_(
        "Word {place}, “{word}”, is not the one on the sheet; all the others are right. Please compare it with the sheet."
    )


class WordsSwapped(CentreError):
    """Two words beside each other stand in the wrong order."""

    words = N_("Words {place} and {next} have changed places. Please compare them with the sheet.")


class WordsMistaken(CentreError):
    """Each word is one that keys are written with, but together they are no key."""

    words = N_(
        "These words together are no key: at least one is wrong, or two have changed places. "
        "Please compare them with the sheet one by one."
    )


class CodeUnfit(CentreError):
    """The digits of the square code are not all there, or one was read wrongly."""

    words = N_(
        "The code of the recovery sheet was not read completely. Please scan it again or type the words."
    )


class NoCodeInPicture(CentreError):
    """The picture shows no code of a recovery sheet."""

    words = N_(
        "No code of a recovery sheet can be read in {path}. Please take a sharper picture of the square code, or type the words."
    )


class NoKeyStore(CentreError):
    """The system keeps no secrets for this user: a key could not be found again at the next start."""

    words = N_(
        "This computer has no key store that can be used, so the data were not encrypted. On Linux, please set up "
        "GNOME Keyring or KWallet; on Windows and macOS, please sign in as the user who works at the desk."
    )


class AlreadyEncrypted(CentreError):
    """The centre's file is encrypted already."""

    words = N_("{path} is already encrypted, with the key {number}. Nothing was changed.")


class NotEncrypted(CentreError):
    """The centre's file is plain: there is no key to change or to take away."""

    words = N_("{path} is not encrypted. Nothing was changed.")


class InUseElsewhere(CentreError):
    """Another window or program has the file open: it cannot be encrypted under it."""

    words = N_(
        "Another window or program is using {path}. Please close it and try again; nothing was changed."
    )


class BeingEncrypted(CentreError):
    """Another window or command is writing the file anew at this moment."""

    words = N_("{path} is being encrypted by another window or command. Please wait until that is done.")


class CopyDiffers(CentreError):
    """The copy written with the new key does not hold what the file holds; the file was left as it was."""

    words = N_(
        "The encrypted copy of {path} did not agree with it ({detail}), so nothing was changed. "
        "Please check the disk, and run “check”."
    )


class NotReplaced(CentreError):
    """The finished copy could not take the file's place; the file was left as it was."""

    words = N_(
        "The encrypted copy could not take the place of {path}: {detail}. Nothing was changed. "
        "Please close other programs that use the folder and try again."
    )


class NotWiped(CentreError):
    """The change is done, but the file that gave way could not be overwritten and deleted."""

    words = N_(
        "The data are written anew, but the earlier file {path} could not be overwritten and deleted: {detail}. "
        "Please delete it by hand: it can be read as before."
    )


class KeyNotKept(CentreError):
    """The key is right, but the system has no key store: after this run it would be unknown again."""

    words = N_(
        "The key {number} is right, but this computer has no key store that can be used, so it cannot be kept. "
        "Set one up (on Linux GNOME Keyring or KWallet), or write the centre plain with “decrypt”."
    )


class WordNotOnSheet(CentreError):
    """A word typed to show that the sheet is at hand is another one than the sheet has there."""

    words = N_("Word {place} is another one on the recovery sheet. Please look at the sheet again.")
