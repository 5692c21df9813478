"""Pages of blueprints, groups and what groups share."""
