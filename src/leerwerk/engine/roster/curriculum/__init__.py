"""Timetables of lessons alone: many courses, each with its teacher, for groups that share them.

The formulation is that of the second International Timetabling Competition, track 3 (UD2): curriculum = group,
course = activity, period = dagdeel. Nobody travels and nobody works here, so a search by single moves reaches far:
it is what the same engine is measured with from outside.
"""
