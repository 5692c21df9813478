"""Credentials: the evidence as it stands, and a credential as Open Badges 3.0."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from leerwerk.learning.dagdelen import AMSTERDAM
from leerwerk.learning.enums import CredentialState
from leerwerk.learning.models import Credential, Tally
from leerwerk.learning.queries.craft import progress_of
from leerwerk.trajectories.models import Enrolment

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def evidence_of(enrolment: Enrolment) -> dict[str, Any]:
    """Return what a credential can rest on today, as JSON: which work processes who saw when, and attendance."""
    tally = Tally.objects.filter(enrolment=enrolment).first()
    return {
        "processes": [
            {
                "title": row.process.title,
                "explanation": row.process.explanation,
                "seen": [
                    {"role": str(role), "day": str(tick.day), "by": str(tick.organisation), "tick": tick.pk}
                    for role, tick in row.ticks.items()
                    if tick is not None
                ],
            }
            for row in progress_of(enrolment)
            if row.done
        ],
        "attendance": None
        if tally is None
        else {"attended": tally.attended, "expected": tally.expected, "until": str(tally.until)},
    }


def _moment(day: date) -> str:
    return datetime.combine(day, time(12), AMSTERDAM).isoformat()


def open_badge(credential: Credential) -> Mapping[str, Any]:
    """Return a credential as an Open Badges 3.0 ``AchievementCredential`` (1EdTech, final, 2024), without a proof.

    It is not signed: a wallet shows it as a claim of its holder until the issuer signs it with a key of its own. The
    holder is named by the number of the credential, not by name or address.
    """
    narrative = "; ".join(one["title"] for one in credential.evidence.get("processes", ()))
    badge: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{credential.key}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": credential.title,
        "issuer": {
            "id": f"urn:leerwerk:organisation:{credential.issuer.code}",
            "type": ["Profile"],
            "name": credential.issuer.name,
        },
        "validFrom": _moment(credential.day),
        "credentialSubject": {
            "id": f"urn:leerwerk:holder:{credential.key}",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": f"urn:leerwerk:achievement:{credential.key}",
                "type": ["Achievement"],
                "name": credential.title,
                "description": credential.get_kind_display(),
                "criteria": {"narrative": narrative or credential.get_kind_display()},
            },
        },
    }
    evidence = [_evidence(one) for one in credential.evidence.get("processes", ())]
    if evidence:
        badge["evidence"] = evidence
    if credential.state != CredentialState.ISSUED:
        badge["description"] = "DRAFT: not issued"
    return badge


def _evidence(process: Mapping[str, Any]) -> dict[str, Any]:
    seen = ", ".join(f"{one['by']} {one['day']}" for one in process["seen"])
    return {"type": ["Evidence"], "name": process["title"], "narrative": seen}
