"""What stands for a version as a whole: one fingerprint, which also who reads only a part of it can reckon.

Each clause has a leaf: SHA-256 over a salt of its own and the clause. The fingerprint is SHA-256 over all leaves in
order. Who may not read a clause gets its leaf instead: it shows that the same version is approved, and without the
salt nobody finds an amount by trying amounts. The idea is that of hash trees (Merkle 1987), one level deep.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leerwerk.engine.agreement.terms import Clause, Terms, to_json


@dataclass(frozen=True, slots=True)
class Sealed:
    """A clause in its place in a version, with its salt: at least 16 bytes of chance, in hexadecimal digits."""

    position: int
    clause: Clause
    salt: str

    @property
    def leaf(self) -> str:
        """What stands for this clause: 64 hexadecimal digits."""
        told = [self.salt, to_json(self.clause)]
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def sealed(terms: Terms, salts: Sequence[str]) -> tuple[Sealed, ...]:
    """Return the clauses in their places. Raises ValueError when there are not as many salts."""
    return tuple(Sealed(n, one, salt) for n, (one, salt) in enumerate(zip(terms.clauses, salts, strict=True)))


def fingerprint(leaves: Iterable[str]) -> str:
    """Return what stands for the version: 64 hexadecimal digits."""
    return hashlib.sha256("\n".join(leaves).encode()).hexdigest()


def belongs(shown: Iterable[Sealed], leaves: Mapping[int, str], expected: str) -> bool:
    """Whether what somebody reads, with the leaves of what is hidden, makes up the version that was approved."""
    known = {**leaves, **{one.position: one.leaf for one in shown}}
    whole = sorted(known) == list(range(len(known)))
    return whole and fingerprint(known[n] for n in range(len(known))) == expected
