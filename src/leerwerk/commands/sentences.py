"""Every sentence of the command line, in English and Dutch: one per code, plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leerwerk.commands.sentences_of_mistakes import MISTAKES, PROBLEMS, REMEDIES
from leerwerk.commands.sentences_of_violations import RULES, VIOLATIONS
from leerwerk.engine.planning.mistakes import Mistake, MistakeCode
from leerwerk.engine.planning.violations import Violation, ViolationCode
from leerwerk.exchange.files import FileProblem

SENTENCES: Mapping[str, tuple[str, str]] = {
    "reading": ("Reading …", "Bezig met lezen …"),
    "preparing": (
        "Preparing the planner (the first time this takes a minute) …",
        "De planner wordt klaargezet (de eerste keer duurt dat een minuut) …",
    ),
    "writing": ("Writing …", "Bezig met schrijven …"),
    "checking": ("Checking …", "Bezig met controleren …"),
    "generating": ("Making people up …", "Bezig met mensen verzinnen …"),
    "stopping": ("Taking the best so far", "Beste tot nu toe nemen"),
    "stopped": ("Stopped. Nothing was written.", "Gestopt. Er is niets geschreven."),
    "phase_eligibility": ("Who fits where", "Wie past waar"),
    "phase_bound": ("How good can it get", "Hoe goed kan het worden"),
    "phase_construct": ("A first plan", "Een eerste plan"),
    "phase_improve": ("Making it better", "Beter maken"),
    "phase_prove": ("Proving it", "Bewijzen"),
    "phase_conflict": ("Which rules clash", "Welke regels botsen"),
    "progress": (
        "best {best}  bound {bound}  gap {gap}  {placed} people in {groups} groups",
        "beste {best}  grens {bound}  verschil {gap}  {placed} mensen in {groups} groepen",
    ),
    "planned": (
        (
            "{path}: {placed} of {people} people in {groups} of {options} groups, worth € {objective:,.1f} thousand.\n"
            "No plan is worth more than € {bound:,.1f} thousand: at most {gap:.3f} % better. In {seconds:.1f} seconds."
        ),
        (
            "{path}: {placed} van {people} mensen, {groups} van {options} groepen, waard € {objective:,.1f} duizend.\n"
            "Geen plan is meer waard dan € {bound:,.1f} duizend: hoogstens {gap:.3f} % beter. In {seconds:.1f} s."
        ),
    ),
    "travel_approximate": (
        "Some travel times are estimated from the distance between municipalities; table travel replaces them.",
        "Sommige reistijden zijn geschat uit de afstand tussen gemeenten; de tabel travel vervangt ze.",
    ),
    "infeasible": (
        "No plan can keep all locks and floors. These rules cannot hold together; let go of one of them:",
        "Geen enkel plan voldoet aan alles wat vastgezet is. Deze regels kunnen niet samen; laat er een los:",
    ),
    "perhaps_fewer": (
        (
            "The search for the smallest set was cut short. Perhaps some of these have nothing to do with it; the size "
            "of a group, places, hours or money may play a part too."
        ),
        (
            "Het zoeken naar zo weinig mogelijk regels is afgebroken. Misschien horen sommige er niet bij. Ook de "
            "grootte van een groep, plekken, uren of geld kunnen meespelen."
        ),
    ),
    "does_not_fit": ("who does not fit there: {needs}", "die past daar niet: {needs}"),
    "no_plan_in_time": (
        "No plan that keeps all locks was found in {seconds:g} seconds. Give more --time-limit, or fewer locks.",
        "In {seconds:g} seconden geen plan gevonden met alles wat vastgezet is. Geef meer tijd of minder sloten.",
    ),
    "out_is_in": (
        "{path}: the plan would take the place of the question. Give OUT another name.",
        "{path}: het plan zou de vraag overschrijven. Geef OUT een andere naam.",
    ),
    "more_mistakes": ("… and {count} more.", "… en nog {count}."),
    "nothing_done": (
        "{path}: {count} mistakes. Nothing was planned or written.",
        "{path}: {count} fouten. Er is niets gepland of geschreven.",
    ),
    "violations": ("{count} things are not right.", "{count} dingen kloppen niet."),
    "right": ("Everything holds, for all {people} people.", "Alles klopt, voor alle {people} mensen."),
    "says_no_plan": (
        "{path} claims that no plan is possible. That is not verified here, and it holds no plan to check.",
        "{path} zegt dat geen plan mogelijk is. Dat is hier niet nagegaan, en er staat geen plan in om te controleren.",
    ),
    "bound_rests_on_search": (
        (
            "The claimed bound, € {claimed:,.1f} thousand, is lower than what the prices prove; that rests on the "
            "search and is not verified here."
        ),
        (
            "De genoemde grens, € {claimed:,.1f} duizend, is lager dan wat uit de prijzen volgt; dat komt uit het "
            "zoeken en is hier niet nagegaan."
        ),
    ),
    "bound_follows": (
        "The claimed bound, € {claimed:,.1f} thousand, follows from them.",
        "De genoemde grens, € {claimed:,.1f} duizend, volgt daaruit.",
    ),
    "bound_not_verified": (
        "The claimed bound, € {claimed:,.1f} thousand, rests on the search and is not verified here.",
        "De genoemde grens, € {claimed:,.1f} duizend, komt uit het zoeken en is hier niet nagegaan.",
    ),
    "bound_from_prices": (
        "The prices alone prove that no plan is worth more than € {bound:,.1f} thousand.",
        "Alleen al uit de prijzen volgt dat geen plan meer waard is dan € {bound:,.1f} duizend.",
    ),
    "region_or_country": (
        "Say which: --region NAME (one or more), or --country.",
        "Zeg welke: --region NAAM (een of meer), of --country.",
    ),
    "unknown_region": (
        "There is no labour-market region {name}. There are: {regions}.",
        "Er is geen arbeidsmarktregio {name}. Er zijn: {regions}.",
    ),
    "cannot_generate": ("This population cannot be made: {why}.", "Deze bevolking kan niet gemaakt worden: {why}."),
    "generated": (
        "{path}: {candidates} people, {groups} group options, {workplaces} workplaces. None of them exists.",
        "{path}: {candidates} mensen, {groups} mogelijke groepen, {workplaces} werkplekken. Niets ervan bestaat echt.",
    ),
    "no_checkout": (
        "The measurements are not part of the installed program. Run this from a checkout of the repository.",
        "De metingen horen niet bij het geïnstalleerde programma. Doe dit vanuit een kopie van de repository.",
    ),
    "no_benchmark": (
        "The measurements cannot start: {why}. Install the test requirements first.",
        "De metingen kunnen niet starten: {why}. Installeer eerst wat de tests nodig hebben.",
    ),
    "place": ("{table}, row {row}, column {column}", "{table}, rij {row}, kolom {column}"),
    "place_row": ("{table}, row {row}", "{table}, rij {row}"),
    "place_column": ("{table}, {column}", "{table}, {column}"),
    "nearest": ("Did you mean {nearest}?", "Bedoelt u {nearest}?"),
}


class _Blank(dict[str, object]):
    """Leaves out what a sentence asks for and nobody gave."""

    def __missing__(self, key: str) -> str:
        return "–"


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences in one language."""

    language: str

    def pick(self, both: tuple[str, str]) -> str:
        """Return the sentence in this language."""
        return both[0] if self.language == "en" else both[1]

    def __call__(self, key: str, **parameters: object) -> str:
        """Return a sentence with its numbers and names filled in."""
        return self.filled(SENTENCES[key], parameters)

    def filled(self, both: tuple[str, str], parameters: Mapping[str, object]) -> str:
        """Fill numbers and names in; lists are written with commas."""
        shown = {
            name: ", ".join(map(str, value)) if isinstance(value, list | tuple) else _plain(value)
            for name, value in parameters.items()
        }
        return self.pick(both).format_map(_Blank(shown))


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _place(words: Words, table: str, row: int | None, column: str | None) -> str:
    if row is None:
        return words("place_column", table=table, column=column) if column else table
    if column is None:
        return words("place_row", table=table, row=row)
    return words("place", table=table, row=row, column=column)


