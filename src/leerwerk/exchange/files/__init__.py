"""Folders of CSV files and workbooks: read into tables of cells, written whole or not at all. No Django."""

from leerwerk.exchange.files.problems import FileProblem, Problem
from leerwerk.exchange.files.reading import Source, answer_of, is_workbook, read, read_csv, read_workbook
from leerwerk.exchange.files.writing import ask_to_write, write

__all__ = [
    "FileProblem",
    "Problem",
    "Source",
    "answer_of",
    "ask_to_write",
    "is_workbook",
    "read",
    "read_csv",
    "read_workbook",
    "write",
]
