"""The checker's own reading of who fits where, for a whole group at once; of one person and one group see
``check_pairs``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leerwerk.engine.planning.question import Question

type Rows = npt.NDArray[np.intp]


class Fits:
    """Who may join which group and can work at which of its workplaces, group by group, so that memory stays small.

    ``among``: ask it of these people only.
    """

    def __init__(self, question: Question, among: Rows | None = None) -> None:
        self.question = question
        wishes = question.candidates.wishes
        people = np.arange(len(wishes)) if among is None else np.unique(among)
        sectors = set(question.groups.sector.tolist())
        self.wishing = {s: people[(wishes[people] == s).any(axis=1)] for s in sectors}
        self.listed = self._listed()

    def somewhere(self) -> npt.NDArray[np.bool_]:
        """Return of everybody whether there is a group that they may join, with a workplace where they can work."""
        found = np.zeros(len(self.question.candidates.ids), np.bool_)
        for group in range(len(self.question.groups.ids)):
            people = self.eligible(group)
            people = people[~found[people]]
            if len(people):
                found[people[self.seats(group, people).any(axis=1)]] = True
        return found

    def _listed(self) -> dict[int, Rows] | None:
        given = self.question.given
        if given is None:
            return None
        order = np.argsort(given.group, kind="stable")
        edges = np.searchsorted(given.group[order], np.arange(len(self.question.groups.ids) + 1))
        return {
            group: np.unique(given.candidate[order[edges[group] : edges[group + 1]]])
            for group in range(len(self.question.groups.ids))
        }

    def offered(self, group: int) -> Rows:
        """Return the workplaces that a group is offered."""
        offers = self.question.offers
        places: Rows = offers.workplace[offers.start[group] : offers.start[group + 1]].astype(np.intp)
        return places

    def eligible(self, group: int) -> Rows:
        """Return who may join a group, apart from its workplaces."""
        q = self.question
        c, g = q.candidates, q.groups
        people = self.wishing[int(g.sector[group])]
        if self.listed is not None:
            people = np.intersect1d(people, self.listed[group], assume_unique=True)
        people = people[q.travel.minutes[c.zone[people], g.zone[group]] <= c.max_travel[people]]
        people = people[c.ready[people] <= g.start[group]]
        people = people[(c.language[people] >= g.language[group]).all(axis=1)]
        people = people[(c.scales[people] >= g.scales[group]).all(axis=1)]
        people = people[(c.available[people] & g.dagdelen[group]) == g.dagdelen[group]]
        people = people[((c.skills[people] & g.skills[group]) == g.skills[group]).all(axis=1)]
        people = people[c.licence[people] | (not g.licence[group])]
        people = people[((c.limits[people] & g.excluded_limits[group]) == 0).all(axis=1)]
        forbid = q.locks.forbid
        if len(forbid):
            people = people[~np.isin(people, forbid[forbid[:, 1] == group, 0])]
        return np.asarray(people, np.intp)

    def seats(self, group: int, people: Rows) -> npt.NDArray[np.bool_]:
        """Return which of these people can work where, shape (people, offered workplaces)."""
        q = self.question
        c, w = q.candidates, q.workplaces
        places = self.offered(group)
        found = np.zeros((len(people), len(places)), np.bool_)
        for column, place in enumerate(places.tolist()):
            fits = q.travel.minutes[c.zone[people], w.zone[place]] <= c.max_travel[people]
            fits &= ((c.skills[people] & w.skills[place]) == w.skills[place]).all(axis=1)
            fits &= c.licence[people] | (not w.licence[place])
            fits &= ((c.limits[people] & w.excluded_limits[place]) == 0).all(axis=1)
            found[:, column] = fits
        return found