def mistake_sentence(words: Words, mistake: Mistake) -> str:
    """Return where a mistake is, what is wrong, and what to do about it."""
    parameters = {"column": mistake.column, "table": mistake.table, **mistake.parameters}
    what = words.filled(MISTAKES[mistake.code], parameters)
    remedy = words.filled(REMEDIES[mistake.remedy], parameters)
    nearest = " " + words("nearest", nearest=mistake.parameters["nearest"]) if "nearest" in mistake.parameters else ""
    return f"{_place(words, mistake.table, mistake.row, mistake.column)}: {what} {remedy}{nearest}"


def violation_sentence(words: Words, violation: Violation) -> str:
    """Return which promise of a plan is broken, about whom or what, with the numbers."""
    parameters = dict(violation.parameters)
    if violation.code is ViolationCode.UNREADABLE:
        row, column = parameters.get("row"), parameters.get("column")
        where = _place(words, violation.table, row if isinstance(row, int) else None, str(column) if column else None)
        what = MISTAKES[MistakeCode(str(parameters["mistake"]))]
        return f"{where}: {words.filled(what, {**parameters, 'label': column})}"
    rule = parameters.get("rule")
    if rule is not None:
        parameters["rule"] = words.pick(RULES.get(str(rule), (str(rule), str(rule))))
    about = " ".join(violation.about)
    where = f"{violation.table} {about}".strip()
    return f"{where}: {words.filled(VIOLATIONS[violation.code], parameters)}"


def file_problem(words: Words, problem: FileProblem) -> str:
    """Return what is wrong with a file, and what to do about it."""
    return f"{problem.name}: {words.filled(PROBLEMS[problem.problem], problem.parameters)}"


def conflict_sentence(words: Words, row: Mapping[str, object]) -> str:
    """Return one rule of a set that cannot hold together: what it says, and about whom or what."""
    kind = str(row.get("kind", ""))
    about = ", ".join(str(value) for name, value in row.items() if name not in ("kind", "needs") and value != "")
    said = words.pick(RULES.get(kind, (kind, kind)))
    if row.get("needs"):
        said += f" ({words('does_not_fit', needs=row['needs'])})"
    return f"{about}: {said}" if about else said
