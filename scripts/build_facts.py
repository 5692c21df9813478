"""Write the small tables of ``leerwerk.facts`` from a folder with the shared facts.

Run ``python scripts/build_facts.py PATH_TO_SHARED_DATA``. The folder holds ``geo``, ``stat``, ``i18n`` and ``esco`` as
collected for the project; where each figure comes from stands in ``src/leerwerk/facts/sources.toml``. What is written
is small, sorted and has English column names, so that a change in a source shows as a change of a line.
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

FACTS = Path(__file__).resolve().parent.parent / "src" / "leerwerk" / "facts"
ORIGINS = {
    "Syrië": "SY",
    "Eritrea": "ER",
    "Afghanistan": "AF",
    "Irak": "IQ",
    "Iran": "IR",
    "Turkije": "TR",
    "Overig/onbekend": "other",
    "Overig": "other",
}
COUNTRIES = ("AF", "CO", "ER", "ET", "IQ", "IR", "SD", "SO", "SY", "TR", "UA", "YE")
LANGUAGES = ("amh", "ara", "eng", "fas", "kur", "nld", "prs", "pus", "som", "spa", "tir", "tur", "ukr")

type Record = Mapping[str, object]


def slug(name: str) -> str:
    """Return the stable code of a region: its name in small letters, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, rows: Iterable[Record]) -> None:
    """Write one table of facts."""
    table = list(rows)
    with (FACTS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    sys.stdout.write(f"{name}: {len(table)} rows\n")


def geography(shared: Path) -> None:
    """Municipalities with region, centre, inhabitants, neighbours, estimated share of the taakstelling; regions."""
    estimate = {row["gm_code"]: row for row in read(shared / "stat" / "taakstelling_schatting_vg13000.csv")}
    towns = sorted(read(shared / "geo" / "gemeenten_2026.csv"), key=lambda row: row["gm_code"])
    write(
        "municipalities",
        (
            {
                "code": row["gm_code"],
                "name": row["naam"],
                "region": slug(row["arbeidsmarktregio"]),
                "region_name": row["arbeidsmarktregio"],
                "province": row["provincie"],
                "latitude": row["centroid_lat"],
                "longitude": row["centroid_lon"],
                "inhabitants": row["inwoners"],
                "area_km2": row["oppervlakte_km2"],
                "neighbours": row["buurgemeenten_gm_codes"].replace(";", "|"),
                "taakstelling": estimate[row["gm_code"]]["schatting_taakstelling_bij_vg_13000"],
            }
            for row in towns
        ),
    )
    names = sorted({row["arbeidsmarktregio"] for row in towns}, key=slug)
    write("regions", ({"code": slug(name), "name": name} for name in names))


def statistics(shared: Path) -> None:
    """Permits, age by sex, work after the permit, national taakstelling."""
    stat = shared / "stat"
    permits = read(stat / "cbs_verblijfsvergunningen_asiel_nationaliteit.csv")
    write(
        "permits",
        (
            {"period": row["periode"], "nationality": ORIGINS[row["nationaliteit"]], "permits": row["aantal"]}
            for row in sorted(permits, key=lambda row: row["periode"])
        ),
    )
    ages = read(stat / "cbs_swi2022_asielmigranten_leeftijd_geslacht.csv")
    write(
        "age_sex",
        (
            {
                "age_from": re.split(r"[-+]", row["leeftijd"])[0],
                "age_below": re.split(r"[-+]", row["leeftijd"])[1],
                "sex": sex,
                "persons": row[column],
            }
            for row in ages
            for sex, column in (("m", "mannen"), ("f", "vrouwen"))
        ),
    )
    work = read(stat / "cbs_werkenden_naar_maanden_na_vergunning_cohort2014.csv")
    write(
        "work_after_permit",
        (
            {
                "origin": ORIGINS[row["herkomst"]],
                "months": row["maanden_na_vergunning"],
                "percent": row["werkenden_pct_18_65"],
            }
            for row in work
        ),
    )
    write(
        "taakstelling",
        (
            {"half_year": row["halfjaar"], "persons": row["aantal_vergunninghouders"], "source": row["bron"]}
            for row in read(stat / "landelijke_taakstelling_huisvesting.csv")
        ),
    )


def words(shared: Path) -> None:
    """Names of the countries and languages that generated people have."""
    countries = {row["iso3166_2"]: row for row in read(shared / "i18n" / "cldr_herkomstlanden.csv")}
    write("countries", ({"code": code, **{k: countries[code][k] for k in ("nl", "en")}} for code in COUNTRIES))
    languages = {row["iso639_3"]: row for row in read(shared / "i18n" / "cldr_talen_iso639_3.csv")}
    write(
        "languages",
        (
            {"code": code, "locale": languages[code]["cldr"], **{k: languages[code][k] for k in ("nl", "en")}}
            for code in LANGUAGES
        ),
    )


def occupations(shared: Path) -> None:
    """The unit groups of ISCO-08; of the ones with the same Dutch name the number stands behind it."""
    groups = [row for row in read(shared / "esco" / "isco08_groups_nl_en.csv") if row["level"] == "4"]
    often = Counter(row["label_nl"] for row in groups)
    write(
        "occupations",
        (
            {
                "code": row["code"],
                "nl": f"{row['label_nl']} ({row['code']})" if often[row["label_nl"]] > 1 else row["label_nl"],
                "en": row["label_en"],
            }
            for row in sorted(groups, key=lambda row: row["code"])
        ),
    )


def esco(shared: Path) -> None:
    """The occupations of ESCO, by their code, with the Dutch names of one word that they have besides."""
    rows = read(shared / "esco" / "esco_occupations_nl_en.csv")
    write(
        "esco",
        (
            {
                "code": row["code"],
                "nl": row["label_nl"],
                "en": row["label_en"],
                "also": "|".join(sorted({name for name in row["alt_nl"].split("|") if re.fullmatch(r"[\w-]+", name)})),
            }
            for row in sorted(rows, key=lambda row: [int(part) for part in row["code"].split(".")])
        ),
    )


def main(arguments: list[str]) -> int:
    """Write all tables; return the exit code."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "geo").is_dir():
        sys.stderr.write("Usage: python scripts/build_facts.py PATH_TO_SHARED_DATA (with geo, stat, i18n, esco)\n")
        return 2
    shared = Path(arguments[0])
    geography(shared)
    statistics(shared)
    words(shared)
    occupations(shared)
    esco(shared)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
