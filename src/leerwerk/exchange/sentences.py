"""What is wrong in a workbook, and what to do about it, as sentences."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from leerwerk.engine.planning.mistakes import Mistake, MistakeCode, Remedy

NOT_YOURS = "not_yours"
UNKNOWN_BLUEPRINT = "unknown_blueprint"
WRONG_KIND = "wrong_kind"
PERIOD = "period"
OF_BLUEPRINT = "of_blueprint"
GUIDED_ELSEWHERE = "guided_elsewhere"
NO_OPTION = "no_option"
WITHDRAWN = "withdrawn"
FULL = "full"
KEPT = "kept"
YEARS = "years"
NOT_YET = "not_yet"

WRONG: Mapping[str, Promise] = {
    MistakeCode.MISSING_TABLE: gettext_lazy("This sheet is missing."),
    MistakeCode.EMPTY_TABLE: gettext_lazy("This sheet is empty."),
    MistakeCode.DUPLICATE_TABLE: gettext_lazy("This sheet is here twice; the second is called “%(value)s”."),
    MistakeCode.MISSING_COLUMN: gettext_lazy("This column is missing."),
    MistakeCode.DUPLICATE_COLUMN: gettext_lazy("This column stands here twice: %(value)s and %(other)s."),
    MistakeCode.EXTRA_CELLS: gettext_lazy("This row has more cells than there are headings."),
    MistakeCode.BLANK: gettext_lazy("This cell is empty."),
    MistakeCode.TOO_LONG: gettext_lazy("“%(value)s” is longer than %(longest)s characters."),
    MistakeCode.NOT_A_CODE: gettext_lazy("“%(value)s” cannot be a code."),
    MistakeCode.NOT_A_NUMBER: gettext_lazy("“%(value)s” is not a number."),
    MistakeCode.NOT_WHOLE: gettext_lazy("“%(value)s” is not a whole number."),
    MistakeCode.AMBIGUOUS_NUMBER: gettext_lazy("“%(value)s” can be read as two different numbers."),
    MistakeCode.TOO_LOW: gettext_lazy("%(value)s is below %(low)s."),
    MistakeCode.TOO_HIGH: gettext_lazy("%(value)s is above %(high)s."),
    MistakeCode.NOT_A_CHOICE: gettext_lazy("“%(value)s” is not one of the words that can stand here."),
    MistakeCode.NOT_A_DATE: gettext_lazy("“%(value)s” is not a date."),
    MistakeCode.NOT_YES_NO: gettext_lazy("“%(value)s” is neither yes nor no."),
    MistakeCode.NOT_DAGDELEN: gettext_lazy("“%(value)s” does not say yes (1) or no (0) for ten dagdelen."),
    MistakeCode.UNKNOWN_MUNICIPALITY: gettext_lazy("There is no municipality “%(value)s”."),
    MistakeCode.UNKNOWN_REFERENCE: gettext_lazy(
        "“%(value)s” does not stand in the sheet it refers to, nor in leerwerk."
    ),
    MistakeCode.DUPLICATE_ID: gettext_lazy("%(value)s stands here twice; the first time in row %(first_row)s."),
    MistakeCode.DUPLICATE_ROW: gettext_lazy("This row is the same as row %(first_row)s."),
    MistakeCode.MIN_ABOVE_MAX: gettext_lazy("The smallest size %(low)s is above the largest size %(high)s."),
    MistakeCode.NOT_EXPECTED: gettext_lazy("Nothing is expected in this cell."),
    MistakeCode.SAME_PERSON: gettext_lazy("This names the same person twice."),
    MistakeCode.UNKNOWN_SETTING: gettext_lazy("There is no setting of this name."),
    MistakeCode.NOT_WEIGHTS: gettext_lazy("These are no weights."),
    NOT_YOURS: gettext_lazy("“%(value)s” is not yours to change."),
    UNKNOWN_BLUEPRINT: gettext_lazy("There is no blueprint “%(value)s”."),
    WRONG_KIND: gettext_lazy("“%(value)s” is not the kind of organisation that is meant here."),
    PERIOD: gettext_lazy("The last day, %(value)s, is before the first day, %(low)s."),
    OF_BLUEPRINT: gettext_lazy("The blueprint of this group says “%(other)s”, not “%(value)s”."),
    GUIDED_ELSEWHERE: gettext_lazy("This person is guided by “%(other)s”, not by “%(value)s”."),
    NO_OPTION: gettext_lazy("The group “%(value)s” is no longer an option, so that a workbook does not change it."),
    WITHDRAWN: gettext_lazy("The workplace “%(value)s” was withdrawn."),
    FULL: gettext_lazy("Full: with %(value)s places there are fewer than people who work here, %(low)s."),
    KEPT: gettext_lazy("Of this budget € %(low)s thousand is kept for groups, more than %(value)s."),
    YEARS: gettext_lazy("The year %(value)s is before the year in which the work began, %(low)s."),
    NOT_YET: gettext_lazy("The year %(value)s is still to come."),
}

ADVICE: Mapping[str, Promise] = {
    Remedy.ADD_TABLE: gettext_lazy("Add the sheet, or begin with the template."),
    Remedy.ADD_ROWS: gettext_lazy("Add rows below the headings."),
    Remedy.ADD_COLUMN: gettext_lazy("Add the column, or begin with the template."),
    Remedy.REMOVE_COLUMN: gettext_lazy("Remove one of the two."),
    Remedy.KEEP_ONE_TABLE: gettext_lazy("Keep one of the two sheets and remove the other."),
    Remedy.QUOTE_CELLS: gettext_lazy(
        "Remove the cells without a heading. In a csv file: put a text that holds the separator between quotes."
    ),
    Remedy.FILL_IN: gettext_lazy("Fill it in."),
    Remedy.SHORTEN: gettext_lazy("Make it shorter."),
    Remedy.WRITE_CODE: gettext_lazy("Write a short name without the sign |."),
    Remedy.WRITE_NUMBER: gettext_lazy("Write a number in digits."),
    Remedy.WRITE_WHOLE_NUMBER: gettext_lazy("Write a number without decimals."),
    Remedy.WRITE_WITH_POINT: gettext_lazy("Write it without a sign for thousands."),
    Remedy.STAY_IN_RANGE: gettext_lazy("Stay within the bounds."),
    Remedy.CHOOSE_FROM_LIST: gettext_lazy("Choose a word from the list."),
    Remedy.WRITE_DATE: gettext_lazy("Write the date as 2027-02-01."),
    Remedy.WRITE_YES_OR_NO: gettext_lazy("Write yes or no."),
    Remedy.WRITE_TEN_DAGDELEN: gettext_lazy("Write ten times 0 or 1, Monday morning to Friday afternoon."),
    Remedy.USE_CBS_CODE: gettext_lazy("Write the name of the municipality, or its CBS code such as GM0344."),
    Remedy.CORRECT_REFERENCE: gettext_lazy("Correct the code, or add it to the sheet it refers to."),
    Remedy.MAKE_UNIQUE: gettext_lazy("Give each its own code."),
    Remedy.REMOVE_ROW: gettext_lazy("Remove one of the rows."),
    Remedy.SWAP_SIZES: gettext_lazy("Correct one of the two sizes."),
    Remedy.LEAVE_BLANK: gettext_lazy("Leave the cell empty."),
    Remedy.NAME_TWO_PEOPLE: gettext_lazy("Name two different people."),
    Remedy.CORRECT_SETTING: gettext_lazy("Correct the name of the setting."),
    Remedy.WRITE_WEIGHTS: gettext_lazy("Write for example none=2|primary=1."),
    NOT_YOURS: gettext_lazy("Leave this row out, or ask the organisation that keeps it."),
    UNKNOWN_BLUEPRINT: gettext_lazy("Choose a blueprint that is in leerwerk, by its code."),
    WRONG_KIND: gettext_lazy("Name an organisation of the right kind, or correct its kind in its own sheet."),
    PERIOD: gettext_lazy("Correct one of the two days."),
    OF_BLUEPRINT: gettext_lazy("Write what the blueprint says, or choose another blueprint."),
    GUIDED_ELSEWHERE: gettext_lazy(
        "Leave the cell empty. A file stays where it is: to hand over, the other organisation begins a file of its own,"
        " with a number of its own."
    ),
    NO_OPTION: gettext_lazy("Write what is in leerwerk, or leave this row out."),
    WITHDRAWN: gettext_lazy("Leave this row out, or offer the work as a new workplace with its own code."),
    FULL: gettext_lazy("Write at least as many places as people work here."),
    KEPT: gettext_lazy("Write at least what is kept, or free some of it first."),
    YEARS: gettext_lazy("Correct one of the two years."),
    NOT_YET: gettext_lazy("Write the year in which it was, or leave the last year empty when the work goes on."),
}


def what_is_wrong(mistake: Mistake) -> str:
    """Return the sentence about a mistake."""
    code = str(mistake.parameters.get("own", mistake.code))
    shown = dict.fromkeys(("value", "low", "high", "longest", "other", "first_row"), "") | dict(mistake.parameters)
    return str(WRONG[code]) % shown


def what_to_do(mistake: Mistake) -> str:
    """Return the remedy, with the most similar word when there is one."""
    advice = str(ADVICE[str(mistake.parameters.get("own", mistake.remedy))])
    if nearest := mistake.parameters.get("nearest"):
        return f"{advice} {_('Did you mean %(nearest)s?') % {'nearest': nearest}}"
    if choices := mistake.parameters.get("choices"):
        words = ", ".join(map(str, choices)) if isinstance(choices, list | tuple) else str(choices)
        return f"{advice} ({words})"
    return advice
