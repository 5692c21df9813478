"""A sector as people read it: ``{{ workplace.sector|sector_label }}``."""

from django import template

from leerwerk.parties.enums import sector_label

register = template.Library()
register.filter("sector_label", sector_label)
