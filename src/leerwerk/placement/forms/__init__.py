"""Parsing what people type about workplaces."""

from leerwerk.placement.forms.workplaces import (
    OfferForm,
    SeatForm,
    WorkplaceChoiceFilter,
    WorkplaceFilter,
    WorkplaceForm,
)

__all__ = ["OfferForm", "SeatForm", "WorkplaceChoiceFilter", "WorkplaceFilter", "WorkplaceForm"]
