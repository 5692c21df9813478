"""What Open Badges 3.0 asks of an ``AchievementCredential`` (1EdTech, final specification, 27 May 2024, section B.1.1).

As a JSON schema of the required properties, their types and their fixed values; and a reader of the few words of JSON
Schema that it uses.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}


def _kinds(*names: str) -> dict[str, Any]:
    return {"type": "array", "items": TEXT, "contains": names}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject", "name"],
    "properties": {
        "@context": {
            "type": "array",
            "items": URI,
            "begins": (
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ),
        },
        "id": URI,
        "type": _kinds("VerifiableCredential", "OpenBadgeCredential"),
        "name": TEXT,
        "description": TEXT,
        "validFrom": MOMENT,
        "issuer": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {"id": URI, "type": _kinds("Profile"), "name": TEXT},
        },
        "credentialSubject": {
            "type": "object",
            "required": ["type", "achievement"],
            "properties": {
                "id": URI,
                "type": _kinds("AchievementSubject"),
                "achievement": {
                    "type": "object",
                    "required": ["id", "type", "criteria", "description", "name"],
                    "properties": {
                        "id": URI,
                        "type": _kinds("Achievement"),
                        "name": TEXT,
                        "description": TEXT,
                        "criteria": {"type": "object", "properties": {"narrative": TEXT, "id": URI}},
                    },
                },
            },
        },
        "evidence": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type"],
                "properties": {"type": _kinds("Evidence"), "name": TEXT, "narrative": TEXT},
            },
        },
    },
}
TYPES: Mapping[str, Any] = {"string": str, "array": list, "object": dict}


def broken_promises(badge: Any) -> list[str]:
    """Return where a badge does not keep the schema, by path."""
    return list(_broken(badge, SCHEMA, ""))


def _broken(value: Any, schema: Mapping[str, Any], path: str) -> Iterator[str]:
    if not isinstance(value, TYPES[schema["type"]]):
        yield path
        return
    if "pattern" in schema and not re.match(schema["pattern"], value):
        yield path
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{path}.{name}".lstrip(".")
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            yield from _broken(value[name], inner, f"{path}.{name}".lstrip("."))
    if any(name not in value for name in schema.get("contains", ())):
        yield path
    begins = tuple(schema.get("begins", ()))
    if begins and tuple(value[: len(begins)]) != begins:
        yield path
    for n, one in enumerate(value if "items" in schema else ()):
        yield from _broken(one, schema["items"], f"{path}.{n}")
