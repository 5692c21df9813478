"""leerwerk: design, fill, fund, run and learn from leerwerktrajecten for status holders."""

__version__ = "0.1.0"
