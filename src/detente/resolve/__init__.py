"""Settles days from what was found and when it was published. Pure: the archive can run it again when it learns more."""
