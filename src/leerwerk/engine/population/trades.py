"""What work looks like per sector: jobs with their tasks, shifts and demands, and invented names of employers.

Texts are data of a Dutch demo and therefore Dutch. The sectors are those of the invented group options.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a starter can do: three to six tasks, its shifts (ten dagdelen) and what it asks of a body."""

    title: str
    tasks: tuple[str, ...]
    shifts: str
    demands: str
    excluded_limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trade:
    """One sector: its jobs, how its employers are called, and how many of its workplaces ask a driving licence."""

    jobs: tuple[Job, ...]
    kinds: tuple[str, ...]
    skills: tuple[str, ...]
    licence: float


DAYS, EARLY, FOUR_DAYS = "1111111111", "1110111011", "1111110011"

TRADES: Mapping[str, Trade] = {
    "zorg": Trade(
        (
            Job(
                "Helpende in een woonzorghuis",
                ("Bewoners helpen met wassen en aankleden", "Ontbijt klaarzetten", "Bedden opmaken",
                 "Samen naar de huiskamer lopen", "Opschrijven wat opvalt"),
                DAYS, "veel lopen en staan, soms tillen met een hulpmiddel", ("no_lifting",),
            ),
            Job(
                "Medewerker huiskamer",
                ("Koffie en thee schenken", "Een spel of wandeling begeleiden", "Maaltijd klaarmaken met bewoners",
                 "Luisteren en gezelschap bieden"),
                FOUR_DAYS, "rustig werk met veel gesprekken",
            ),
            Job(
                "Leerling verzorgende in de wijk",
                ("Steunkousen aantrekken", "Medicijnen aanreiken volgens de lijst", "Fietsen van adres naar adres",
                 "Rapporteren in het dossier"),
                EARLY, "elke ochtend op de fiets",
            ),
        ),
        ("Woonzorghuis", "Zorggroep", "Thuiszorg", "Zorgboerderij", "Verpleeghuis"), ("first_aid",), 0.06,
    ),
    "logistiek": Trade(
        (
            Job(
                "Orderverzamelaar",
                ("Bestellingen verzamelen met een scanner", "Producten tellen", "Dozen vullen en sluiten",
                 "Pallets inpakken met folie"),
                DAYS, "de hele dag lopen", ("no_long_standing",),
            ),
            Job(
                "Medewerker goederenontvangst",
                ("Vrachtwagens lossen met de pompwagen", "Leveringen vergelijken met de bon", "Goederen uitpakken",
                 "Schade melden", "Voorraad op de plek zetten"),
                EARLY, "tillen tot 15 kilo", ("no_lifting",),
            ),
            Job(
                "Medewerker pakketten",
                ("Pakketten klaarmaken voor verzending", "Etiketten plakken", "Retouren controleren"),
                FOUR_DAYS, "zittend en staand werk",
            ),
        ),
        ("Distributie", "Magazijn", "Pakketdienst", "Groothandel", "Expeditie"), ("teamwork",), 0.04,
    ),
    "onderwijs": Trade(
        (
            Job(
                "Onderwijsassistent in opleiding",
                ("Leerlingen in kleine groepen begeleiden", "Een deel van de les geven", "Werk nakijken",
                 "Meedoen aan het teamoverleg", "Ouders te woord staan"),
                DAYS, "goed en duidelijk Nederlands spreken",
            ),
            Job(
                "Leraar in opleiding, exacte vakken",
                ("Lessen voorbereiden met de vakleraar", "Practicum begeleiden", "Toetsen nakijken",
                 "Leerlingen uitleg geven na de les"),
                FOUR_DAYS, "voor de klas staan",
            ),
        ),
        ("Scholengroep", "College", "Basisschool", "Lyceum"), ("computer",), 0.0,
    ),
    "techniek": Trade(
        (
            Job(
                "Leerling elektromonteur woningbouw",
                ("Kabels leggen en aansluiten", "Meterkasten plaatsen", "Sleuven en gaten maken",
                 "Metingen doen en opschrijven", "De werkplek veilig achterlaten"),
                DAYS, "knielen, reiken, soms op een ladder", ("no_heights",),
            ),
            Job(
                "Leerling monteur zonnepanelen",
                ("Panelen en rails naar boven brengen", "Panelen vastzetten", "Bekabeling aansluiten met de monteur"),
                EARLY, "werken op daken", ("no_heights", "no_lifting"),
            ),
            Job(
                "Assemblagemedewerker besturingskasten",
                ("Tekeningen lezen", "Onderdelen monteren", "Draden op maat maken en aansluiten", "Kasten testen"),
                FOUR_DAYS, "precies werk aan een tafel",
            ),
        ),
        ("Installatiebedrijf", "Elektrotechniek", "Technisch Bureau", "Energietechniek"), ("welding",), 0.12,
    ),
    "bouw": Trade(
        (
            Job(
                "Bouwplaatsmedewerker",
                ("Materiaal klaarzetten en verplaatsen", "De bouwplaats veilig en schoon houden",
                 "Afval scheiden", "Helpen bij metselen en voegen"),
                DAYS, "buiten werken, tillen tot 25 kilo", ("no_lifting", "no_outdoor_work"),
            ),
            Job(
                "Leerling afbouw",
                ("Wanden plaatsen", "Stukadoorswerk voorbereiden", "Kitten en schuren",
                 "Ruimtes opleveren met de voorman"),
                EARLY, "binnen, veel boven het hoofd werken",
            ),
            Job(
                "Leerling tegelzetter",
                ("Vloeren voorbereiden", "Lijm aanmaken", "Tegels op maat maken", "Voegen en schoonmaken",
                 "Materiaal bestellen met de voorman"),
                DAYS, "veel knielen", ("no_long_standing",),
            ),
        ),
        ("Bouwbedrijf", "Afbouw", "Aannemersbedrijf", "Renovatie"), ("teamwork",), 0.08,
    ),
    "groen": Trade(
        (
            Job(
                "Leerling hovenier onderhoud",
                ("Gras maaien en kanten snijden", "Heggen snoeien", "Bladeren ruimen", "Gereedschap schoonmaken"),
                DAYS, "buiten, in elk weer", ("no_outdoor_work",),
            ),
            Job(
                "Leerling hovenier aanleg",
                ("Planten en bomen planten", "Bestrating leggen", "Grond klaarmaken", "Tekening volgen met de voorman"),
                EARLY, "buiten, tillen en scheppen", ("no_lifting", "no_outdoor_work"),
            ),
            Job(
                "Medewerker kwekerij",
                ("Planten stekken en oppotten", "Water geven", "Bestellingen klaarzetten"),
                FOUR_DAYS, "in de kas, staand werk",
            ),
        ),
        ("Hoveniersbedrijf", "Tuinen", "Kwekerij", "Groenbeheer"), ("teamwork",), 0.1,
    ),
    "horeca": Trade(
        (
            Job(
                "Keukenhulp in een restaurant",
                ("Groenten wassen en snijden", "Voorgerechten klaarzetten", "Afwassen en opruimen",
                 "Voorraad bijvullen", "De keuken schoon en veilig houden"),
                DAYS, "de hele dag staan in een warme keuken", ("no_long_standing",),
            ),
            Job(
                "Leerling kok",
                ("Gerechten klaarmaken volgens het recept", "Sauzen en soepen koken", "Leveringen controleren",
                 "Werken volgens de regels voor hygiëne"),
                EARLY, "snel en precies werken, tillen tot 15 kilo", ("no_lifting",),
            ),
            Job(
                "Medewerker bedrijfsrestaurant",
                ("Broodjes en salades maken", "De balie aanvullen", "Gasten helpen aan de kassa",
                 "Tafels schoonmaken"),
                FOUR_DAYS, "staand werk, korte gesprekken met gasten",
            ),
        ),
        ("Restaurant", "Eetcafé", "Hotel", "Catering"), ("teamwork",), 0.02,
    ),
}  # fmt: skip

PROPER = (
    *("De Wilg", "De Ooievaar", "Het Anker", "De Linde", "Zonneveld", "Rietland", "De Brug", "Vlietzicht"),
    *("De Kievit", "Waterkant", "De Eik", "Morgenrood", "De Vuurtoren", "Sluiszicht", "Het Baken", "De Meent"),
    *("Oeverhof", "De Leeuwerik", "Windkracht", "De Horizon", "Polderlicht", "De Zwaluw", "Heidehof"),
    *("De Schakel", "Duinrand", "De Bron", "Hoogland", "De Kade", "Veldzicht", "Het Kompas"),
)
"""Second half of an invented organisation's name."""
