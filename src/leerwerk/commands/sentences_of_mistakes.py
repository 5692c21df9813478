"""What is wrong in a file and what to do about it: English, Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from leerwerk.engine.planning.mistakes import MistakeCode as M
from leerwerk.engine.planning.mistakes import Remedy
from leerwerk.exchange.files.problems import Problem

MISTAKES: Mapping[M, tuple[str, str]] = {
    M.MISSING_TABLE: ("this table is missing.", "deze tabel ontbreekt."),
    M.EMPTY_TABLE: ("this table has no rows.", "deze tabel heeft geen rijen."),
    M.DUPLICATE_TABLE: ("this table is there twice.", "deze tabel staat er twee keer."),
    M.MISSING_COLUMN: ("the column {column} ({label}) is missing.", "de kolom {column} ({label}) ontbreekt."),
    M.DUPLICATE_COLUMN: ("“{value}” and “{other}” are the same column.", "“{value}” en “{other}” zijn dezelfde kolom."),
    M.EXTRA_CELLS: ("more cells than headings.", "meer cellen dan koppen."),
    M.BLANK: ("the cell is blank.", "de cel is leeg."),
    M.TOO_LONG: ("“{value}” is longer than {longest} characters.", "“{value}” is langer dan {longest} tekens."),
    M.NOT_A_CODE: ("“{value}” is not a code.", "“{value}” is geen code."),
    M.NOT_A_NUMBER: ("“{value}” is not a number.", "“{value}” is geen getal."),
    M.NOT_WHOLE: ("“{value}” is not a whole number.", "“{value}” is geen heel getal."),
    M.AMBIGUOUS_NUMBER: (
        "“{value}” may be read in two ways: the comma may stand for thousands or for decimals.",
        "“{value}” kan op twee manieren gelezen worden: de komma kan voor duizenden of voor decimalen staan.",
    ),
    M.TOO_LOW: ("{value} is below {low}.", "{value} is lager dan {low}."),
    M.TOO_HIGH: ("{value} is above {high}.", "{value} is hoger dan {high}."),
    M.NOT_A_CHOICE: ("“{value}” is not a word that may stand here.", "“{value}” is geen woord dat hier mag staan."),
    M.NOT_A_DATE: ("“{value}” is not a date.", "“{value}” is geen datum."),
    M.NOT_YES_NO: ("“{value}” is not yes or no.", "“{value}” is geen ja of nee."),
    M.NOT_DAGDELEN: ("“{value}” is not ten times 0 or 1.", "“{value}” is niet tien keer een 0 of 1."),
    M.UNKNOWN_MUNICIPALITY: ("there is no municipality “{value}”.", "er is geen gemeente “{value}”."),
    M.UNKNOWN_REFERENCE: ("“{value}” is not in the table {refers}.", "“{value}” staat niet in de tabel {refers}."),
    M.DUPLICATE_ID: ("“{value}” is also in row {first_row}.", "“{value}” staat ook in rij {first_row}."),
    M.DUPLICATE_ROW: ("the same as row {first_row}: {value}.", "hetzelfde als rij {first_row}: {value}."),
    M.MIN_ABOVE_MAX: (
        "the smallest size ({low}) is above the largest ({high}).",
        "de kleinste grootte ({low}) is hoger dan de grootste ({high}).",
    ),
    M.NOT_EXPECTED: ("nothing is expected here, and there is “{value}”.", "hier hoort niets, maar er staat “{value}”."),
    M.SAME_PERSON: ("this is the same person twice.", "dit is twee keer dezelfde persoon."),
    M.UNKNOWN_SETTING: ("there is no such setting.", "deze instelling bestaat niet."),
    M.NOT_WEIGHTS: ("“{value}” is not a list of weights.", "“{value}” is geen lijst met gewichten."),
}

REMEDIES: Mapping[Remedy, tuple[str, str]] = {
    Remedy.ADD_TABLE: ("Add it, as a file or a sheet.", "Voeg haar toe, als bestand of als blad."),
    Remedy.ADD_ROWS: ("Add at least one row.", "Voeg minstens een rij toe."),
    Remedy.KEEP_ONE_TABLE: ("Keep one of the two.", "Houd een van de twee."),
    Remedy.ADD_COLUMN: ("Add it in the first row.", "Voeg haar toe in de eerste rij."),
    Remedy.REMOVE_COLUMN: ("Take one of them out.", "Haal een van beide weg."),
    Remedy.QUOTE_CELLS: (
        "Put text with a comma between quotation marks.",
        "Zet tekst met een komma tussen aanhalingstekens.",
    ),
    Remedy.FILL_IN: ("Fill it in.", "Vul haar in."),
    Remedy.SHORTEN: ("Make it shorter.", "Maak het korter."),
    Remedy.WRITE_CODE: (
        "Write at most {longest} characters, without |.",
        "Hoogstens {longest} tekens, zonder |.",
    ),
    Remedy.WRITE_NUMBER: ("Write a number, such as 12.5.", "Schrijf een getal, zoals 12,5."),
    Remedy.WRITE_WHOLE_NUMBER: ("Write a number without decimals.", "Schrijf een getal zonder decimalen."),
    Remedy.WRITE_WITH_POINT: ("Write 1200 or 1.2.", "Schrijf 1200 of 1.2."),
    Remedy.STAY_IN_RANGE: ("Write a number from {low} to {high}.", "Schrijf een getal van {low} tot en met {high}."),
    Remedy.CHOOSE_FROM_LIST: ("Choose from: {choices}.", "Kies uit: {choices}."),
    Remedy.WRITE_DATE: ("Write it as 2027-03-01.", "Schrijf haar als 2027-03-01."),
    Remedy.WRITE_YES_OR_NO: ("Write yes or no.", "Schrijf ja of nee."),
    Remedy.WRITE_TEN_DAGDELEN: (
        "Write one 0 or 1 for each half day from Monday morning to Friday afternoon, as text: 1111011100.",
        "Schrijf een 0 of 1 voor elk dagdeel van maandagochtend tot en met vrijdagmiddag, als tekst: 1111011100.",
    ),
    Remedy.USE_CBS_CODE: ("Write its CBS code, such as GM0344.", "Schrijf de CBS-code, zoals GM0344."),
    Remedy.CORRECT_REFERENCE: ("Correct it, or add it there.", "Verbeter het, of voeg het daar toe."),
    Remedy.MAKE_UNIQUE: ("Give each its own.", "Geef elk een eigen code."),
    Remedy.REMOVE_ROW: ("Take one of the rows out.", "Haal een van de rijen weg."),
    Remedy.SWAP_SIZES: ("Correct one of the two sizes.", "Verbeter een van de twee."),
    Remedy.LEAVE_BLANK: ("Leave it blank.", "Laat de cel leeg."),
    Remedy.NAME_TWO_PEOPLE: ("Name two different people.", "Noem twee verschillende mensen."),
    Remedy.CORRECT_SETTING: ("There are: {choices}.", "Er zijn: {choices}."),
    Remedy.WRITE_WEIGHTS: ("Write it as none=2|primary=1.", "Schrijf het als none=2|primary=1."),
}

PROBLEMS: Mapping[Problem, tuple[str, str]] = {
    Problem.NOT_FOUND: ("not found. Is the name right?", "niet gevonden. Klopt de naam?"),
    Problem.UNKNOWN_KIND: (
        "neither a folder nor a workbook. A workbook ends in {kinds}.",
        "geen map en geen werkmap. Een werkmap eindigt op {kinds}.",
    ),
    Problem.NO_TABLES: (
        "no table in it that leerwerk knows. Tables are: {tables}.",
        "er zit geen tabel in die leerwerk kent. Tabellen zijn: {tables}.",
    ),
    Problem.NOT_UTF8: (
        "line {line} is not UTF-8. Save it as UTF-8 (a spreadsheet says: CSV UTF-8).",
        "regel {line} is geen UTF-8. Bewaar als UTF-8 (een rekenblad zegt: CSV UTF-8).",
    ),
    Problem.NOT_CSV: (
        "line {line} is not CSV: {why}. Save it as CSV again.",
        "regel {line} is geen CSV: {why}. Bewaar opnieuw als CSV.",
    ),
    Problem.NOT_JSON: (
        "line {line}, column {column}: this is not a JSON object. Compare it with the example in the guide.",
        "regel {line}, kolom {column}: dit is geen JSON-object. Vergelijk het met het voorbeeld in de handleiding.",
    ),
    Problem.NOT_A_WORKBOOK: (
        "cannot be read as a workbook ({why}). Open it in a spreadsheet and save it as .xlsx.",
        "is niet te lezen als werkmap ({why}). Open hem in een rekenblad en bewaar hem als .xlsx.",
    ),
    Problem.TOO_MANY_ROWS: (
        "{rows} rows do not fit in a sheet ({most}). Write a folder instead.",
        "{rows} rijen passen niet in een blad ({most}). Schrijf een map.",
    ),
    Problem.NOT_OURS: (
        "holds other things, and is not overwritten. Choose another name.",
        "bevat andere dingen en wordt niet overschreven. Kies een andere naam.",
    ),
    Problem.ONLY_READ: (
        "{kind} is read, but not written. Write {written}, or a folder.",
        "{kind} kan leerwerk wel lezen, maar niet schrijven. Schrijf {written}, of een map.",
    ),
    Problem.CANNOT_READ: ("cannot be read: {why}. Nothing was done.", "is niet te lezen: {why}. Er is niets gedaan."),
    Problem.CANNOT_WRITE: (
        "cannot be written: {why}. Choose another place.",
        "is niet te schrijven: {why}. Kies een andere plek.",
    ),
    Problem.PREVIOUS_NOT_FOUND: (
        "the earlier plan that the setting previous names is not there. Correct the setting, or leave it out.",
        "het eerdere plan uit de instelling previous is er niet. Verbeter de instelling, of laat haar weg.",
    ),
}
