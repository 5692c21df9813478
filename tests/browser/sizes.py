"""The screens on which every page is looked at."""

from playwright.sync_api import ViewportSize

DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=780)
