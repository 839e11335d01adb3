"""Finds expressions of time."""
