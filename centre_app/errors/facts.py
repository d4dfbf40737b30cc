"""Errors of tags, the grid and saved lists of people, each with its sentence."""

from centre_app.errors.base import CentreError
from centre_app.i18n import N_


class EmergencyPhoneImpossible(CentreError):
    """No exchange could connect the number of the emergency contact."""

    words = N_(
        "“{emergency_phone}” cannot be the telephone number of the emergency contact. A mobile number has 11 digits and "
        "begins with 1; a landline is typed with its area code."
    )


class WordMissing(CentreError):
    """Something without a name that needs one."""

    words = N_("The name is missing. Please type what it is called.")


class TagTaken(CentreError):
    """Two tags of one name could not be told apart."""

    words = N_("There is a tag “{name}” already.")
    bare = N_("There is a tag of this name already.")


class TagInUse(CentreError):
    """A tag that people have is not taken away behind their back."""

    words = N_(
        "{count} people have the tag “{tag}”. Please stop offering it instead, or take it off them first."
    )


class GridLevelsImpossible(CentreError):
    """A grid has three or four levels, each with a name."""

    words = N_("A grid has three or four levels, and each needs a name.")


class GridLevelInUse(CentreError):
    """A level that has units cannot be taken away."""

    words = N_("There are {count} units of the level “{level}”. Please remove them first.")


class GridLevelsMissing(CentreError):
    """Units were to be added before it was said what the levels are called."""

    words = N_("Please choose first which levels the grid has.")


class GridTooDeep(CentreError):
    """Below the last level nothing can be added."""

    words = N_("“{unit}” is of the last level: nothing can be added below it.")


class GridUnitTaken(CentreError):
    """Two units of one name under the same unit."""

    words = N_("There is a unit “{name}” at this place already.")


class GridUnitHasUnits(CentreError):
    """A unit with others below it cannot be removed."""

    words = N_("“{unit}” still has {count} units below it. Please move or remove them first.")


class GridUnitHasPeople(CentreError):
    """A unit that people are in cannot be removed."""

    words = N_("{count} people are in “{unit}”. Please give them another unit first.")


class GridMoveImpossible(CentreError):
    """A unit keeps its level when it is moved."""

    words = N_("“{unit}” cannot go there: a unit stays on its level, below one of the level above.")


class UsedBySavedList(CentreError):
    """Something a saved list looks for cannot be taken away."""

    words = N_("The saved list “{list}” looks for “{name}”. Please change or remove that list first.")


class SavedListTaken(CentreError):
    """Two saved lists of one name."""

    words = N_("There is a saved list “{name}” already. Please choose another name.")


class NothingChosen(CentreError):
    """A list of everybody needs no name."""

    words = N_("Nothing is chosen yet. Please fill in at least one line of the filter.")


class ListReasonMissing(CentreError):
    """Names and phones in full leave the house only for a reason."""

    words = N_("Please type why names and phones are needed in full. The reason is kept.")


class ListEmpty(CentreError):
    """Nobody to be printed."""

    words = N_("Nobody is in this list.")


class ListTooLong(CentreError):
    """More people than anybody wants on paper at once."""

    words = N_("More than {most} people are in this list. Please narrow it before it is printed.")
