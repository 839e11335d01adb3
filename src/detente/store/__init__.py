"""The archive: one SQLite file that any SQLite tool opens."""
