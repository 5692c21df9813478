"""Blueprints, groups and the shared resources they use, and who takes part in them."""
