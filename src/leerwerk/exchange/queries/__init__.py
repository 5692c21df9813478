"""Reading workbooks, and what they would mean for the region."""

from leerwerk.exchange.queries.changing import names_of
from leerwerk.exchange.queries.reading import Cells, UnreadableFile, cells_of, pack, read_region, unpack
from leerwerk.exchange.queries.rounds import round_workbook
from leerwerk.exchange.queries.rows import region_rows
from leerwerk.exchange.queries.template import region_workbook, template_workbook

__all__ = [
    "Cells",
    "UnreadableFile",
    "cells_of",
    "names_of",
    "pack",
    "read_region",
    "region_rows",
    "region_workbook",
    "round_workbook",
    "template_workbook",
    "unpack",
]
