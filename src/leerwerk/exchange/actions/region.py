"""Taking a region's tables in: one transaction, in the order in which rows refer to each other."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from leerwerk.engine.planning.contract import CEFR, EDUCATION
from leerwerk.engine.planning.parsing import Parsed, Reading
from leerwerk.exchange.upsert import Count, upsert
from leerwerk.funding.models import Budget, Charge
from leerwerk.parties.enums import OrganisationKind
from leerwerk.parties.models import Organisation, Region
from leerwerk.placement.actions import retell_tasks
from leerwerk.placement.models import Offer, Workplace
from leerwerk.privacy.actor import Actor
from leerwerk.privacy.trail import action, record
from leerwerk.recruitment.actions import Arrival, take_in_candidates
from leerwerk.recruitment.models import Background, Candidate, Profile, WorkExperience
from leerwerk.trajectories.models import BlueprintVersion, Cohort, Resource, ResourceUse

LANGUAGE = ("listening", "reading", "speaking", "writing")
SCALES = ("learnability", "load", "motivation")

OTHERWISE = {"permit_date": "permit_on"}  # columns whose field has another name

type Row = dict[str, Any]


def _rows(parsed: Parsed) -> Iterator[Row]:
    names = list(parsed.columns)
    for values in zip(*parsed.columns.values(), strict=True):
        yield dict(zip(names, values, strict=True))


def _kept(parsed: Parsed) -> frozenset[str]:
    """The fields of columns that the file does not have: what is known keeps them."""
    absent = {column.name for column in parsed.table.columns} - parsed.given
    return frozenset(
        absent | {f"{name}_id" for name in absent} | {OTHERWISE[name] for name in absent & OTHERWISE.keys()}
    )


def _keys(model: Any, codes: Any) -> dict[str, int]:
    return dict(model.objects.filter(code__in={code for code in codes if code}).values_list("code", "pk"))


class _Intake:
    """Writes one table after the other; later tables find the keys of earlier ones."""

    def __init__(self, reading: Reading, region: Region, by: Actor, *, synthetic: bool) -> None:
        self.tables = {name: list(_rows(parsed)) for name, parsed in reading.tables.items()}
        self.keeps = {name: _kept(parsed) for name, parsed in reading.tables.items()}
        self.region, self.by = region, by
        self.at_birth = {"synthetic": synthetic}
        self.today = timezone.localdate()
        self.people_before = self._people()

    def _organisation_keys(self, *columns: tuple[str, str]) -> dict[str, int]:
        return _keys(Organisation, (row[column] for table, column in columns for row in self.tables[table]))

    def _people(self) -> dict[str, int]:
        """Whom the sheet of work names, by their number."""
        return _keys(Candidate, (row["candidate"] for row in self.tables["work_history"]))

    def organisations(self) -> Count:
        """Organisations of every kind."""
        return upsert(
            Organisation,
            ["code"],
            [
                {"code": r["organisation"], "kind": r["kind"], "name": r["name"], "municipality_id": r["municipality"]}
                for r in self.tables["organisations"]
            ],
            at_birth=self.at_birth | {"region_id": self.region.pk},
            keeps=self.keeps["organisations"],
        )

    def employers(self) -> Count:
        """Employers named in their own sheet; others that workplaces name are added by their code alone."""
        rows = [
            {"code": r["employer"], "name": r["name"], "municipality_id": r["municipality"], "sector": r["sector"]}
            for r in self.tables["employers"]
        ]
        named = {row["code"] for row in rows} | set(self._organisation_keys(("workplaces", "employer")))
        bare = {r["employer"]: r for r in self.tables["workplaces"] if r["employer"] not in named}
        rows += [
            {"code": code, "name": code, "municipality_id": r["municipality"], "sector": r["sector"]}
            for code, r in bare.items()
        ]
        at_birth = self.at_birth | {"region_id": self.region.pk, "kind": OrganisationKind.EMPLOYER}
        return upsert(Organisation, ["code"], rows, at_birth=at_birth, keeps=self.keeps["employers"])

    def candidates(self) -> Count:
        """Candidates with a profile and a background; without ``intermediary`` they are the actor's own."""
        rows = self.tables["candidates"]
        if not rows:
            return Count()
        keys = self._organisation_keys(("candidates", "intermediary"))
        own = self.by.organisation_id
        taken = take_in_candidates(
            arrivals=[self._arrival(row, keys.get(row["intermediary"], own)) for row in rows], by=self.by
        )
        return Count(new=taken.new, changed=taken.changed, same=taken.same)

    def _arrival(self, row: Row, intermediary: int | None) -> Arrival:
        if intermediary is None:
            raise ValueError(f"nobody guides {row['candidate']}")
        candidate = Candidate(
            code=row["candidate"],
            given_name=row["given_name"] or row["candidate"],
            family_name=row["family_name"],
            native_name=row["native_name"],
            intermediary_id=intermediary,
            municipality_id=row["municipality"],
            email=row["email"],
            phone=row["phone"],
            contact_language=row["contact_language"] or "nl",
            route=row["route"],
            **self.at_birth,
        )
        profile = Profile(
            stated_on=self.today,
            **{skill: CEFR.index(row[skill]) for skill in LANGUAGE},
            **{scale: row[scale] for scale in SCALES},
            available=row["available"],
            max_travel=row["max_travel"],
            ready_on=row["ready"],
            sectors=list(row["sectors"]),
            skills=list(row["skills"]),
            licence=row["licence"],
            education=EDUCATION.index(row["education"]),
            limits=list(row["limits"]),
        )
        past = {
            "birth_year": row["birth_year"],
            "sex": row["sex"],
            "nationality": row["nationality"],
            "permit_on": row["permit_date"],
        }
        stated = any(value not in (None, "", "x") for value in past.values())  # blank cells erase nobody's background
        background = Background(**past) if stated else None
        return Arrival(candidate=candidate, profile=profile, background=background, keeps=self.keeps["candidates"])

    def work_history(self) -> Count:
        """Work that people did; the same work from the same year of the same person is the same.

        Whoever got their number a moment ago can also be named by the provisional one.
        """
        people = self.people_before | self._people()
        rows = {
            (people[r["candidate"]], r["work"], r["since"]): {"occupation": r["occupation"] or "", "until": r["until"]}
            for r in self.tables["work_history"]
        }
        key = ("candidate_id", "work", "since")
        told = [dict(zip(key, of, strict=True)) | facts for of, facts in rows.items()]
        return upsert(WorkExperience, key, told, keeps=self.keeps["work_history"])

    def groups(self) -> Count:
        """Group options: new ones from the latest version of their blueprint, known ones keep theirs."""
        rows = self.tables["groups"]
        versions: dict[str, int] = {}
        asked = BlueprintVersion.objects.filter(blueprint__code__in={r["blueprint"] for r in rows})
        for code, pk in asked.order_by("number").values_list("blueprint__code", "pk"):
            versions[code] = pk
        kept = {
            (group, blueprint): pk
            for group, blueprint, pk in Cohort.objects.filter(code__in={r["group"] for r in rows}).values_list(
                "code", "version__blueprint__code", "version_id"
            )
        }
        schools = self._organisation_keys(("groups", "educator"), ("groups", "language_school"))
        return upsert(
            Cohort,
            ["code"],
            [
                {
                    "code": r["group"],
                    "version_id": kept.get((r["group"], r["blueprint"])) or versions[r["blueprint"]],
                    "region_id": self.region.pk,
                    "municipality_id": r["municipality"],
                    "educator_id": schools.get(r["educator"]),
                    "language_school_id": schools.get(r["language_school"]),
                    "starts_on": r["start"],
                    **{
                        name: r[name]
                        for name in ("min_size", "max_size", "fixed_cost", "cost_per_participant", "dagdelen")
                    },
                    **{skill: CEFR.index(r[skill]) for skill in LANGUAGE},
                    **{scale: r[scale] for scale in SCALES},
                    "skills": list(r["skills"]),
                    "licence": r["licence"],
                    "excluded_limits": list(r["excluded_limits"]),
                }
                for r in rows
            ],
            at_birth=self.at_birth,
            keeps=self.keeps["groups"],
        )

    def workplaces(self) -> Count:
        """Workplaces with their tasks."""
        rows = self.tables["workplaces"]
        employers = self._organisation_keys(("workplaces", "employer"))
        names = ("places", "shifts", "demands", "licence", "mentor_name", "recognised")
        count = upsert(
            Workplace,
            ["code"],
            [
                {
                    "code": r["workplace"],
                    "employer_id": employers[r["employer"]],
                    "title": r["title"] or r["workplace"],
                    "sector": r["sector"],
                    "municipality_id": r["municipality"],
                    **{name: r[name] for name in names},
                    "skills": list(r["skills"]),
                    "excluded_limits": list(r["excluded_limits"]),
                }
                for r in rows
            ],
            at_birth=self.at_birth,
            keeps=self.keeps["workplaces"],
        )
        retold = self._tasks() - count.written
        count.changed, count.same = count.changed + len(retold), count.same - len(retold)
        return count

    def _tasks(self) -> set[object]:
        """Write the tasks for starters of every workplace whose list differs; return the codes of these workplaces.

        A short sheet without the column leaves tasks as they are; an empty cell takes them away. What is known of a
        task whose name stays is kept.
        """
        if "tasks" in self.keeps["workplaces"]:
            return set()
        told = {r["workplace"]: list(r["tasks"]) for r in self.tables["workplaces"]}
        keys = _keys(Workplace, told)
        other = retell_tasks({keys[code]: names for code, names in told.items()})
        return {code for code in told if keys[code] in other}

    def offers(self) -> Count:
        """Which workplaces are offered to which groups."""
        groups = _keys(Cohort, (r["group"] for r in self.tables["offers"]))
        places = _keys(Workplace, (r["workplace"] for r in self.tables["offers"]))
        return upsert(
            Offer,
            ["cohort_id", "workplace_id"],
            [{"cohort_id": groups[r["group"]], "workplace_id": places[r["workplace"]]} for r in self.tables["offers"]],
        )

    def resources(self) -> Count:
        """Teachers, rooms and mentors."""
        owners = self._organisation_keys(("resources", "organisation"))
        return upsert(
            Resource,
            ["code"],
            [
                {
                    "code": r["resource"],
                    "kind": r["kind"],
                    "name": r["name"] or r["resource"],
                    "region_id": self.region.pk,
                    "organisation_id": owners.get(r["organisation"]),
                    "capacity": r["capacity"],
                }
                for r in self.tables["resources"]
            ],
            keeps=self.keeps["resources"],
        )

    def uses(self) -> Count:
        """What groups take of resources."""
        rows = self.tables["uses"]
        groups, resources = _keys(Cohort, (r["group"] for r in rows)), _keys(Resource, (r["resource"] for r in rows))
        return upsert(
            ResourceUse,
            ["cohort_id", "resource_id"],
            [
                {"cohort_id": groups[r["group"]], "resource_id": resources[r["resource"]]}
                | {"per_group": r["per_group"], "per_participant": r["per_participant"]}
                for r in rows
            ],
            keeps=self.keeps["uses"],
        )

    def budgets(self) -> Count:
        """Budgets in thousands of euros."""
        payers = self._organisation_keys(("budgets", "payer"))
        return upsert(
            Budget,
            ["code"],
            [
                {
                    "code": r["budget"],
                    "name": r["name"] or r["budget"],
                    "region_id": self.region.pk,
                    "payer_id": payers.get(r["payer"]),
                    "amount": r["amount"],
                    "source": r["source"],
                    "valid_from": r["valid_from"],
                    "valid_until": r["valid_until"],
                }
                for r in self.tables["budgets"]
            ],
            keeps=self.keeps["budgets"],
        )

    def charges(self) -> Count:
        """What groups charge to budgets."""
        rows = self.tables["charges"]
        groups, budgets = _keys(Cohort, (r["group"] for r in rows)), _keys(Budget, (r["budget"] for r in rows))
        return upsert(
            Charge,
            ["budget_id", "cohort_id", "municipality_id"],
            [
                {
                    "budget_id": budgets[r["budget"]],
                    "cohort_id": groups[r["group"]],
                    "municipality_id": None if r["municipality"] == "*" else r["municipality"],
                    "per_participant": r["per_participant"],
                    "per_group": r["per_group"],
                }
                for r in rows
            ],
            keeps=self.keeps["charges"],
        )


ORDER = (
    "organisations",
    "employers",
    "candidates",
    "work_history",
    "groups",
    "workplaces",
    "offers",
    "resources",
    "uses",
    "budgets",
    "charges",
)


@action
def take_in_region(
    *, reading: Reading, region: Region, by: Actor, synthetic: bool = False
) -> dict[str, dict[str, int]]:
    """Write all tables of a reading without mistakes; return per table how many rows were new, changed, the same.

    The same reading twice changes nothing. Rows that are absent from the reading are left alone.
    """
    intake = _Intake(reading, region, by, synthetic=synthetic)
    counts: dict[str, dict[str, int]] = {}
    for name in ORDER:
        count: Count = getattr(intake, name)()
        if count.new or count.changed or count.same:
            counts[name] = {"new": count.new, "changed": count.changed, "same": count.same}
    record("region_taken_in", region, by=by, counts=counts)
    return counts
