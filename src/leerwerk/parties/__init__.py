"""Organisations, regions, people, memberships and invitations."""
